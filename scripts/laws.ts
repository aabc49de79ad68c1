// npm run laws [-- --only S1,L4]: the simulator against every law of the theory. All of them are written into docs/validation.md.
import { Command } from 'commander';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { SWARMS_SEED } from '../src-core/laws/smallSwarms';
import { ENGINE_VERSION } from '../src-core/sim/index';
import { checkExactLaws } from './laws/checkExact';
import { checkStatisticalLaws } from './laws/checkStatistical';
import { documentOf, tableOf, type Occasion } from './laws/document';
import { root } from './tools/programs.mjs';

const DOCUMENT = path.join(root, 'docs/validation.md');
const say = (line: string) => process.stderr.write(`laws: ${line}\n`);

/** What git answers; null where there is no git, or no repository. */
async function git(...args: readonly string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)('git', args, { cwd: root })).stdout.trim();
  } catch (error) {
    say(`git ${args.join(' ')}: ${String(error)}`);
    return null;
  }
}

async function occasion(): Promise<Occasion> {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: await git('rev-parse', '--short=12', 'HEAD'),
    isChanged: (await git('status', '--porcelain', '--', 'src-core')) !== '',
    engineVersion: ENGINE_VERSION,
    swarmsSeed: SWARMS_SEED,
    node: process.versions.node,
  };
}

async function laws({ only }: { readonly only?: string }): Promise<void> {
  const ids = only?.split(',');
  const isWanted = (id: string) => ids?.includes(id) ?? true;
  // Asked first: the tree may be another one when the laws are done.
  const when = await occasion();
  const rows = [...(await checkExactLaws(isWanted)), ...(await checkStatisticalLaws(isWanted, say))];
  process.stdout.write(`${tableOf(rows)}\n`);
  if (!ids) await writeFile(DOCUMENT, documentOf(rows, when));
  if (rows.length === 0 || rows.some(({ holds }) => !holds)) process.exitCode = 1;
}

await new Command('laws')
  .description('Holds the simulator to every law of the theory; exit status 1 when one is broken')
  .option('--only <ids>', 'laws to check, with commas between; the document is left as it is')
  .action(laws)
  .parseAsync();
