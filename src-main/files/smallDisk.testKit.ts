import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A disk in memory that is soon full, mounted in a folder of `within`; null: mounting is not allowed (Linux as root only). */
export async function smallDisk(within: string, sizeBytes: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = path.join(within, 'small-disk');
  await mkdir(folder);
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder]).then(() => true, () => false);
  return mounted ? { folder, remove: async () => void (await run('umount', [folder])) } : null;
}
