import { createRowCounter } from '@core/trace/index';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { answers } from './answers.testKit';
import { planRealRun, withContent } from './plan';
import { smallScenario } from './realRun.testKit';
import { createRealRun, type RealRun } from './swarm';

const CONTENT_BYTES = 400_000;

/** What a process holds of the system: kinds of handles and requests that keep it alive, descriptors (-1: not Linux), folders of its peers. */
export interface Holdings {
  readonly resources: Readonly<Record<string, number>>;
  readonly descriptors: number;
  readonly folders: number;
}

export async function holdings(): Promise<Holdings> {
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return {
    resources,
    descriptors: process.platform === 'linux' ? (await readdir('/proc/self/fd')).length : -1,
    folders: (await readdir(tmpdir())).filter((name) => name.startsWith(`swarm-lab-peers-${process.pid}-`)).length,
  };
}

/**
 * Starts and stops a swarm of three peers over and over, each time at another moment: before they know each other, while they trade.
 * @param wait milliseconds until the stop, by cycle
 * @returns addresses that still answered after their swarm was stopped
 */
export async function startAndStop(cycles: number, wait: (cycle: number) => number): Promise<readonly string[]> {
  // A content that is made and hashed in no time, so that a cycle is little else than opening and closing.
  const scenario = withContent(smallScenario([{ count: 3 }]), CONTENT_BYTES);
  const planned = planRealRun(scenario, { keepsSize: true });
  if (!planned.ok) throw new Error(planned.obstacle.code);
  const left: string[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const run = createRealRun({ scenario, plan: planned.plan, openWriter: createRowCounter });
    for (const { host, port } of await startAndStopOne(run, wait(cycle))) if (await answers(host, port)) left.push(`${host}:${port}`);
  }
  return left;
}

async function startAndStopOne(run: RealRun, waitMs: number): Promise<readonly { readonly host: string; readonly port: number }[]> {
  const { peers, announceUrl } = await run.prepare();
  const over = run.run();
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  await run.stop();
  await over;
  const tracker = new URL(announceUrl);
  return [...peers, { host: tracker.hostname, port: Number(tracker.port) }];
}
