import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { bundleLab } from './bundle';

export const ROOT = path.resolve(import.meta.dirname, '../..');

const bundle = await bundleLab(ROOT);
afterAll(() => bundle.remove());

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LabOptions {
  readonly stdin?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the command line as a user's shell would, in English unless the environment says otherwise. */
export function startLab(args: readonly string[], environment: LabOptions['environment'] = {}) {
  const child = spawn(process.execPath, [bundle.file, ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: 'en_US.UTF-8', ...environment },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => err.push(data));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
  return { child, ended };
}

/** One command from start to end. */
export function lab(args: readonly string[], { stdin = '', environment }: LabOptions = {}): Promise<Ended> {
  const { child, ended } = startLab(args, environment);
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  child.stdin.end(stdin);
  return ended;
}

/** A folder that is gone after the tests of a file, and a way to put files into it. */
export function useFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-lab-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    put(name: string, content: unknown): string {
      const file = path.join(folder, name);
      const isText = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(file, isText ? content : JSON.stringify(content));
      return file;
    },
  };
}

interface Change {
  readonly content?: Readonly<Record<string, unknown>>;
  readonly server?: Readonly<Record<string, unknown>>;
  readonly protocol?: Readonly<Record<string, unknown>>;
  readonly groups?: readonly Readonly<Record<string, unknown>>[];
  readonly seed?: number;
}

/** A scenario file as a user would write it: the textbook's homework with 10 peers and u = 300 kbit/s, unless changed. */
export function scenario({ content, server, protocol, groups = [{}], seed = 1 }: Change = {}) {
  return {
    format: 'swarm-lab/scenario',
    version: 1,
    seed,
    content: { sizeBits: 15_000_000_000, pieceBits: 30_000_000, ...content },
    server: { uploadBitrate: 30_000_000, ...server },
    peerGroups: groups.map((group) => ({ name: 'students', count: 10, uploadBitrate: 300_000, downloadBitrate: 2_000_000, ...group })),
    ...(protocol ? { protocol } : {}),
  };
}
