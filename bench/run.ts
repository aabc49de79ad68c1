// npm run bench [-- PART… --only A,C --repeats 5 --history]: speed and memory of the simulator and the app. See README.md.
import { Argument, Command, InvalidArgumentError } from 'commander';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { benchApp } from './app/benchApp';
import { prepare } from './app/lab';
import { buildMeasure, buildRecordingQueue } from './build';
import { benchCases, caseTable } from './cases';
import { benchFiles } from './files';
import { growthNames, growthPlot, growthSummary } from './growth';
import { appendHistory } from './history';
import { benchAllocation, benchMemory, benchProfile, benchQueues } from './profile';
import { benchReal } from './real';
import { benchRecording } from './recording';
import { CASES } from './scenarios';
import { benchRest, benchStarts } from './startup';
import { benchSweeps } from './sweeps';

const PARTS = ['cases', 'growth', 'recording', 'allocation', 'profile', 'memory', 'queues', 'real', 'files', 'sweeps', 'app', 'startup'] as const;
type Part = (typeof PARTS)[number];

interface Options {
  readonly only: readonly string[];
  readonly repeats: number;
  readonly history?: boolean;
}

/** Small swarms are run again with other seeds until so many pieces were transferred. */
const GROWTH_LEAST_TRANSFERS = 1_000_000;
const GROWTH_PLOT = path.resolve(import.meta.dirname, '../docs/growth.svg');

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);
const print = (title: string, text: string) => process.stdout.write(`\n## ${title}\n${text}\n`);

async function benchGrowth(bundle: string, repeats: number): Promise<string> {
  const figures = await benchCases(bundle, growthNames, repeats, GROWTH_LEAST_TRANSFERS, say);
  await writeFile(GROWTH_PLOT, growthPlot(figures));
  return `${caseTable(figures)}\n\n${growthSummary(figures)}\nplot: ${path.relative('.', GROWTH_PLOT)}`;
}

async function bench(parts: readonly Part[], { only, repeats, history }: Options): Promise<void> {
  if (parts.includes('app')) print('The app', await benchApp(say));
  if (parts.includes('startup')) {
    const env = await prepare();
    print('Starts', await benchStarts(env, repeats, say));
    print('Idle and memory', await benchRest(env));
  }
  if (parts.includes('sweeps')) print('Two at once', await benchSweeps(repeats, say));
  if (parts.some((part) => part !== 'app' && part !== 'startup' && part !== 'sweeps')) await benchSimulator(parts, { only, repeats, history });
}

async function benchSimulator(parts: readonly Part[], { only, repeats, history }: Options): Promise<void> {
  const bundle = await buildMeasure();
  if (parts.includes('cases')) {
    const cases = await benchCases(bundle, only, repeats, 0, say);
    print('Cases', caseTable(cases));
    if (history) await appendHistory(cases);
  }
  if (parts.includes('growth')) print('Growth', await benchGrowth(bundle, repeats));
  for (const name of only) {
    if (parts.includes('recording')) print(`Recording, case ${name}`, await benchRecording(bundle, name, repeats));
    if (parts.includes('allocation')) print(`Allocation, case ${name}`, await benchAllocation(bundle, name));
    if (parts.includes('profile')) print(`Profile, case ${name}`, await benchProfile(bundle, name));
  }
  if (parts.includes('memory')) print('Memory', await benchMemory(bundle));
  if (parts.includes('real')) print('Real peers', await benchReal(bundle, repeats, say));
  if (parts.includes('files')) print('The largest files', await benchFiles(bundle, repeats, say));
  if (parts.includes('queues')) print('Event queues', await benchQueues(await buildRecordingQueue(), only));
}

function namesOf(text: string): readonly string[] {
  const names = text.split(',');
  for (const name of names) if (!(name in CASES)) throw new InvalidArgumentError(`the cases are ${Object.keys(CASES).join(', ')}`);
  return names;
}

function countOf(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('a number from 1 to 99');
  return Number(text);
}

await new Command('bench')
  .description('Speed and memory of the simulator and of the app, each measurement in a fresh process')
  .addArgument(new Argument('[parts...]', 'what to measure').choices(PARTS).default(['cases', 'growth', 'sweeps']))
  .option('--only <cases>', 'cases to measure', namesOf, Object.keys(CASES))
  .option('--repeats <count>', 'how often each is measured', countOf, 3)
  .option('--history', 'append the figures of the cases to bench/README.md')
  .action(bench)
  .parseAsync();
