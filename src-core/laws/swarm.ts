import type { DecisionObserver } from '../policy/index';
import { createSimulation, type RunEnd, type RunOptions } from '../sim/index';
import { defaultScenario, newPeerGroup, type Content, type PeerGroup, type Protocol, type Scenario, type Server } from '../scenario/index';
import { createRowCounter, createTraceReader, createTraceRecorder, createTraceRow, type Trace, type TraceHeader, type TraceRow } from '../trace/index';

export const kbit = 1e3;
export const Mbit = 1e6;
export const Gbit = 1e9;

/** The shorthand of theory.md section 6: what is not said is F = 1 Gbit, u = 1 Mbit/s each, d unlimited, all at 0, stay, 4 + 1 slots for all. */
export interface Shorthand {
  readonly sizeBits?: number;
  /** M, equal pieces. */
  readonly pieces?: number;
  /** N, of one group unless `groups` says more. */
  readonly peers?: number;
  readonly group?: Partial<PeerGroup>;
  readonly groups?: readonly Partial<PeerGroup>[];
  /** us */
  readonly serverBitrate?: number;
  readonly server?: Partial<Server>;
  readonly protocol?: Partial<Protocol>;
}

/** A scenario from its shorthand. */
export function swarmOf({ sizeBits = Gbit, pieces = 100, peers = 10, group = {}, groups, serverBitrate = 10 * Mbit, server, protocol }: Shorthand): Scenario {
  const base = defaultScenario();
  const content: Content = { sizeBits, pieceBits: Math.ceil(sizeBits / pieces) };
  const all: readonly Partial<PeerGroup>[] = groups ?? [{ count: peers, ...group }];
  return {
    ...base,
    content,
    server: { ...base.server, uploadBitrate: serverBitrate, unchokes: 5, ...server },
    peerGroups: all.map((one) => ({ ...newPeerGroup(), uploadBitrate: Mbit, downloadBitrate: null, ...one })),
    protocol: { ...base.protocol, ...protocol },
  };
}

export interface Choice extends Partial<Pick<RunOptions, 'architecture' | 'randomSeed' | 'untilSeconds'>> {
  /** Events handled at a time; all by default. */
  readonly slice?: number;
  readonly observer?: DecisionObserver;
}

export interface RecordedRun {
  readonly scenario: Scenario;
  readonly options: RunOptions;
  readonly end: RunEnd;
  readonly trace: Trace;
  readonly rows: readonly Readonly<TraceRow>[];
}

/** More events than any run of these laws may take: a run that does not end is an error, not a test that hangs. */
const MOST_EVENTS = 50_000_000;

function finish(options: RunOptions, { slice = MOST_EVENTS, observer }: Choice, open: Parameters<typeof createSimulation>[1]): RunEnd {
  const simulation = createSimulation(options, open, observer);
  for (let handled = 0; handled < MOST_EVENTS; handled += slice) if (simulation.advance(slice)) return simulation.end();
  throw new Error(`the run did not end within ${MOST_EVENTS} events; it stands at ${simulation.timeSeconds} s`);
}

function optionsOf(scenario: Scenario, { architecture = 'peer-to-peer', randomSeed = 1, untilSeconds }: Choice): RunOptions {
  return { scenario, architecture, randomSeed, ...(untilSeconds === undefined ? {} : { untilSeconds }) };
}

/** Runs a scenario to its end for its result alone. */
export function run(scenario: Scenario, choice: Choice = {}): RunEnd {
  return finish(optionsOf(scenario, choice), choice, () => createRowCounter());
}

/** Runs a scenario to its end and keeps the whole trace. */
export function record(scenario: Scenario, choice: Choice = {}): RecordedRun {
  const options = optionsOf(scenario, choice);
  const opened: ReturnType<typeof createTraceRecorder>[] = [];
  const open = (header: TraceHeader) => {
    const recorder = createTraceRecorder(header);
    opened.push(recorder);
    return recorder;
  };
  const end = finish(options, choice, open);
  const trace = opened[0]!.finish();
  return { scenario, options, end, trace, rows: rowsOf(trace) };
}

/** All rows of a trace as objects. */
export function rowsOf(trace: Trace): TraceRow[] {
  const reader = createTraceReader(trace.header, trace.chunks);
  return Array.from({ length: trace.rowCount }, (_, row) => reader.read(row, createTraceRow()));
}

/** When the last peer completed; NaN when somebody did not. */
export function makespanOf(end: RunEnd): number {
  return end.finished ? end.completedSeconds.reduce((latest, seconds, peer) => (peer === 0 ? latest : Math.max(latest, seconds)), 0) : NaN;
}

/** Times from first arrival to completion of the peers first .. first + count, those that completed. */
export function lastedSeconds(end: RunEnd, first = 1, count = end.joinedSeconds.length - first): number[] {
  const lasted = Array.from({ length: count }, (_, k) => end.completedSeconds[first + k]! - end.joinedSeconds[first + k]!);
  return lasted.filter((seconds) => !Number.isNaN(seconds));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The median of what is measured with each seed. */
export function medianOver(seeds: readonly number[], measure: (randomSeed: number) => number): number {
  return medianOf(seeds.map(measure));
}

/** 1 .. count */
export function seedsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k + 1);
}
