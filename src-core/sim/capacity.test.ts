import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultScenario, newPeerGroup, type PeerGroup, type Protocol, type Scenario, type Server } from '../scenario/index';
import { createRowCounter, createTraceRecorder, EventKind, type Trace } from '../trace/index';
import { createSimulation, type CapacityUse, type RunEnd, type RunOptions } from './index';

const Mbit = 1e6;

interface Setting {
  readonly sizeBits?: number;
  readonly pieces?: number;
  readonly server?: Partial<Server>;
  readonly groups?: readonly Partial<PeerGroup>[];
  readonly protocol?: Partial<Protocol>;
}

/** F = 100 Mbit in 50 pieces, us = 10 Mbit/s, ten peers of 1 Mbit/s with unlimited downloads, unless said. */
function scenarioOf({ sizeBits = 100 * Mbit, pieces = 50, server, groups = [{ count: 10 }], protocol }: Setting): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    content: { sizeBits, pieceBits: Math.ceil(sizeBits / pieces) },
    server: { ...base.server, uploadBitrate: 10 * Mbit, ...server },
    peerGroups: groups.map((group) => ({ ...newPeerGroup(), uploadBitrate: Mbit, downloadBitrate: null, ...group })),
    protocol: { ...base.protocol, ...protocol },
  };
}

function run(setting: Setting, options: Partial<RunOptions> = {}): RunEnd {
  const simulation = createSimulation({ scenario: scenarioOf(setting), architecture: 'peer-to-peer', randomSeed: 1, ...options }, () => createRowCounter());
  while (!simulation.advance(10_000));
  return simulation.end();
}

const sum = (values: Iterable<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const idleOf = ({ idle }: CapacityUse) => sum(Object.values(idle));
const near = (found: number, expected: number, scale: number) => expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * scale);

describe('by hand', () => {
  test('a server whose receivers are slow idles because they are full', () => {
    // us = 10, three peers of 2 Mbit/s: 6 of 10 Mbit/s are used for 50 s.
    const { capacity } = run({ groups: [{ count: 3, downloadBitrate: 2 * Mbit }] }, { architecture: 'client-server' });
    near(capacity.totalBits, 500 * Mbit, 1e9);
    near(capacity.usedBits, 300 * Mbit, 1e9);
    near(capacity.idle.receiversFull, 200 * Mbit, 1e9);
    expect(idleOf(capacity)).toBe(capacity.idle.receiversFull);
  });

  test('a server with a slot too few idles for want of a slot', () => {
    // us = 10, three peers of 4 Mbit/s that upload nothing, two slots: 8 of 10 until the first two are done at 25 s; then 4 of 10 for 25 s.
    const groups = [{ count: 3, uploadBitrate: 0, downloadBitrate: 4 * Mbit }];
    const { capacity, endedSeconds } = run({ groups, server: { unchokes: 2 }, protocol: { optimisticUnchokes: 0 } });
    near(endedSeconds, 50, 50);
    near(capacity.usedBits, 300 * Mbit, 1e9);
    near(capacity.idle.noSlot, 50 * Mbit, 1e9);
    near(capacity.idle.receiversFull, 150 * Mbit, 1e9);
    expect(idleOf(capacity)).toBe(capacity.idle.noSlot + capacity.idle.receiversFull);
  });

  test('with one piece a second peer has nothing to give until it holds it, and then nobody lacks it', () => {
    // Server and peers of 1 Mbit/s, two slots: both receive the one piece of 100 Mbit side by side for 200 s; nobody holds it before.
    const { capacity } = run({ pieces: 1, server: { uploadBitrate: Mbit }, groups: [{ count: 2 }] });
    near(capacity.totalBits, 600 * Mbit, 1e9);
    near(capacity.idle.nothingToGive, 400 * Mbit, 1e9);
  });

  test('a seed among peers that have everything is in the end phase; one without neighbours has nobody who is interested', () => {
    // The only peer is complete at 10 s, the next comes at 30 s and is served by both for 100 / 11 s.
    const groups = [{ count: 1 }, { count: 1, arrival: { kind: 'together' as const, atSeconds: 30 } }];
    const { capacity } = run({ groups });
    near(capacity.idle.endPhase, 11 * 20 * Mbit, 1e9);
    const late = run({ groups: [{ count: 1, uploadBitrate: 0, arrival: { kind: 'together', atSeconds: 30 } }] });
    near(late.capacity.idle.nobodyInterested, 300 * Mbit, 1e9);
    expect(late.capacity.idle.endPhase).toBe(0);
  });

  test('free riders have no capacity, and who is away has none', () => {
    const riders = run({ groups: [{ count: 5, strategy: 'free-rider' }] });
    near(riders.capacity.totalBits, 10 * Mbit * riders.endedSeconds, 1e9);
    const away = run({ server: { leaveAfterCopies: 1 } }, { untilSeconds: 1_000 });
    expect(away.capacity.totalBits).toBeLessThan(20 * Mbit * away.endedSeconds);
  });

  test('a run that is cut off counts until then', () => {
    const { capacity } = run({}, { untilSeconds: 3 });
    near(capacity.totalBits, 60 * Mbit, 1e9);
    expect(capacity.bins.untilSeconds).toBe(3);
  });
});

describe('what it explains', () => {
  const share = ({ capacity }: RunEnd, reason: keyof CapacityUse['idle']) => capacity.idle[reason] / capacity.totalBits;

  test('where the total upload binds, the idle capacity is the whole distance to the bound', () => {
    const { capacity, endedSeconds } = run({ groups: [{ count: 20 }, { count: 5, strategy: 'free-rider' }] });
    const boundSeconds = (25 * 100 * Mbit) / ((10 + 20) * Mbit);
    near(endedSeconds / boundSeconds, capacity.totalBits / capacity.usedBits, 2);
  });

  test('few pieces: nothing to give at the start (S1)', () => {
    const shares = [20, 100, 400].map((pieces) => share(run({ sizeBits: 1e9, pieces, groups: [{ count: 40 }] }), 'nothingToGive'));
    expect(shares[0]).toBeGreaterThan(shares[1]!);
    expect(shares[1]).toBeGreaterThan(shares[2]!);
    expect(shares[0]).toBeGreaterThan(0.03);
  });

  test('pieces in order: nobody is interested in what a peer holds (S6)', () => {
    const of = (pieceSelection: Protocol['pieceSelection']) => run({ sizeBits: 1e9, pieces: 200, groups: [{ count: 40 }], protocol: { pieceSelection } });
    const [rarest, inOrder] = [of('rarest-first'), of('in-order')];
    expect(share(inOrder, 'nobodyInterested')).toBeGreaterThan(0.2);
    expect(share(inOrder, 'nobodyInterested')).toBeGreaterThan(5 * share(rarest, 'nobodyInterested'));
  });
});

const swarms = fc.record({
  sizeBits: fc.integer({ min: 1, max: 40 * Mbit }),
  pieces: fc.integer({ min: 1, max: 25 }),
  server: fc.record({ uploadBitrate: fc.constantFrom(Mbit, 3 * Mbit, 10 * Mbit), unchokes: fc.constantFrom(null, 0, 1, 3), leaveAfterCopies: fc.constantFrom(null, null, 1.5) }),
  groups: fc.array(
    fc.record({
      count: fc.integer({ min: 0, max: 5 }),
      uploadBitrate: fc.constantFrom(0, 0.3 * Mbit, Mbit, 5 * Mbit),
      downloadBitrate: fc.constantFrom(null, 0.7 * Mbit, 2 * Mbit, 8 * Mbit),
      arrival: fc.constantFrom<PeerGroup['arrival'][]>({ kind: 'together', atSeconds: 0 }, { kind: 'evenly', fromSeconds: 1, untilSeconds: 30 }),
      onComplete: fc.constantFrom<PeerGroup['onComplete'][]>({ kind: 'stay' }, { kind: 'leave' }, { kind: 'stayFor', seconds: 5 }),
      interruption: fc.constantFrom<PeerGroup['interruption'][]>({ kind: 'none' }, { kind: 'once', afterFraction: 0.4, awaySeconds: 10 }),
      strategy: fc.constantFrom<PeerGroup['strategy'][]>('standard', 'standard', 'free-rider'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  protocol: fc.record({
    maxNeighbours: fc.constantFrom(2, 80),
    regularUnchokes: fc.constantFrom(1, 4),
    optimisticUnchokes: fc.constantFrom(0, 1),
    pieceSelection: fc.constantFrom<Protocol['pieceSelection'][]>('rarest-first', 'in-order'),
    endGame: fc.boolean(),
    latencySeconds: fc.constantFrom(0, 0.5),
  }),
});

/** Capacity times time online, by the joining and leaving in the trace. */
function offeredBits(scenario: Scenario, architecture: RunOptions['architecture'], trace: Trace): number {
  const groupOf = (peer: number) => scenario.peerGroups[trace.header.groupOf[peer]!]!;
  const offer = (peer: number) =>
    peer === 0 ? scenario.server.uploadBitrate : architecture === 'client-server' || groupOf(peer).strategy === 'free-rider' ? 0 : groupOf(peer).uploadBitrate;
  const endSeconds = Math.max(0, ...trace.chunks.map((chunk) => chunk.timeSeconds.at(-1)!));
  let offered = 0;
  for (const { kind, timeSeconds, subject } of trace.chunks)
    for (let row = 0; row < kind.length; row++) {
      if (kind[row] === EventKind.joined) offered += offer(subject[row]!) * (endSeconds - timeSeconds[row]!);
      if (kind[row] === EventKind.left) offered -= offer(subject[row]!) * (endSeconds - timeSeconds[row]!);
    }
  return offered;
}

test('in any swarm the parts add up to capacity times time online, what is used is what was uploaded, and the bins hold it all', () => {
  fc.assert(
    fc.property(swarms, fc.constantFrom<RunOptions['architecture'][]>('peer-to-peer', 'client-server'), fc.nat(), (setting, architecture, randomSeed) => {
      const scenario = scenarioOf(setting);
      const recorders: ReturnType<typeof createTraceRecorder>[] = [];
      const simulation = createSimulation({ scenario, architecture, randomSeed }, (header) => {
        const recorder = createTraceRecorder(header);
        recorders.push(recorder);
        return recorder;
      });
      while (!simulation.advance(10_000));
      const { capacity, uploadedBits, endedSeconds } = simulation.end();
      const { totalBits, usedBits, idle, bins } = capacity;
      expect(usedBits + idle.nothingToGive + idle.nobodyInterested + idle.noSlot + idle.receiversFull + idle.endPhase).toBe(totalBits);
      near(totalBits, offeredBits(scenario, architecture, recorders[0]!.finish()), totalBits);
      // Pieces that never became whole are booked in whole bits.
      expect(Math.abs(usedBits - sum(uploadedBits))).toBeLessThanOrEqual(1e-9 * totalBits + uploadedBits.length * scenario.protocol.maxNeighbours);

      expect(bins.usedBits.length).toBe(Math.ceil(endedSeconds / bins.widthSeconds));
      expect(bins.usedBits.length).toBeLessThanOrEqual(512);
      near(sum(bins.usedBits), usedBits, totalBits);
      for (const reason of ['nothingToGive', 'nobodyInterested', 'noSlot', 'receiversFull', 'endPhase'] as const) {
        expect(idle[reason]).toBeGreaterThanOrEqual(0);
        near(sum(bins.idle[reason]), idle[reason], totalBits);
      }
    }),
    { numRuns: 150 },
  );
});
