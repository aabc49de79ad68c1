// What a fresh process measures: `node out/bench/measure.js WHAT …`, one line of JSON.
import { measureAllocation } from './allocation';
import { createKernel } from './kernel';
import { KEEPING, type KernelFigures } from './measurements';
import { measureMemory } from './memory';
import { LARGE_FILES, measureFiles, type LargeFile } from './openSave';
import { raceQueues } from './queues/race';
import { measureReal, REAL_SWARMS, type RealSwarm } from './realRuns';
import { measureRuns } from './runs';
import { measureSaving } from './saving';
import { scenarioNamed } from './scenarios';

const KERNEL_WARM_UP = 50_000;
const KERNEL_TRANSFERS = 400_000;

function measureKernel(peers: number): KernelFigures {
  const run = createKernel(peers);
  run(KERNEL_WARM_UP);
  const before = process.cpuUsage().user;
  run(KERNEL_TRANSFERS);
  return { transfers: KERNEL_TRANSFERS, cpuSeconds: (process.cpuUsage().user - before) / 1e6 };
}

const isLargeFile = (name: string): name is LargeFile => name in LARGE_FILES;
const isRealSwarm = (name: string): name is RealSwarm => name in REAL_SWARMS;

async function measure([what, subject = '', ...more]: readonly string[]): Promise<object> {
  if (what === 'kernel') return measureKernel(Number(subject));
  if (what === 'real' && isRealSwarm(subject)) return measureReal(subject);
  if (what === 'files' && isLargeFile(subject)) return measureFiles(subject);
  const scenario = scenarioNamed(subject);
  if (what === 'run') return measureRuns(scenario, KEEPING.find((name) => name === more[0]) ?? 'counted', Number(more[1] ?? 0));
  if (what === 'memory') return measureMemory(scenario, more[0] === 'kept');
  if (what === 'saving') return measureSaving(scenario);
  if (what === 'allocation') return measureAllocation(scenario);
  if (what === 'queues') return raceQueues(scenario);
  throw new RangeError(`nothing to measure is called ${what}`);
}

console.log(JSON.stringify(await measure(process.argv.slice(2))));
