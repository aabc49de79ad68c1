import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inFreshProcess } from './children';
import type { AllocationFigures, MemoryFigures, QueueFigures, RunFigures } from './measurements';
import { MEMORY_SIZES } from './scenarios';
import { fixed, megabytes, tableOf, whole } from './table';

const TOP = 20;

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples: readonly number[];
}

/** Where the time of a run goes: functions by their own share of the samples. */
export async function benchProfile(bundle: string, name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-profile-'));
  await inFreshProcess<RunFigures>(bundle, ['run', name, 'counted'], ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const [file] = await readdir(folder);
  const profile: CpuProfile = JSON.parse(await readFile(path.join(folder, file!), 'utf8'));
  await rm(folder, { recursive: true });
  const nameOf = new Map(profile.nodes.map((node) => [node.id, node.callFrame.functionName || '(anonymous)']));
  const hits = new Map<string, number>();
  for (const sample of profile.samples) {
    const where = nameOf.get(sample)!;
    hits.set(where, (hits.get(where) ?? 0) + 1);
  }
  const top = [...hits].sort((a, b) => b[1] - a[1]).slice(0, TOP);
  return tableOf(['function', 'own time'], top.map(([where, count]) => [where, `${fixed((100 * count) / profile.samples.length, 1)} %`]));
}

/** What the hot loop allocates, and where. */
export async function benchAllocation(bundle: string, name: string): Promise<string> {
  const { events, bytes, top } = await inFreshProcess<AllocationFigures>(bundle, ['allocation', name]);
  const rows = top.map(([where, count]) => [where, fixed(count / events, 2)]);
  return `${whole(events)} events, ${fixed(bytes / events, 2)} bytes each\n${tableOf(['function', 'bytes per event'], rows)}`;
}

/** Event queue designs on what real runs ask of their queue. */
export async function benchQueues(bundle: string, names: readonly string[]): Promise<string> {
  const figures: QueueFigures[] = [];
  for (const name of names) figures.push(await inFreshProcess<QueueFigures>(bundle, ['queues', name], ['--max-old-space-size=4096']));
  const designs = Object.keys(figures[0]!.nanoseconds);
  return tableOf(
    ['design, ns per call', ...names.map((name, at) => `${name} (${whole(figures[at]!.calls)} calls)`)],
    designs.map((design) => [design, ...figures.map(({ nanoseconds }) => fixed(nanoseconds[design]!, 0))]),
  );
}

/** The estimate that refuses runs, against what processes really took. */
export async function benchMemory(bundle: string): Promise<string> {
  const rows: string[][] = [];
  for (const [name, keeping] of MEMORY_SIZES) {
    const { estimateBytes, peakBytes } = await inFreshProcess<MemoryFigures>(bundle, ['memory', name, keeping]);
    rows.push([`${name}, rows ${keeping}`, megabytes(estimateBytes), megabytes(peakBytes), fixed(estimateBytes / peakBytes, 2)]);
  }
  return tableOf(['run', 'estimate', 'peak RSS', 'estimate / peak'], rows);
}
