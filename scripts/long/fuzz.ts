import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../tools/programs.mjs';
import { noneOf, type LongPart } from './part';

const CASES = 1_000_000;

/**
 * `npm run fuzz` in a process of its own; it draws a seed of its own.
 * @returns its exit status, and the broken promises for each kind of thing that was read
 */
async function fuzzOnce(cases: number, say: (line: string) => void): Promise<{ code: unknown; broken: Map<string, number> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts/fuzz.ts'), '--cases', String(cases)], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] });
  const gone = once(child, 'exit');
  const broken = new Map<string, number>();
  for await (const line of createInterface(child.stderr)) {
    say(line);
    const [, what, count] = /: (\w+): .* (\d+) broken promises/.exec(line) ?? [];
    if (what !== undefined) broken.set(what, Number(count));
  }
  const [code] = await gone;
  return { code, broken };
}

/** Messages and files of strangers to every reader, at length: as many processes as there are cores. */
export const fuzz: LongPart = {
  name: 'fuzz',
  async measure({ times, say }) {
    const processes = availableParallelism();
    const share = Math.ceil((times ?? CASES) / processes);
    const all = await Promise.all(Array.from({ length: processes }, () => fuzzOnce(share, say)));
    const kinds = new Set(all.flatMap(({ broken }) => [...broken.keys()]));
    return [
      ...[...kinds].map((what) => noneOf(`broken promises in ${share * processes} random, mutated and cut ${what}`, all.reduce((sum, { broken }) => sum + (broken.get(what) ?? 0), 0))),
      { what: 'ended well', goal: 'exit status 0', found: all.map(({ code }) => String(code)).join(', '), holds: kinds.size > 0 && all.every(({ code }) => code === 0) },
    ];
  },
};
