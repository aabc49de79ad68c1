import { CHUNK_ROWS, createTraceReader, type TraceChunk, type TraceHeader } from '../trace/index';
import { checkChunk } from './checkChunk';
import { Checkpoints } from './checkpoints';
import { History } from './history';
import { RateIndex } from './rateIndex';
import { Swarm } from './swarm';
import type { Replay } from './types';
import { View } from './view';

/** Restoring a checkpoint costs about as much as so many rows; going on from where one stands may be cheaper. */
const RESTORE_ROWS = 16_384;

/**
 * A replay of a trace that grows by `append`. Any time is a few milliseconds away: from the checkpoint before it, then forward.
 * It knows what the trace says and nothing else, so it plays simulated and real runs alike.
 */
export function createReplay(header: TraceHeader): Replay {
  const reader = createTraceReader(header);
  const rates = new RateIndex();
  const history = new History();
  const newest = new Swarm(header, rates, history.flows); // has seen every row there is
  const shown = new Swarm(header, null); // stands where the viewer looks
  const view = new View(shown, rates);
  const checkpoints = new Checkpoints();
  let happened = 0; // rows that `shown` has seen
  let endSeconds = 0;

  function append(chunk: TraceChunk): void {
    checkChunk(chunk, header, endSeconds);
    const first = reader.rowCount;
    reader.append(chunk);
    rates.reach(reader.rowCount);
    for (let at = 0; at < chunk.kind.length; at++) {
      const seconds = chunk.timeSeconds[at]!;
      if (seconds > endSeconds) history.pass(endSeconds, seconds, newest);
      endSeconds = seconds;
      history.note(chunk.kind[at]!, seconds, chunk.subject[at]!, newest);
      newest.apply(chunk, at, first + at);
      checkpoints.offer(first + at + 1, newest);
    }
    history.sample(endSeconds, newest);
  }

  /** Puts `shown` where exactly so many rows have happened. */
  function moveTo(target: number): void {
    const near = checkpoints.before(target);
    if (happened > target || near - happened > RESTORE_ROWS) {
      checkpoints.restore(near, shown);
      happened = near;
    }
    for (; happened < target; happened++) shown.apply(reader.chunks[Math.floor(happened / CHUNK_ROWS)]!, happened % CHUNK_ROWS, happened);
  }

  function secondsOf(row: number): number {
    return row < 0 ? 0 : reader.chunks[Math.floor(row / CHUNK_ROWS)]!.timeSeconds[row % CHUNK_ROWS]!;
  }

  return {
    header,
    reader,
    state: view,
    history,
    get endSeconds() {
      return endSeconds;
    },
    get row() {
      return happened - 1;
    },
    append,
    seek(timeSeconds) {
      if (Number.isNaN(timeSeconds)) throw new RangeError('a replay cannot seek to NaN');
      moveTo(reader.rowAt(timeSeconds) + 1);
      view.show(Math.max(0, Math.min(timeSeconds, endSeconds)));
    },
    step(direction) {
      moveTo(Math.max(0, Math.min(happened + direction, reader.rowCount)));
      view.show(secondsOf(happened - 1));
      return happened - 1;
    },
    neighbours(peer, out) {
      let count = 0;
      for (let row = shown.neighbours.firstOf(peer); row >= 0 && count < out.length; row = shown.neighbours.after(row)) out[count++] = shown.neighbours.remote[row]!;
      return count;
    },
    slot(from, to) {
      const row = shown.neighbours.row(from, to);
      return row < 0 ? -1 : (shown.neighbours.slot[row] as 0 | 1 | 2);
    },
    interested(peer, other) {
      const { held, wordsPerPeer } = shown;
      for (let word = 0; word < wordsPerPeer; word++)
        if ((held[other * wordsPerPeer + word]! & ~held[peer * wordsPerPeer + word]!) !== 0) return true;
      return false;
    },
  };
}
