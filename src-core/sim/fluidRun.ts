import { createEventQueue } from '../base/index';
import type { Scenario } from '../scenario/index';
import { fluidSchedule, scheduleObstacle, settingOf, type ScheduleObstacle } from '../theory/index';
import { EventKind, runHeader, UnchokeReason, type TraceHeader, type TraceWriter } from '../trace/index';
import { ENGINE_VERSION } from './engineVersion';
import { fluidCapacity } from './fluidCapacity';
import { createFluidFlows, type FluidFlows } from './fluidFlows';
import type { RunEnd, Simulation } from './types';

export interface FluidOptions {
  readonly scenario: Scenario;
  /** Named in the header only: nothing is left to chance. */
  readonly randomSeed: number;
}

/** About 330 MB: as many rows as a window can take beside its other runs. */
const MOST_ROWS = 8_000_000;
/** Of each pair of peers: connected once, unchoked and started both ways, and a piece at each end of a class that has two senders. */
const ROWS_PER_PAIR = 4.5;

/** The fluid schedule does not hold for this scenario. */
export class NoScheduleError extends Error {
  constructor(readonly obstacle: ScheduleObstacle) {
    super(`no fluid schedule: ${obstacle}`);
  }
}

/**
 * The fluid schedule of a scenario as a run: everyone receives at one rate all the time and all complete together, exactly at the
 * peer-to-peer bound (theory.md section 2; `docs/model.md`). Peers pass on bits, not whole pieces, to everybody.
 * @param openWriter makes the trace's writer from its header
 * @throws NoScheduleError outside the textbook's setting, or where the bound is infinite
 * @throws RangeError when the trace would be too long
 */
export function createFluidRun({ scenario, randomSeed }: FluidOptions, openWriter: (header: TraceHeader) => TraceWriter): Simulation {
  const obstacle = scheduleObstacle(scenario);
  if (obstacle !== null) throw new NoScheduleError(obstacle);
  const header = runHeader(scenario, 'fluid-schedule', randomSeed, ENGINE_VERSION);
  const { peerCount, pieceCount } = header;
  const peers = peerCount - 1;
  const rows = peers * (pieceCount + ROWS_PER_PAIR * peers);
  if (rows > MOST_ROWS) throw new RangeError(`the fluid schedule of N = ${peers} peers has about ${Math.ceil(rows)} events; at most ${MOST_ROWS}`);
  const schedule = fluidSchedule(scenario);
  const flows = schedule && createFluidFlows(schedule, scenario.content.sizeBits, header);
  const trace = openWriter(header);

  const queue = createEventQueue(2 * peers + 1);
  /** Flows that have yet to bring something of a piece to a peer. */
  const pending = new Uint16Array(peerCount * pieceCount);
  const heldCount = new Int32Array(peerCount);
  const completedSeconds = new Float64Array(peerCount).fill(NaN);
  /** Row in which the transfer on a pair began. */
  const flowRow = new Int32Array(peerCount * peerCount);
  let connected = 0;
  let completedPieces = 0;
  let events = 0;
  let now = 0;
  let over = false;

  const isRelay = (flow: number) => flow <= peers;
  const firstReceiver = (flow: number) => (isRelay(flow) ? 1 : flow - peers);
  const lastReceiver = (flow: number) => (isRelay(flow) ? peers : flow - peers);

  function countSenders({ count, next, piece, rewind }: FluidFlows): void {
    for (let flow = 1; flow <= count; flow++)
      while (next(flow))
        for (let peer = firstReceiver(flow); peer <= lastReceiver(flow); peer++) if (peer !== flow) pending[peer * pieceCount + piece[flow]!]!++;
    rewind();
  }

  function begin({ count, lengthBits, next, endSeconds }: FluidFlows): void {
    for (let flow = 1; flow <= count; flow++) if (lengthBits[flow]! > 0 && next(flow)) queue.set(flow, endSeconds[flow]!, flow);
  }

  /** From the start: `from` serves `to`, and its first piece is on its way. */
  function serve(from: number, to: number, flow: number, cause: number): void {
    const { lengthBits, piece } = flows!;
    if (lengthBits[flow] === 0) return;
    const unchoked = trace.write(0, EventKind.unchoked, from, to, -1, UnchokeReason.slotFree, cause);
    flowRow[from * peerCount + to] = trace.write(0, EventKind.transferStarted, to, from, piece[flow]!, 0, unchoked);
  }

  /** Connects a peer with all before it that it has to do with; returns how many those are. */
  function connect(peer: number): number {
    const { lengthBits } = flows!;
    let pairs = 0;
    for (let other = 0; other < peer; other++) {
      const gets = other === 0 ? peers + peer : other;
      const gives = other === 0 ? 0 : peer;
      if (lengthBits[gets] === 0 && (gives === 0 || lengthBits[gives] === 0)) continue;
      const row = trace.write(0, EventKind.connected, peer, other, -1, 0, peer);
      serve(other, peer, gets, row);
      if (gives > 0) serve(peer, other, gives, row);
      pairs++;
    }
    return pairs;
  }

  /** A flow has ended its transfer: at each receiver the piece is whole, or others are still at it. Returns how many receivers. */
  function deliver(flow: number): number {
    const { piece, bits, next, endSeconds, receivedBits } = flows!;
    const from = isRelay(flow) ? flow : 0;
    const of = piece[flow]!;
    const brought = bits[flow]!;
    now = queue.timeOf(flow);
    const after = next(flow) ? piece[flow]! : -1;
    if (after < 0) queue.remove(flow);
    else queue.set(flow, endSeconds[flow]!, flow);
    for (let to = firstReceiver(flow); to <= lastReceiver(flow); to++) {
      if (to === from) continue;
      const pair = from * peerCount + to;
      if (--pending[to * pieceCount + of]! === 0) {
        flowRow[pair] = trace.write(now, EventKind.pieceCompleted, to, from, of, after, flowRow[pair]!);
        completedPieces++;
        if (++heldCount[to]! === pieceCount) complete(to, flowRow[pair]!);
        continue;
      }
      const stopped = trace.write(now, EventKind.transferStopped, to, from, of, brought, flowRow[pair]!);
      if (after >= 0) flowRow[pair] = trace.write(now, EventKind.transferStarted, to, from, after, receivedBits(to, after, now, from), stopped);
    }
    return lastReceiver(flow) - firstReceiver(flow) + 1;
  }

  function complete(peer: number, cause: number): void {
    completedSeconds[peer] = now;
    trace.write(now, EventKind.completed, peer, -1, -1, 0, cause);
  }

  for (let peer = 0; peer < peerCount; peer++) trace.write(0, EventKind.joined, peer, -1, -1, 0, -1);
  if (flows) {
    countSenders(flows);
    begin(flows);
  }

  return {
    header,
    total: peers * pieceCount,
    get completed() {
      return completedPieces;
    },
    get timeSeconds() {
      return now;
    },
    advance(most) {
      for (let done = 0; done < most && !over; ) {
        if (connected < peers) done += 1 + connect(++connected);
        else if (queue.size > 0) done += deliver(queue.first());
        else {
          over = true;
          trace.write(now, EventKind.ended, -1, -1, -1, 1, -1);
        }
        events++;
      }
      return over;
    },
    end(): RunEnd {
      if (!over) throw new Error('the run is not over');
      return {
        finished: true,
        endedSeconds: now,
        pieceTransfers: completedPieces,
        joinedSeconds: new Float64Array(peerCount),
        completedSeconds,
        awaySeconds: new Float64Array(peerCount),
        ...bookedBits(flows, peers, scenario.content.sizeBits),
        lostPieces: [],
        events,
        capacity: fluidCapacity(settingOf(scenario), schedule),
      };
    },
  };
}

/** Who sent and received how much, in whole bits that add up exactly: classes begin and end at the nearest bit. */
function bookedBits(flows: FluidFlows | null, peers: number, sizeBits: number): Pick<RunEnd, 'uploadedBits' | 'downloadedBits'> {
  const uploadedBits = new Float64Array(peers + 1);
  const downloadedBits = new Float64Array(peers + 1);
  if (!flows) return { uploadedBits, downloadedBits };
  const wholeBits = (kind: number) => Math.round(flows.classStart[kind + 1]!) - Math.round(flows.classStart[kind]!);
  for (let peer = 1; peer <= peers; peer++) {
    uploadedBits[peer] = (peers - 1) * wholeBits(peer);
    uploadedBits[0]! += wholeBits(peer) + wholeBits(peers + 1);
    downloadedBits[peer] = sizeBits;
  }
  return { uploadedBits, downloadedBits };
}
