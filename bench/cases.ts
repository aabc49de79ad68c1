import { inFreshProcess } from './children';
import type { KernelFigures, RunFigures } from './measurements';
import { median } from './statistics';
import { fixed, megabytes, tableOf, whole } from './table';

/** Peers of the kernel that a case is held against: its tables are as large as those of the case. */
const KERNEL_PEERS = (name: string) => (name === 'B' || name.startsWith('crowd:10000x') ? 10_000 : 1000);

export interface CaseFigures {
  readonly name: string;
  readonly transfersPerSecond: number;
  readonly eventsPerSecond: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Time for a transfer against the kernel's, each repeat against the kernel that ran just before it. */
  readonly kernelRatio: number;
  readonly microsecondsPerTransfer: number;
}

const perTransfer = ({ cpuSeconds, transfers }: KernelFigures) => cpuSeconds / transfers;

/**
 * Runs each scenario so many times, each in a fresh process right after the kernel in another one, in turns rather than in
 * blocks: what else the machine does falls on all alike. Medians.
 */
export async function benchCases(
  bundle: string, names: readonly string[], repeats: number, leastTransfers: number, say: (line: string) => void,
): Promise<readonly CaseFigures[]> {
  const runs = names.map(() => ({ figures: [] as RunFigures[], ratios: [] as number[] }));
  for (let repeat = 1; repeat <= repeats; repeat++) {
    for (const [at, name] of names.entries()) {
      const kernel = await inFreshProcess<KernelFigures>(bundle, ['kernel', String(KERNEL_PEERS(name))]);
      const run = await inFreshProcess<RunFigures>(bundle, ['run', name, 'counted', String(leastTransfers)]);
      runs[at]!.figures.push(run);
      runs[at]!.ratios.push(perTransfer(run) / perTransfer(kernel));
      say(`${name}, ${repeat} of ${repeats}: ${fixed(run.cpuSeconds, 2)} s`);
    }
  }
  return names.map((name, at) => {
    const { figures, ratios } = runs[at]!;
    return {
      name,
      transfersPerSecond: median(figures.map((run) => run.transfers / run.cpuSeconds)),
      eventsPerSecond: median(figures.map((run) => run.events / run.cpuSeconds)),
      cpuSeconds: median(figures.map((run) => run.cpuSeconds)),
      peakBytes: Math.max(...figures.map((run) => run.peakBytes)),
      kernelRatio: median(ratios),
      microsecondsPerTransfer: median(figures.map((run) => perTransfer(run) * 1e6)),
    };
  });
}

export function caseTable(cases: readonly CaseFigures[]): string {
  return tableOf(
    ['case', 'transfers/s', 'events/s', 'CPU s', 'us/transfer', 'x kernel', 'peak RSS'],
    cases.map((one) => [
      one.name,
      whole(one.transfersPerSecond),
      whole(one.eventsPerSecond),
      fixed(one.cpuSeconds, 2),
      fixed(one.microsecondsPerTransfer, 2),
      fixed(one.kernelRatio, 2),
      megabytes(one.peakBytes),
    ]),
  );
}
