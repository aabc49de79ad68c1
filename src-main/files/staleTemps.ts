import { createHash, randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { FileSystem } from './fileSystem';

const STALE_AFTER_MS = 3_600_000;
const TOKEN_BYTES = 8;
const OWNER_DIGITS = 8;

/** Name of the temporary file beside `name`; `token` is 16 hexadecimal digits. */
export function tempName(name: string, token: string): string {
  return `.${name}.${token}.tmp`;
}

/** A token that no other save has; it begins with the owner, where there is one. */
export function newToken(owner = ''): string {
  return `${owner}${randomBytes(TOKEN_BYTES).toString('hex')}`.slice(0, 2 * TOKEN_BYTES);
}

/**
 * What the temporary files of one user folder on one computer begin with, 8 hexadecimal digits. Only one app at a time
 * has a user folder, so at its start all such files are those of one that was killed.
 */
export function ownerOf(userFolder: string): string {
  return createHash('sha256').update(`${os.hostname()}\n${userFolder}`).digest('hex').slice(0, OWNER_DIGITS);
}

/**
 * Removes what a killed save of this very file left behind over an hour ago. Tidying up is no reason for a save to
 * fail: whatever cannot be listed or removed stays for the next time.
 */
export async function sweepStaleTemps(fileSystem: FileSystem, target: string): Promise<void> {
  await sweepOwnTemps(fileSystem, target, '', Date.now() - STALE_AFTER_MS);
}

/**
 * Removes what saves of this file by the owner left behind before that time: the start of the app that is now the only one.
 * @param owner '': whoever it was
 */
export async function sweepOwnTemps(fileSystem: FileSystem, target: string, owner: string, beforeMs: number): Promise<void> {
  const folder = path.dirname(target);
  const start = `.${path.basename(target)}.`;
  const names = await fileSystem.readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const rest = name.slice(start.length);
    if (!name.startsWith(start) || !/^[0-9a-f]{16}\.tmp$/.test(rest) || !rest.startsWith(owner)) continue;
    const file = path.join(folder, name);
    const facts = await fileSystem.lstat(file).catch(() => null);
    if (facts?.isFile() && facts.mtimeMs <= beforeMs) await fileSystem.unlink(file).catch(() => undefined);
  }
}
