import type { ElectronApplication } from '@playwright/test';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/*
 * The process of the real peers, looked at from outside, as Linux tells it.
 */

/** Process ids of the real peers' processes of the app. */
export const realProcesses = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().filter(({ name }) => name === 'Swarm Lab real peers').map(({ pid }) => pid));

/** Ports on which a process listens, as the Linux kernel tells. */
export async function listeningOf(pid: number): Promise<string[]> {
  const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
  return lines.flatMap(([, local = '', , state, , , , , , inode = '']) => (state === '0A' && inodes.has(inode) ? [local] : []));
}

/** Of them, those that anybody listens on. */
export async function stillOpen(ports: readonly string[]): Promise<string[]> {
  const text = await readFile('/proc/net/tcp', 'utf8');
  return ports.filter((port) => text.split('\n').some((line) => line.includes(` ${port} `) && line.includes(' 0A ')));
}

export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Folders of copies that a process has made. */
export const foldersOf = async (pid: number): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith(`swarm-lab-peers-${pid}-`));
