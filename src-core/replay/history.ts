import { EventKind, outsideName } from '../trace/index';
import { FlowBins } from './flowBins';
import type { Swarm } from './swarm';
import type { HistoryColumn, RunHistory } from './types';

/** At most so many points are kept of each series; half of them are given up when the run outgrows them. */
const MOST_POINTS = 4_000;

const COLUMNS: readonly HistoryColumn[] = [
  'timeSeconds', 'meanFraction', 'minFraction', 'maxFraction', 'serverBits', 'peersBits', 'rarestCopies', 'onlinePeers', 'meanNeighbours', 'announces',
];

/** Samples of a whole run at its own event times, taken in passing; thinner the longer the run. The last one is always the newest row. */
export class History implements RunHistory {
  private readonly columns: Record<HistoryColumn, Float64Array>;
  private used = 0;
  private spacingSeconds = 0;
  private dueSeconds = -Infinity;
  readonly completedSeconds: number[] = [];
  readonly arrivals: number[] = [];
  readonly flows = new FlowBins();
  private announces = 0;

  constructor(private readonly mostPoints = MOST_POINTS) {
    const columns = COLUMNS.map((name) => [name, new Float64Array(mostPoints + 1)] as const);
    this.columns = Object.fromEntries(columns) as Record<HistoryColumn, Float64Array>;
  }

  /** The column without what is not in use; its last value is that of the newest row. */
  column(name: HistoryColumn): Float64Array {
    return this.columns[name].subarray(0, this.used + 1);
  }

  /**
   * To be called when time is about to move on, before the row that moves it.
   * @param lastSeconds up to when the swarm stands, with every row of that time
   * @param nextSeconds time of the row that comes
   */
  pass(lastSeconds: number, nextSeconds: number, swarm: Swarm): void {
    if (nextSeconds < this.dueSeconds) return;
    this.sample(lastSeconds, swarm);
    this.used++;
    this.dueSeconds = lastSeconds + this.spacingSeconds;
    if (this.used === this.mostPoints) this.thin();
  }

  /** Takes note of what leaves no trace in the swarm's state: first arrivals, completions, words to the tracker. Before the swarm has it. */
  note(kind: number, seconds: number, subject: number, swarm: Swarm): void {
    if (kind === EventKind.completed) {
      if (outsideName(swarm.header, subject) === null) this.completedSeconds.push(seconds);
    } else if (kind === EventKind.joined && swarm.arrived[subject] === 0) this.arrivals.push(subject);
    else if (kind === EventKind.announced) this.announces++;
  }

  /** Writes the newest state behind the samples, to be overwritten by the next. */
  sample(seconds: number, swarm: Swarm): void {
    const { columns, used } = this;
    const { peerCount, pieceCount } = swarm.header;
    let arrived = 0;
    let online = 0;
    let held = 0;
    let least = pieceCount;
    let most = 0;
    let peersBits = 0;
    for (let peer = 1; peer < peerCount; peer++) {
      online += swarm.online[peer]!;
      peersBits += swarm.uploadedBits[peer]!;
      if (swarm.arrived[peer] === 0) continue;
      const count = swarm.heldCount[peer]!;
      arrived++;
      held += count;
      if (count < least) least = count;
      if (count > most) most = count;
    }
    let rarest = peerCount;
    for (let piece = 0; piece < pieceCount; piece++) if (swarm.copies[piece]! < rarest) rarest = swarm.copies[piece]!;
    columns.timeSeconds[used] = seconds;
    columns.meanFraction[used] = arrived === 0 ? 0 : held / (arrived * pieceCount);
    columns.minFraction[used] = arrived === 0 ? 0 : least / pieceCount;
    columns.maxFraction[used] = most / pieceCount;
    columns.serverBits[used] = swarm.uploadedBits[0]!;
    columns.peersBits[used] = peersBits;
    columns.rarestCopies[used] = rarest;
    columns.onlinePeers[used] = online;
    // The server is one of those who have neighbours.
    columns.meanNeighbours[used] = (2 * swarm.neighbours.pairCount) / Math.max(1, online + swarm.online[0]!);
    columns.announces[used] = this.announces;
  }

  /** Keeps of each span of time the last sample: values hold until the next, so what ends a span is what it left behind. */
  private thin(): void {
    const seconds = this.columns.timeSeconds;
    this.spacingSeconds = (4 * (seconds[this.used - 1]! - seconds[0]!)) / this.mostPoints;
    let kept = 1;
    for (let at = 1; at < this.used; at++) {
      const isLast = at === this.used - 1;
      if (!isLast && seconds[at + 1]! < seconds[kept - 1]! + this.spacingSeconds) continue;
      for (const name of COLUMNS) this.columns[name][kept] = this.columns[name][at]!;
      kept++;
    }
    this.used = kept;
    this.dueSeconds = seconds[kept - 1]! + this.spacingSeconds;
  }
}
