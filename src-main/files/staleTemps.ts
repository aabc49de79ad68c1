import path from 'node:path';
import type { FileSystem } from './fileSystem';

const STALE_AFTER_MS = 3_600_000;

/** Name of the temporary file beside `name`; `token` is 16 random hexadecimal digits. */
export function tempName(name: string, token: string): string {
  return `.${name}.${token}.tmp`;
}

/**
 * Removes what a killed save of this very file left behind over an hour ago. Tidying up is no reason for a save to
 * fail: whatever cannot be listed or removed stays for the next time.
 */
export async function sweepStaleTemps(fileSystem: FileSystem, target: string): Promise<void> {
  const folder = path.dirname(target);
  const start = `.${path.basename(target)}.`;
  const names = await fileSystem.readdir(folder).catch((): string[] => []);
  for (const name of names) {
    if (!name.startsWith(start) || !/^[0-9a-f]{16}\.tmp$/.test(name.slice(start.length))) continue;
    const file = path.join(folder, name);
    const facts = await fileSystem.lstat(file).catch(() => null);
    if (facts?.isFile() && Date.now() - facts.mtimeMs > STALE_AFTER_MS) await fileSystem.unlink(file).catch(() => undefined);
  }
}
