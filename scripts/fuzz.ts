// npm run fuzz [-- --cases 1000000 --of files --seed 1]: random, mutated and cut bytes to every reader of what strangers send.
import { Command, Option } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fuzzedFile, readFuzzed } from '../src-main/files/fuzz.testKit';
import { fuzzCase } from '../src-main/peers/fuzz.testKit';

const wholeNumber = (text: string) => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
};
const { cases, seed, of } = new Command('fuzz')
  .option('--cases <count>', 'how many of each', wholeNumber, 120_000)
  .option('--seed <number>', 'another seed: other cases; each run has its own unless given', wholeNumber, Math.floor(Math.random() * 1e9))
  .addOption(new Option('--of <what>', 'what strangers send over sockets, or the files that they leave').choices(['sockets', 'files', 'all']).default('all'))
  .parse()
  .opts<{ cases: number; seed: number; of: 'sockets' | 'files' | 'all' }>();

/** A file that broke a promise is kept: the tests read it from then on. */
const corpus = path.resolve(import.meta.dirname, '../src-main/files/corpus');
const FAILURES_AT_MOST = 10;
const say = (line: string) => process.stderr.write(`fuzz: ${line}\n`);

function fileCase(at: number): 'taken' | 'refused' {
  const file = fuzzedFile(seed, at);
  try {
    return readFuzzed(file);
  } catch (error) {
    mkdirSync(corpus, { recursive: true });
    const kept = path.join(corpus, `found-${seed}-${at}.${file.kind}.bin`);
    writeFileSync(kept, file.bytes);
    throw new Error(`file ${at} of seed ${seed}, kept as ${kept}: ${String(error)}`, { cause: error });
  }
}

function fuzz(what: string, doCase: (at: number) => 'taken' | 'refused'): void {
  const since = performance.now();
  const outcomes = { taken: 0, refused: 0 };
  let broken = 0;
  say(`${cases} ${what} of seed ${seed}`);
  for (let at = 0; at < cases && broken < FAILURES_AT_MOST; at++) {
    try {
      outcomes[doCase(at)]++;
    } catch (error) {
      broken++;
      say(String(error));
    }
  }
  say(`${what}: ${outcomes.taken} taken, ${outcomes.refused} refused, ${broken} broken promises, ${Math.round((performance.now() - since) / 1000)} s`);
  if (broken > 0) process.exitCode = 1;
}

if (of !== 'files') fuzz('messages', (at) => fuzzCase(seed, at));
if (of !== 'sockets') fuzz('files', fileCase);
