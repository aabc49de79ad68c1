import { freemem } from 'node:os';
import { estimateMemory, memoryLimit, memoryRefusal } from '@core/sim';
import type { SweepPlan } from '@core/sweep';
import { Failure, WRONG } from './failure';
import type { Words } from './words';

/**
 * How many runs may go on at once: no more than fit into the memory there is, each taken as large as the largest.
 * @throws Failure when not even one run of the largest setting fits
 */
export function jobsThatFit(plan: SweepPlan, jobs: number, words: Words): number {
  const limitBytes = memoryLimit(freemem());
  let mostBytes = 0;
  for (let setting = 0; setting < plan.settingCount; setting++) {
    const { options, values } = plan.runAt(setting * plan.header.repeats);
    const refusal = memoryRefusal(options, limitBytes);
    if (refusal) throw new Failure(WRONG, [words('cli.sweep.tooLarge', { setting: settingText(values), detail: refusal.message })]);
    mostBytes = Math.max(mostBytes, estimateMemory(options).bytes);
  }
  // All threads are one process, which has one limit.
  return Math.max(1, Math.min(jobs, Math.floor(limitBytes / mostBytes)));
}

function settingText(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).map(([path, value]) => `${path}=${String(value)}`).join(', ');
}
