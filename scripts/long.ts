// npm run test:long [-- PART … --times 20 --soak-minutes 10]: what takes too long for each commit. Figures go into docs/reliability.md.
import { Command } from 'commander';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { appKills } from './long/appKills';
import { engineKills } from './long/engineKills';
import { fuzz } from './long/fuzz';
import type { LongPart } from './long/part';
import { linesOf, withPart } from './long/reliability';
import { realStops } from './long/realStops';
import { savingKills } from './long/savingKills';
import { soak } from './long/soak';
import { swarmCycles } from './long/swarmCycles';
import { windowCrashes } from './long/windowCrashes';
import { root } from './tools/programs.mjs';

const DOCUMENT = path.join(root, 'docs/reliability.md');
/** Each part is a file of `scripts/long`; another one is its line here. */
const parts: readonly LongPart[] = [savingKills, appKills, engineKills, windowCrashes, fuzz, swarmCycles, realStops, soak];
const names = parts.map(({ name }) => name);

const say = (line: string) => process.stderr.write(`long: ${line}\n`);
const wholeNumber = (text: string) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`not a whole number above 0: ${text}`);
  return Number(text);
};

/** The commit that is tried; `unknown` where there is no git. */
async function commit(): Promise<string> {
  const git = (...args: readonly string[]) => promisify(execFile)('git', args, { cwd: root }).then(({ stdout }) => stdout.trim(), () => null);
  const [head, changes] = await Promise.all([git('rev-parse', '--short=12', 'HEAD'), git('status', '--porcelain', '--', 'src-core', 'src-main', 'src-renderer')]);
  return head === null ? 'unknown' : `${head}${changes === '' ? '' : ' and changes'}`;
}

async function long(wanted: readonly string[], { times, soakMinutes }: { readonly times?: number; readonly soakMinutes: number }): Promise<void> {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  const occasion = { date: new Date().toISOString().slice(0, 10), commit: await commit() };
  for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    say(`${part.name} …`);
    const rows = await part.measure({ times: times ?? null, soakMinutes, say: (line) => say(`${part.name}: ${line}`) });
    const lines = linesOf(part.name, rows, occasion);
    process.stdout.write(`${lines.join('\n')}\n`);
    // Part by part: what was found is kept even if a later part is interrupted.
    await writeFile(DOCUMENT, withPart(await readFile(DOCUMENT, 'utf8').catch(() => ''), names, part.name, lines));
    if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
  }
}

await new Command('test:long')
  .description(`Tries at length what must never happen; exit status 1 when something did. Parts: ${names.join(', ')}`)
  .argument('[parts...]', 'parts to try; all if not given')
  .option('--times <count>', 'how often each part does what it does, instead of as often as the rules ask', wholeNumber)
  .option('--soak-minutes <minutes>', 'length of the soak', wholeNumber, 60)
  .action(long)
  .parseAsync();
