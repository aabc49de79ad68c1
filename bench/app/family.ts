import { readdir, readFile } from 'node:fs/promises';

/** The kernel counts processor time in hundredths of a second for programs, whatever its own clock is (Linux, `sysconf(_SC_CLK_TCK)`). */
const TICKS_PER_SECOND = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its own, and that of children that have ended. */
  readonly seconds: number;
}

/** From `/proc/PID/stat`; null: it is gone. The name comes second, in brackets, and may hold anything. */
async function read(pid: string): Promise<Process | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  return { pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND };
}

/** A process and all that come from it. Linux only. */
export async function familyOf(pid: number): Promise<readonly Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(names.map(read))).filter((one) => one !== null);
  const family = all.filter((one) => one.pid === pid);
  // Grows while it is walked: children of children.
  for (const { pid: parent } of family) family.push(...all.filter((one) => one.parent === parent));
  return family;
}

/** Processor time of a process and all that come from it so far. Linux only. */
export const familySeconds = async (pid: number): Promise<number> => (await familyOf(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
