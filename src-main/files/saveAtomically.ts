import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codedError, errorCode, nodeFileSystem, type FileSystem, type OpenFile } from './fileSystem';
import { newToken, sweepStaleTemps, tempName } from './staleTemps';

/** A virus scanner or an indexer may hold a file for a moment on Windows: VS Code and graceful-fs wait likewise. */
const RENAME_PATIENCE_MS = 10_000;
const LINKS_AT_MOST = 40;

export interface SaveOptions {
  /** Mode of a file that is not there yet; an old file keeps its own. */
  readonly mode?: number;
  /** Marks temporary files as those of this user folder (`ownerOf`), whose next start may sweep them at once. */
  readonly owner?: string;
  readonly fileSystem?: FileSystem;
  readonly isWindows?: boolean;
}

/**
 * Replaces a file's content, or leaves it exactly as it was: at every moment the path holds the whole old or the whole
 * new content, also when the process is killed or the disk is full. Symbolic links are followed, not replaced.
 * @throws system errors (`ENOSPC`, `EACCES`, …), `EREADONLY` for a file that is marked read-only, `ENOTFILE` for a
 * folder or device; the old content is then untouched and no temporary file is left
 */
export async function saveAtomically(target: string, content: Uint8Array | string, options: SaveOptions = {}): Promise<void> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const isWindows = options.isWindows ?? process.platform === 'win32';
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const real = await resolveTarget(fileSystem, path.resolve(target), LINKS_AT_MOST);
  const oldMode = await modeOf(fileSystem, real);
  await sweepStaleTemps(fileSystem, real);
  const temp = path.join(path.dirname(real), tempName(path.basename(real), newToken(options.owner)));
  // Opened before the rename: afterwards nothing that can fail may be left to do.
  const folder = isWindows ? null : await fileSystem.open(path.dirname(real), 'r');
  try {
    await writeWhole(fileSystem, temp, bytes, oldMode, options.mode ?? 0o666);
    await renamePatiently(fileSystem, temp, real, isWindows);
  } catch (error) {
    await fileSystem.unlink(temp).catch(() => undefined);
    await folder?.close().catch(() => undefined);
    throw error;
  }
  // The new content is in place and whole. A file system that cannot sync a folder may give the old one back after a
  // power cut, which is whole too: not a failed save.
  await folder?.sync().catch(() => undefined);
  await folder?.close().catch(() => undefined);
}

/** Where the bytes go: the file at the end of all links, also when it is not there yet. */
async function resolveTarget(fileSystem: FileSystem, target: string, linksLeft: number): Promise<string> {
  try {
    return await fileSystem.realpath(target);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const link = await fileSystem.readlink(target).catch(() => null);
  if (link === null) return path.join(await fileSystem.realpath(path.dirname(target)), path.basename(target));
  if (linksLeft === 0) throw codedError('ELOOP', 'too many symbolic links');
  return resolveTarget(fileSystem, path.resolve(path.dirname(target), link), linksLeft - 1);
}

/** Mode of the old file, or null: none. A rename would replace a read-only file without asking, so that is refused here. */
async function modeOf(fileSystem: FileSystem, real: string): Promise<number | null> {
  try {
    const facts = await fileSystem.stat(real);
    if (!facts.isFile()) throw codedError('ENOTFILE', 'not a regular file');
    if ((facts.mode & 0o222) === 0 || !(await fileSystem.isWritable(real))) throw codedError('EREADONLY', 'the file is read-only');
    return facts.mode & 0o7777;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function writeWhole(fileSystem: FileSystem, temp: string, bytes: Uint8Array, oldMode: number | null, newMode: number): Promise<void> {
  const file = await fileSystem.open(temp, 'wx', oldMode ?? newMode);
  try {
    await writeAll(file, bytes);
    // What `open` was given passed through the umask.
    if (oldMode !== null) await file.chmod(oldMode);
    await file.sync();
    if ((await file.stat()).size !== bytes.length) throw codedError('EIO', 'the file came out shorter than what was written');
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  await file.close();
}

async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    if (bytesWritten <= 0) throw codedError('EIO', 'nothing could be written');
    at += bytesWritten;
  }
}

async function renamePatiently(fileSystem: FileSystem, from: string, to: string, isWindows: boolean): Promise<void> {
  const until = Date.now() + RENAME_PATIENCE_MS;
  for (let pauseMs = 10; ; pauseMs = Math.min(100, pauseMs * 2)) {
    try {
      return await fileSystem.rename(from, to);
    } catch (error) {
      const passing = isWindows && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error));
      if (!passing || Date.now() + pauseMs > until) throw error;
      await wait(pauseMs);
    }
  }
}
