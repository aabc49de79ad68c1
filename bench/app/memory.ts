import type { ElectronApplication } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export interface ProcessMemory {
  readonly name: string;
  /** As Electron counts it: what is shared by several processes counts in each. */
  readonly workingSetBytes: number;
  /** What is shared counts by its share; null where the system does not tell. */
  readonly proportionalBytes: number | null;
  /** Of this, what the process wrote: without the program's files, whose share falls with every other program that has them. */
  readonly writtenBytes: number | null;
}

/** By the kernel's own sums; null where there are none. */
async function sharesOf(pid: number): Promise<Pick<ProcessMemory, 'proportionalBytes' | 'writtenBytes'>> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const bytes = (name: string): number | null => {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  };
  const [anonymous, shared] = [bytes('Pss_Anon'), bytes('Pss_Shmem')];
  return { proportionalBytes: bytes('Pss'), writtenBytes: anonymous === null || shared === null ? null : anonymous + shared };
}

/** Memory of every process of the app, now. */
export async function memoryOf(app: ElectronApplication): Promise<ProcessMemory[]> {
  const metrics = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map(({ pid, type, name, serviceName, memory }) => ({ pid, name: name ?? serviceName ?? type, type, bytes: memory.workingSetSize * 1024 })));
  return Promise.all(
    metrics.map(async ({ pid, name, type, bytes }) => ({
      name: name === type ? type : `${type} (${name})`,
      workingSetBytes: bytes,
      ...(await sharesOf(pid)),
    })));
}

/** `software` where no graphics processor draws, else what Chromium calls it. */
export function compositingOf(app: ElectronApplication): Promise<string> {
  return app.evaluate((electron) => {
    const status: Record<string, string> = { ...electron.app.getGPUFeatureStatus() };
    const { gpu_compositing: compositing = 'unknown', '2d_canvas': canvas = 'unknown' } = status;
    const isSoftware = /software|disabled/.test(compositing);
    return `${isSoftware ? 'software rendering' : 'graphics processor'} (compositing: ${compositing}, canvas: ${canvas})`;
  });
}
