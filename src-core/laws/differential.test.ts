import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/index';
import { EventKind, type TraceRow } from '../trace/index';
import { referenceRun } from './reference/run.testKit';
import type { ReferenceRow } from './reference/world.testKit';
import { changingSwarm, smallSwarm, SWARMS_SEED } from './smallSwarms';
import { record, type Choice } from './swarm';

type Architecture = NonNullable<Choice['architecture']>;

const seeds = fc.nat({ max: 1_000_000 });

/** Scenarios with rates that are not round, so that exact arithmetic seldom has ties which rounding would decide. */
function generic(swarms: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> {
  const factor = fc.integer({ min: 900_001, max: 1_099_999 }).map((millionths) => millionths / 1e6);
  return fc.tuple(swarms, fc.array(factor, { minLength: 7, maxLength: 7 })).map(([scenario, factors]) => ({
    ...scenario,
    server: { ...scenario.server, uploadBitrate: scenario.server.uploadBitrate * factors[0]! },
    peerGroups: scenario.peerGroups.map((group, k) => ({
      ...group,
      uploadBitrate: group.uploadBitrate * factors[1 + 2 * k]!,
      downloadBitrate: group.downloadBitrate === null ? null : group.downloadBitrate * factors[2 + 2 * k]!,
    })),
  }));
}

const isNear = (a: number, b: number, scale: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), scale);
const carriesBits = new Set<EventKind>([EventKind.transferStarted, EventKind.transferStopped]);

/** The same event: time within 1e-9, sizes within a thousand millionth of a piece, all else exactly. */
function isSame(mine: TraceRow, theirs: ReferenceRow, pieceBits: number): boolean {
  const sameValue = carriesBits.has(mine.kind) ? isNear(mine.value, theirs.value, pieceBits) : mine.value === theirs.value;
  const sameNames = (['kind', 'subject', 'object', 'piece'] as const).every((name) => mine[name] === theirs[name]);
  return sameNames && sameValue && isNear(mine.timeSeconds, theirs.timeSeconds, 1);
}

/** Where the simulator and the reference part; -1: nowhere. */
function firstDifference(simulated: readonly TraceRow[], expected: readonly ReferenceRow[], pieceBits: number): number {
  const rows = Math.max(simulated.length, expected.length);
  for (let row = 0; row < rows; row++) {
    const mine = simulated[row];
    const theirs = expected[row];
    if (!mine || !theirs || !isSame(mine, theirs, pieceBits)) return row;
  }
  return -1;
}

/**
 * Whether the simulator gives the rows of the reference, in their order. They may part only at a time at which exact arithmetic
 * may have a tie: rounding then decides what comes first, and the run says nothing from there on.
 */
function compare(scenario: Scenario, architecture: Architecture, randomSeed: number): 'same' | 'tied' {
  const { rows } = record(scenario, { architecture, randomSeed });
  const expected = referenceRun(scenario, architecture, randomSeed);
  const at = firstDifference(rows, expected.rows, scenario.content.pieceBits);
  if (at < 0) return 'same';
  const seconds = Math.min(rows[at]?.timeSeconds ?? Infinity, expected.rows[at]?.timeSeconds ?? Infinity);
  if (expected.contested.some((tie) => isNear(tie, seconds, 1))) return 'tied';
  expect({ row: at, ...rows[at], cause: undefined }, `row ${at}, random seed ${randomSeed}`).toEqual({ row: at, ...expected.rows[at] });
  throw new Error(`the times of row ${at} differ by more than 1e-9`);
}

/** Compares until so many swarms have agreed from the first row to the last; a swarm that is tied does not count. */
function expectAgreement(swarms: fc.Arbitrary<Scenario>, architecture: Architecture, numRuns: number, least: number): void {
  let same = 0;
  fc.assert(
    fc.property(swarms, seeds, (scenario, randomSeed) => {
      if (compare(scenario, architecture, randomSeed) === 'same') same++;
    }),
    { numRuns, seed: SWARMS_SEED },
  );
  expect(same).toBeGreaterThanOrEqual(least);
}

describe('the simulator against a slow and plain one', () => {
  it('gives the same events in the same order where a server serves everybody', () => expectAgreement(generic(smallSwarm(false)), 'client-server', 60, 50));

  it('gives the same events in the same order in steady swarms', () => expectAgreement(generic(smallSwarm(true)), 'peer-to-peer', 70, 55));

  it('gives the same events in the same order in swarms of every kind', () => expectAgreement(generic(smallSwarm(false)), 'peer-to-peer', 240, 200));

  it('gives the same events in the same order where things happen at set times', () => {
    expectAgreement(generic(changingSwarm), 'peer-to-peer', 120, 60);
    expectAgreement(generic(changingSwarm), 'client-server', 40, 20);
  });
});
