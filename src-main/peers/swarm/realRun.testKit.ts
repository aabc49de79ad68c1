import type { DecisionObserver } from '@core/policy/index';
import { defaultScenario, newPeerGroup, type PeerGroup, type Scenario } from '@core/scenario/index';
import { createTraceRecorder, type Trace } from '@core/trace/index';
import type { createBrain } from '../peer/brain/brain';
import type { Offence } from '../peer/world';
import { digestOf } from '../storage/digestOf';
import { planRealRun, type RealPlan } from './plan';
import { createRealRun, type Ready, type RealEnd, type RealRun } from './swarm';

/** A swarm small enough for a test: 24 pieces, equal rates, unless changed. */
export function smallScenario(groups: readonly Partial<PeerGroup>[] = [{ count: 4 }], changes: Partial<Scenario> = {}): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    content: { sizeBits: 24e6, pieceBits: 1e6 },
    server: { ...base.server, uploadBitrate: 4e6 },
    peerGroups: groups.map((group) => ({ ...newPeerGroup(), uploadBitrate: 2e6, downloadBitrate: null, ...group })),
    ...changes,
  };
}

/** Few seconds: a test wants to know what happens, not how long it takes. */
export function smallPlan(scenario: Scenario): RealPlan {
  const planned = planRealRun(scenario, { targetSeconds: 3 });
  if (!planned.ok) throw new Error(planned.obstacle.code);
  return planned.plan;
}

export interface Ran {
  readonly plan: RealPlan;
  readonly ready: Ready;
  readonly end: RealEnd;
  readonly trace: Trace;
  /** SHA-256 of the content, and of what each peer has. */
  readonly content: string;
  readonly copies: readonly string[];
  readonly offences: readonly { readonly peer: number; readonly remote: number; readonly code: Offence['code'] }[];
}

/** Runs a scenario for real, to its end. @param meanwhile is called once the clock runs */
export async function runForReal(
  scenario: Scenario, { meanwhile, observer, makeBrain }: { meanwhile?: (run: RealRun, ready: Ready) => Promise<void>; observer?: DecisionObserver; makeBrain?: typeof createBrain } = {},
): Promise<Ran> {
  const plan = smallPlan(scenario);
  const recorders: ReturnType<typeof createTraceRecorder>[] = [];
  const offences: { peer: number; remote: number; code: Offence['code'] }[] = [];
  const run = createRealRun({
    scenario, plan,
    openWriter: (header) => {
      const recorder = createTraceRecorder(header);
      recorders.push(recorder);
      return recorder;
    },
    offended: (peer, remote, { code }) => void offences.push({ peer, remote, code }),
    ...(observer ? { observer } : {}),
    ...(makeBrain ? { makeBrain } : {}),
  });
  try {
    const ready = await run.prepare();
    const [end] = await Promise.all([run.run(), meanwhile?.(run, ready)]);
    const [content, ...copies] = await Promise.all(ready.peers.map(({ id }) => digestOf(run.fileOf(id))));
    return { plan, ready, end, trace: recorders[0]!.finish(), content: content!, copies, offences };
  } finally {
    await run.stop();
  }
}
