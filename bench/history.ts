import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CaseFigures } from './cases';
import { fixed, whole } from './table';

const README = path.join(import.meta.dirname, 'README.md');
/** New rows go right before this line. */
const END_OF_HISTORY = '<!-- history ends -->';

const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();

/** Appends a row with today's figures to the history in `bench/README.md`; a `+` marks a core that is not committed. */
export async function appendHistory(cases: readonly CaseFigures[]): Promise<void> {
  const commit = git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', '../src-core') === '' ? '' : '+');
  const cells = ['A', 'B', 'C', 'D'].map((letter) => {
    const one = cases.find(({ name }) => name === letter);
    return one ? `${whole(one.transfersPerSecond)} (${fixed(one.kernelRatio, 2)})` : '';
  });
  const row = `| ${[new Date().toISOString().slice(0, 10), commit, ...cells].join(' | ')} |`;
  const text = await readFile(README, 'utf8');
  if (!text.includes(END_OF_HISTORY)) throw new Error(`${README} has no line "${END_OF_HISTORY}"`);
  await writeFile(README, text.replace(END_OF_HISTORY, `${row}\n${END_OF_HISTORY}`));
}
