import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, type Scenario, type TimedChange } from '../scenario/index';
import { ChokeReason, EventKind, LeaveReason, type TraceRow } from '../trace/index';
import { changingSwarm, SWARMS_SEED } from './smallSwarms';
import { makespanOf, Mbit, record, run, swarmOf, type RecordedRun } from './swarm';
import { witness } from './witness/index';
import { expectConserved, lostAccordingTo } from './witness/judge.testKit';

fc.configureGlobal({ seed: SWARMS_SEED });

const architectures = fc.constantFrom('peer-to-peer' as const, 'peer-to-peer' as const, 'client-server' as const);
const anyRun = [changingSwarm, fc.nat({ max: 1_000_000 }), architectures] as const;

const verdicts: ReadonlySet<EventKind> = new Set([EventKind.ended, EventKind.pieceLost]);
/** What happened before a time, but for the verdict of a run that was over. */
const before = ({ rows }: RecordedRun, seconds: number) => rows.filter(({ timeSeconds, kind }) => timeSeconds < seconds && !verdicts.has(kind));

describe('runs with timed changes', () => {
  it('have the same past as without them, row by row, until the first one', () => {
    let shared = 0;
    fc.assert(
      fc.property(...anyRun, (scenario, randomSeed, architecture) => {
        const changed = record(scenario, { randomSeed, architecture });
        const plain = record({ ...scenario, changes: [] }, { randomSeed, architecture });
        const first = inOrder(scenario.changes)[0]!.atSeconds;
        // A run without them that was over sooner has no more rows to share.
        const until = Math.min(first, plain.end.endedSeconds);
        expect(before(changed, until)).toEqual(before(plain, until));
        shared += before(plain, until).length;
      }),
      { numRuns: 150 },
    );
    expect(shared).toBeGreaterThan(2000);
  });

  it('keep every law: bits add up, rates are max-min fair at every event, nothing is sent that is not held', () => {
    fc.assert(fc.property(...anyRun, (scenario, randomSeed, architecture) => expectConserved(record(scenario, { randomSeed, architecture }))), { numRuns: 300 });
  });

  it('are the same again, in whatever slices they are advanced', () => {
    fc.assert(
      fc.property(...anyRun, fc.integer({ min: 1, max: 50 }), (scenario, randomSeed, architecture, slice) => {
        const { trace, end } = record(scenario, { randomSeed, architecture });
        expect(record(scenario, { randomSeed, architecture, slice }).trace.digest).toBe(trace.digest);
        expect(run(scenario, { randomSeed, architecture })).toEqual(end);
      }),
      { numRuns: 60 },
    );
  });

  it('end, and say what is lost where not everybody who stayed is complete', () => {
    let unfinished = 0;
    fc.assert(
      fc.property(...anyRun, (scenario, randomSeed, architecture) => {
        const recorded = record(scenario, { randomSeed, architecture });
        if (recorded.end.finished) return;
        unfinished++;
        expect(witness(recorded).stillSending).toBe(0);
        expect(recorded.end.lostPieces).toEqual(lostAccordingTo(recorded));
      }),
      { numRuns: 150 },
    );
    expect(unfinished).toBeGreaterThan(10);
  });
});

const swarm = (...changes: TimedChange[]): Scenario => ({ ...swarmOf({ peers: 8, pieces: 40, sizeBits: 40 * Mbit, serverBitrate: 2 * Mbit }), changes });
const rowsOf = ({ rows }: RecordedRun, kind: EventKind, subject: number) => rows.filter((row) => row.kind === kind && row.subject === subject);
const sendsTo = (rows: readonly TraceRow[], peer: number) => rows.filter(({ kind, object }) => kind === EventKind.pieceCompleted && object === peer);

describe('a timed change', () => {
  it('takes a peer away on the dot, and brings it back with what it had', () => {
    const recorded = record(swarm({ kind: 'leave', atSeconds: 8, peer: 3 }, { kind: 'return', atSeconds: 16, peer: 3 }));
    expect(rowsOf(recorded, EventKind.left, 3)).toMatchObject([{ timeSeconds: 8, value: LeaveReason.timedChange }]);
    expect(rowsOf(recorded, EventKind.joined, 3)).toMatchObject([{ timeSeconds: 0, value: 0 }, { timeSeconds: 16, value: 1 }]);
    expect(recorded.end).toMatchObject({ finished: true });
    expect(recorded.end.awaySeconds[3]).toBe(8);
  });

  it('that takes a peer away for good lets the others finish without it', () => {
    const { finished, completedSeconds } = record(swarm({ kind: 'leave', atSeconds: 8, peer: 3 })).end;
    expect(finished).toBe(true);
    expect(Array.from(completedSeconds, Number.isNaN)).toEqual([true, false, false, true, false, false, false, false, false]);
  });

  it('lets a peer come before its time', () => {
    const scenario = { ...swarmOf({ groups: [{ count: 3 }, { count: 1, arrival: { kind: 'together', atSeconds: 900 } }] }), changes: [{ kind: 'return', atSeconds: 5, peer: 4 } as const] };
    expect(record(scenario).end.joinedSeconds[4]).toBe(5);
  });

  it('that leaves nobody has nothing to finish', () => {
    const everyone = Array.from({ length: 8 }, (_, k): TimedChange => ({ kind: 'leave', atSeconds: 1, peer: k + 1 }));
    expect(record(swarm(...everyone)).end).toMatchObject({ finished: false, lostPieces: [], endedSeconds: 1 });
  });

  it('by which the server goes leaves what nobody has yet lost', () => {
    const { end } = record(swarm({ kind: 'server-leaves', atSeconds: 8 }));
    expect(end.finished).toBe(false);
    expect(end.lostPieces.length).toBeGreaterThan(0);
  });

  it('that makes a free rider of a peer ends all it sends, and undone lets it send again', () => {
    const recorded = record(swarm({ kind: 'strategy', atSeconds: 12, peer: 2, strategy: 'free-rider' }, { kind: 'strategy', atSeconds: 18, peer: 2, strategy: 'standard' }));
    const choked = rowsOf(recorded, EventKind.choked, 2).filter(({ value }) => value === ChokeReason.noSlots);
    expect(choked.length).toBeGreaterThan(0);
    expect(choked.every(({ timeSeconds }) => timeSeconds === 12)).toBe(true);
    const sent = sendsTo(recorded.rows, 2).map(({ timeSeconds }) => timeSeconds);
    expect(sent.filter((seconds) => seconds > 12 && seconds <= 18)).toEqual([]);
    expect(sent.some((seconds) => seconds < 12) && sent.some((seconds) => seconds > 18)).toBe(true);
  });

  it('of the server’s rate is exact where the server alone sends: 10 s at 2 Mbit/s, the rest at 20', () => {
    const makespan = makespanOf(run(swarm({ kind: 'server-rate', atSeconds: 10, uploadBitrate: 20 * Mbit }), { architecture: 'client-server' }));
    expect(makespan).toBeCloseTo(10 + (8 * 40 - 20) / 20, 9);
  });

  it('of a download is exact: halved, then unlimited', () => {
    const scenario = (...changes: TimedChange[]) => ({ ...swarmOf({ peers: 1, pieces: 10, sizeBits: 10 * Mbit, group: { downloadBitrate: Mbit } }), changes });
    const lasts = (...changes: TimedChange[]) => makespanOf(run(scenario(...changes), { architecture: 'client-server' }));
    expect(lasts({ kind: 'peer-download', atSeconds: 4, peer: 1, downloadBitrate: Mbit / 2 })).toBeCloseTo(4 + 12, 9);
    expect(lasts({ kind: 'peer-download', atSeconds: 4, peer: 1, downloadBitrate: null })).toBeCloseTo(4 + 0.6, 9);
    expect(lasts({ kind: 'peer-download', atSeconds: 4, peer: 1, downloadBitrate: 0 }, { kind: 'peer-download', atSeconds: 9, peer: 1, downloadBitrate: Mbit })).toBeCloseTo(15, 9);
  });

  it('is waited for even while nothing can be sent', () => {
    const { end } = record(swarm({ kind: 'server-rate', atSeconds: 0, uploadBitrate: 0 }, { kind: 'server-rate', atSeconds: 9000, uploadBitrate: 2 * Mbit }));
    expect(end.finished).toBe(true);
    expect(makespanOf(end)).toBeGreaterThan(9000);
  });
});
