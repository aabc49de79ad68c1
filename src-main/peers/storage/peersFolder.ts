import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The process that made a folder stands in its name, so that the next start knows what was left behind. */
const NAME = /^swarm-lab-peers-(\d+)-\w+$/;

/** The one place on disk for what real peers hold. Nothing of it outlives the swarm. */
export interface PeersFolder {
  readonly path: string;
  /** Removes it with everything in it; again is harmless. */
  remove(): Promise<void>;
  /** The same at once, for the last moment of a process. */
  removeNow(): void;
}

/**
 * Makes a temporary folder that only this user can enter (mode 0700), for names of our own: what a stranger calls
 * content never becomes a path. Removes what earlier processes that are gone have left.
 * @param parent where; the system's folder for temporary files unless given
 * @throws system errors, and `ENOSPC` when there is less room than needed
 */
export async function createPeersFolder(neededBytes: number, parent = tmpdir()): Promise<PeersFolder> {
  await sweepLeftFolders(parent);
  const { bavail, bsize } = await statfs(parent);
  if (bavail * bsize < neededBytes) {
    throw Object.assign(new Error(`${parent} has ${bavail * bsize} bytes left, ${neededBytes} are needed`), { code: 'ENOSPC' });
  }
  const folder = await mkdtemp(path.join(parent, `swarm-lab-peers-${process.pid}-`));
  const removeNow = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeNow);
  return {
    path: folder,
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      process.removeListener('exit', removeNow);
    },
    removeNow,
  };
}

/** Removes folders of processes that are gone; one that cannot be removed (another user's) stays. @returns how many went */
export async function sweepLeftFolders(parent: string): Promise<number> {
  const left = (await readdir(parent)).filter((name) => {
    const pid = NAME.exec(name)?.[1];
    return pid !== undefined && !isRunning(Number(pid));
  });
  const removals = await Promise.allSettled(left.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
  return removals.filter(({ status }) => status === 'fulfilled').length;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, and it is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
