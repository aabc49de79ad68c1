import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { createSimulation } from '../sim/index';
import { createTraceRecorder, type Trace, type TraceWriter } from '../trace/index';
import { createReplay } from './replay';
import { shownBy } from './traces.testKit';
import type { Replay } from './types';

const base = defaultScenario();

/** Small swarms in which peers come late, are interrupted, leave and ride free. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    pieces: fc.integer({ min: 1, max: 40 }),
    stay: fc.integer({ min: 1, max: 6 }),
    away: fc.integer({ min: 0, max: 3 }),
    leave: fc.integer({ min: 0, max: 3 }),
    free: fc.integer({ min: 0, max: 2 }),
    leaveAfterCopies: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map(({ seed, pieces, stay, away, leave, free, leaveAfterCopies }) => ({
    ...base,
    seed,
    content: { sizeBits: pieces * 1e6, pieceBits: 1e6 },
    server: { ...base.server, uploadBitrate: 3e6, leaveAfterCopies },
    peerGroups: [
      { ...newPeerGroup(), count: stay, uploadBitrate: 1e6 },
      ...(away > 0 ? [{ ...newPeerGroup(), count: away, interruption: { kind: 'once' as const, afterFraction: 0.5, awaySeconds: 7 } }] : []),
      ...(leave > 0 ? [{ ...newPeerGroup(), count: leave, arrival: { kind: 'evenly' as const, fromSeconds: 1, untilSeconds: 9 }, onComplete: { kind: 'leave' as const } }] : []),
      ...(free > 0 ? [{ ...newPeerGroup(), count: free, strategy: 'free-rider' as const }] : []),
    ],
  }));

function simulated(scenario: Scenario): Trace {
  const recorders: (TraceWriter & { finish(): Trace })[] = [];
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed }, (header) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  });
  while (!simulation.advance(1_000));
  return recorders[0]!.finish();
}

function replayOf(trace: Trace): Replay {
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  return replay;
}

const hashOf = (replay: Replay) => createHash('sha256').update(JSON.stringify(shownBy(replay))).digest('hex');

const move = fc.oneof(
  fc.record({ kind: fc.constant('seek' as const), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('step' as const), steps: fc.integer({ min: -40, max: 40 }).filter((steps) => steps !== 0) }),
);

test('wherever one goes in a run, by seeking and stepping both ways, the state there is that of a fresh replay', () => {
  fc.assert(
    fc.property(scenarios, fc.array(move, { minLength: 5, maxLength: 15 }), (scenario, moves) => {
      const trace = simulated(scenario);
      const walker = replayOf(trace);
      for (const one of moves) {
        if (one.kind === 'seek') walker.seek(one.part * walker.endSeconds);
        else for (let at = 0; at < Math.abs(one.steps); at++) walker.step(one.steps < 0 ? -1 : 1);
        const fresh = replayOf(trace);
        if (one.kind === 'seek') fresh.seek(one.part * fresh.endSeconds);
        else while (fresh.row < walker.row) fresh.step(1);
        expect(hashOf(walker)).toBe(hashOf(fresh));
      }
    }),
    { numRuns: 25 },
  );
});
