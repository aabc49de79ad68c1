import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../tools/programs.mjs';
import { noneOf, type LongPart, type LongRow } from './part';

const CASES = 1_000_000;

/** `npm run fuzz` at length: messages and files of strangers to every reader. */
export const fuzz: LongPart = {
  name: 'fuzz',
  async measure({ times, say }) {
    const cases = times ?? CASES;
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts/fuzz.ts'), '--cases', String(cases)], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] });
    const gone = once(child, 'exit');
    const rows: LongRow[] = [];
    for await (const line of createInterface(child.stderr)) {
      say(line);
      const [, what, broken] = /: (\w+): .* (\d+) broken promises/.exec(line) ?? [];
      if (what !== undefined) rows.push(noneOf(`broken promises in ${cases} random, mutated and cut ${what}`, Number(broken)));
    }
    const [code] = await gone;
    return [...rows, { what: 'ended well', goal: 'exit status 0', found: String(code), holds: code === 0 && rows.length > 0 }];
  },
};
