import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type PeerGroup, type Scenario } from '../scenario/index';
import { bounds, fluidSchedule, offeredBitrate } from '../theory/index';
import { createTraceReader, createTraceRecorder, createTraceRow, EventKind, type Trace, type TraceRow, type TraceWriter } from '../trace/index';
import { createFluidRun, NoScheduleError } from './fluidRun';
import type { RunEnd } from './types';

function scenarioOf(us: number, groups: readonly Partial<PeerGroup>[], sizeBits = 15e9, pieceBits = 30e6): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    content: { sizeBits, pieceBits },
    server: { ...base.server, uploadBitrate: us },
    peerGroups: groups.map((group) => ({ ...newPeerGroup(), count: 1, ...group })),
  };
}

interface Ran { readonly trace: Trace; readonly end: RunEnd; readonly rows: readonly TraceRow[] }

function run(scenario: Scenario, slice = 1_000): Ran {
  const recorders: (TraceWriter & { finish(): Trace })[] = [];
  const simulation = createFluidRun({ scenario, randomSeed: 1 }, (header) => (recorders.push(createTraceRecorder(header)), recorders[0]!));
  while (!simulation.advance(slice));
  expect(simulation.completed).toBe(simulation.total);
  const trace = recorders[0]!.finish();
  const reader = createTraceReader(trace.header, trace.chunks);
  return { trace, end: simulation.end(), rows: Array.from({ length: trace.rowCount }, (_, row) => reader.read(row, createTraceRow())) };
}

interface Transfer { readonly from: number; readonly to: number; readonly piece: number; readonly began: number; readonly ended: number; readonly bits: number }

/** Every transfer that the trace tells of, by the rules of `trace/kinds.ts` alone. */
function transfersOf({ trace: { header }, rows }: Ran): Transfer[] {
  const open = new Map<string, { piece: number; began: number }>();
  const parts = new Map<string, number>();
  const transfers: Transfer[] = [];
  for (const { kind, subject: to, object: from, piece, value, timeSeconds } of rows) {
    if (kind === EventKind.transferStarted) {
      expect(open.has(`${from} ${to}`)).toBe(false);
      open.set(`${from} ${to}`, { piece, began: timeSeconds });
    }
    if (kind !== EventKind.transferStopped && kind !== EventKind.pieceCompleted) continue;
    const transfer = open.get(`${from} ${to}`);
    if (transfer?.piece !== piece) throw new Error(`${from} was not sending piece ${piece} to ${to}`);
    open.delete(`${from} ${to}`);
    const had = parts.get(`${to} ${piece}`) ?? 0;
    const whole = piece === header.pieceCount - 1 ? header.lastPieceBits : header.pieceBits;
    const bits = kind === EventKind.transferStopped ? value : whole - had;
    parts.set(`${to} ${piece}`, had + bits);
    transfers.push({ from, to, piece, began: transfer.began, ended: timeSeconds, bits });
    if (kind === EventKind.pieceCompleted && value >= 0) open.set(`${from} ${to}`, { piece: value, began: timeSeconds });
  }
  expect(open.size).toBe(0);
  return transfers;
}

/** Most that goes over one link at once, of all ends of its transfers; a transfer shorter than the rounding of its times has no rate. */
function peakBitrate(transfers: readonly Transfer[], seconds: number): number {
  const long = transfers.filter(({ began, ended }) => ended - began > 1e-6 * seconds);
  const changes = long.flatMap(({ began, ended, bits }) => [{ at: began, by: bits / (ended - began) }, { at: ended, by: -bits / (ended - began) }]);
  let rate = 0;
  let peak = 0;
  for (const { by } of changes.sort((a, b) => a.at - b.at || a.by - b.by)) peak = Math.max(peak, (rate += by));
  return peak;
}

const rate = fc.double({ min: 1e4, max: 1e7, noNaN: true });
const group = fc.record({
  count: fc.integer({ min: 0, max: 4 }),
  uploadBitrate: fc.oneof({ weight: 4, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(0) }),
  downloadBitrate: fc.oneof({ weight: 3, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(null) }),
  strategy: fc.constantFrom('standard' as const, 'standard' as const, 'free-rider' as const),
});
const size = fc.record({ sizeBits: fc.integer({ min: 1_000, max: 1e10 }), pieces: fc.integer({ min: 1, max: 30 }) });
const swarm = fc.tuple(rate, fc.array(group, { minLength: 1, maxLength: 4 }), size).map(([us, groups, { sizeBits, pieces }]) =>
  scenarioOf(us, groups, sizeBits, Math.ceil(sizeBits / pieces)));

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('L8: the fluid schedule as a trace, for any mix of rates', () => {
  it('ends at the bound, for all at once, with whole bits that add up', () => {
    const cases = new Set<string>();
    fc.assert(fc.property(swarm, fc.integer({ min: 1, max: 500 }), (scenario, slice) => {
      const { end, trace } = run(scenario, slice);
      const bound = bounds(scenario).peerToPeer.seconds ?? NaN;
      const { peerCount, pieceCount } = trace.header;
      const { sizeBits } = scenario.content;
      cases.add(fluidSchedule(scenario)?.case ?? 'none');
      for (let peer = 1; peer < peerCount; peer++) {
        expect(Math.abs(end.completedSeconds[peer]! - bound)).toBeLessThanOrEqual(1e-12 * bound);
        expect(end.downloadedBits[peer]).toBe(sizeBits);
      }
      expect(new Set(end.completedSeconds.slice(1)).size).toBeLessThanOrEqual(1);
      expect(end.pieceTransfers).toBe((peerCount - 1) * pieceCount);
      expect(end.uploadedBits.every(Number.isSafeInteger)).toBe(true);
      expect(sum(end.uploadedBits)).toBe(sum(end.downloadedBits));
      expect(end.capacity.usedBits + sum(Object.values(end.capacity.idle))).toBe(end.capacity.totalBits);
    }), { numRuns: 300 });
    expect([...cases].filter((name) => name !== 'none').sort()).toEqual(['A', 'B', 'C1', 'C2']);
  });

  it('no link is above its capacity, and every peer has the content', () => {
    fc.assert(fc.property(swarm, (scenario) => {
      const ran = run(scenario);
      const transfers = transfersOf(ran);
      const { header } = ran.trace;
      const { sizeBits } = scenario.content;
      const seconds = ran.end.endedSeconds;
      // The bits and times of the rows of a slow peer are rounded in the places of the whole file.
      const within = (used: number, capacity: number) => expect(used).toBeLessThanOrEqual(capacity * (1 + 1e-5));
      const atOnce = (used: readonly Transfer[], capacity: number) => {
        within(peakBitrate(used, seconds), capacity);
        expect(sum(used.map(({ bits }) => bits))).toBeLessThanOrEqual(capacity * seconds * (1 + 1e-12) + 1e-9 * sizeBits);
      };
      atOnce(transfers.filter(({ from }) => from === 0), scenario.server.uploadBitrate);
      for (let peer = 1; peer < header.peerCount; peer++) {
        const own = scenario.peerGroups[header.groupOf[peer]!]!;
        const received = transfers.filter(({ to }) => to === peer);
        atOnce(transfers.filter(({ from }) => from === peer), offeredBitrate(own));
        atOnce(received, own.downloadBitrate ?? Infinity);
        expect(sum(received.map(({ bits }) => bits)) / sizeBits).toBeCloseTo(1, 9);
      }
    }), { numRuns: 200 });
  });

  it('no peer passes on what it has not received', () => {
    fc.assert(fc.property(swarm, (scenario) => {
      const transfers = transfersOf(run(scenario));
      const fresh = new Map(transfers.filter(({ from }) => from === 0).map((one) => [`${one.to} ${one.piece}`, one]));
      for (const { from, piece, began, ended, bits } of transfers) {
        if (from === 0) continue;
        const source = fresh.get(`${from} ${piece}`);
        if (!source) throw new Error(`peer ${from} never got piece ${piece} from the server`);
        expect(source.began).toBeLessThanOrEqual(began);
        const received = (source.bits * (ended - source.began)) / (source.ended - source.began);
        expect(received).toBeGreaterThanOrEqual(bits - 1e-6 * scenario.content.sizeBits);
      }
    }), { numRuns: 100 });
  });

  it('says of every transfer that begins later what the receiver has of its piece', () => {
    fc.assert(fc.property(swarm, (scenario) => {
      const ran = run(scenario);
      const transfers = transfersOf(ran);
      for (const { kind, subject, piece, value, timeSeconds: now } of ran.rows) {
        if (kind !== EventKind.transferStarted || now === 0) continue;
        const here = transfers.filter((one) => one.to === subject && one.piece === piece && one.began < now);
        const had = sum(here.map(({ bits, began, ended }) => bits * Math.min(1, (now - began) / (ended - began))));
        expect(Math.abs(value - had)).toBeLessThanOrEqual(1e-6 * scenario.content.sizeBits);
      }
    }), { numRuns: 100 });
  });
});

describe('the four cases', () => {
  it.each([
    ['A: peers have nothing more to give', 'nothingToGive', scenarioOf(1e6, [{ count: 3, uploadBitrate: 1e6, downloadBitrate: 2e6 }]), 15_000],
    ['B: nothing is idle', null, scenarioOf(30e6, [{ count: 100, uploadBitrate: 700e3, downloadBitrate: 2e6 }]), 15_000],
    ['C1: receivers are full', 'receiversFull', scenarioOf(30e6, [{ count: 10, uploadBitrate: 2e6, downloadBitrate: 2e6 }]), 7500],
    ['C2: receivers are full', 'receiversFull', scenarioOf(30e6, [{ count: 10, uploadBitrate: 300e3, downloadBitrate: 2e6 }]), 7500],
  ] as const)('case %s', (_name, reason, scenario, seconds) => {
    const { end } = run(scenario);
    expect(end.endedSeconds).toBeCloseTo(seconds, 8);
    const idle = Object.entries(end.capacity.idle).filter(([, bits]) => bits > 0);
    expect(idle.map(([name]) => name)).toEqual(reason === null ? [] : [reason]);
    const overTime = sum(end.capacity.bins.usedBits) / end.capacity.usedBits;
    expect(overTime).toBeCloseTo(1, 9);
  });

  it('one peer gets everything from the server; without peers there is nothing to do', () => {
    const alone = run(scenarioOf(1e6, [{ downloadBitrate: null }]));
    expect(new Set(transfersOf(alone).map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(['0 1']));
    expect(run(scenarioOf(1e6, [{ count: 0 }])).end).toMatchObject({ finished: true, endedSeconds: 0, pieceTransfers: 0 });
  });

  it('nobody sends to whom nothing is due: a free rider gets all from its fellows where they can relay everything', () => {
    const ran = run(scenarioOf(1e6, [{ count: 3, uploadBitrate: 1e6 }, { uploadBitrate: 1e6, strategy: 'free-rider' }]));
    const pairs = new Set(transfersOf(ran).map(({ from, to }) => `${from} ${to}`));
    expect(pairs.has('0 4')).toBe(false);
    expect([...pairs].filter((pair) => pair.startsWith('4'))).toEqual([]);
  });
});

describe('where there is no schedule', () => {
  it.each([
    ['lateArrivals', scenarioOf(1e6, [{ arrival: { kind: 'together', atSeconds: 5 } }])],
    ['interruptions', scenarioOf(1e6, [{ interruption: { kind: 'once', afterFraction: 0.5, awaySeconds: 30 } }])],
    ['serverLeaves', { ...scenarioOf(1e6, [{}]), server: { ...defaultScenario().server, leaveAfterCopies: 2 } }],
    ['serverCannotUpload', scenarioOf(0, [{}])],
    ['peerCannotDownload', scenarioOf(1e6, [{ downloadBitrate: 0 }])],
  ])('it says why: %s', (obstacle, scenario) => {
    expect(() => run(scenario)).toThrow(expect.objectContaining({ constructor: NoScheduleError, obstacle }));
  });

  it('a trace that would be too long is refused with the number of peers', () => {
    expect(() => run(scenarioOf(1e9, [{ count: 10_000 }]))).toThrow(/N = 10000/);
  });
});
