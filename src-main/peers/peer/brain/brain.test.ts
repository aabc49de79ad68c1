import { createStreams } from '@core/base/index';
import type { Decision } from '@core/policy/index';
import { PURPOSES } from '@core/sim/index';
import { createRowCounter } from '@core/trace/index';
import { expect, it } from 'vitest';
import { runForReal, smallScenario } from '../../swarm/realRun.testKit';
import { createBrain, type Brain } from './brain';
import type { BrainOptions } from './types';

/** What went into one brain: calls with their arguments, and what it was told was missing of pieces. */
interface Recording {
  readonly options: BrainOptions;
  readonly calls: { readonly name: keyof Brain; readonly args: readonly unknown[] }[];
  readonly missing: number[];
}

/** A brain that works as ever, and a record of everything that goes in. */
function recorded(recordings: Recording[]): typeof createBrain {
  return (options, missingBits) => {
    const recording: Recording = { options, calls: [], missing: [] };
    recordings.push(recording);
    const brain = createBrain(options, (piece) => {
      const bits = missingBits(piece);
      recording.missing.push(bits);
      return bits;
    });
    return new Proxy(brain, {
      get(target, name: keyof Brain) {
        const value: unknown = target[name];
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          recording.calls.push({ name, args: structuredClone(args) });
          return value.apply(target, args);
        };
      },
    });
  };
}

/** Plays the inputs to a new brain that has no socket, no clock and no swarm. */
function replayed({ options, calls, missing }: Recording, randomSeed: number, peers: number): Decision[] {
  const decisions: Decision[] = [];
  let at = 0;
  const nothing = () => undefined;
  const brain = createBrain({
    ...options,
    streams: createStreams(randomSeed, PURPOSES, peers),
    trace: createRowCounter(),
    hands: { choke: nothing, unchoke: nothing, interested: nothing, notInterested: nothing },
    observer: { fromSeconds: 0, take: (decision) => void decisions.push(decision) },
  }, () => missing[at++]!);
  for (const { name, args } of calls) (brain[name] as (...args: readonly unknown[]) => unknown)(...args);
  expect(at).toBe(missing.length);
  return decisions;
}

/** What a brain decides by itself; what came of its dials, and of its question to the tracker, it learns from outside. */
const isOfBrain = ({ kind }: Decision) => kind !== 'connection' && kind !== 'tracker';
const withoutRows = (decision: Decision) => ({ ...decision, rows: [] });

it('takes the decisions of a real run again, from what was recorded of its inputs', async () => {
  const scenario = smallScenario([{ count: 3 }, { count: 2, uploadBitrate: 1e6 }]);
  const recordings: Recording[] = [];
  const taken: Decision[] = [];
  const ran = await runForReal(scenario, { makeBrain: recorded(recordings), observer: { fromSeconds: 0, take: (decision) => void taken.push(decision) } });
  expect(ran.end.finished).toBe(true);
  expect(recordings.length).toBe(6);
  for (const recording of recordings) {
    const decisions = taken.filter((decision) => decision.peer === recording.options.peer && isOfBrain(decision));
    expect(replayed(recording, scenario.seed, 6).map(withoutRows)).toEqual(decisions.map(withoutRows));
  }
  const kinds = new Set(taken.map(({ kind }) => kind));
  for (const kind of ['round', 'optimistic', 'free-slot', 'piece'] as const) expect(kinds).toContain(kind);
});
