// npm run fuzz [-- --cases 100000 --seed 1]: random, mutated and cut bytes to every reader of what strangers send.
import { Command } from 'commander';
import { fuzzCase } from '../src-main/peers/fuzz.testKit';

const wholeNumber = (text: string) => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
};
const { cases, seed } = new Command('fuzz')
  .option('--cases <count>', 'how many', wholeNumber, 120_000)
  .option('--seed <number>', 'another seed: other cases; each run has its own unless given', wholeNumber, Math.floor(Math.random() * 1e9))
  .parse()
  .opts<{ cases: number; seed: number }>();

const say = (line: string) => process.stderr.write(`fuzz: ${line}\n`);
const since = performance.now();
const outcomes = { taken: 0, refused: 0 };
let broken = 0;
say(`${cases} cases of seed ${seed}`);
for (let at = 0; at < cases && broken < 10; at++) {
  try {
    outcomes[fuzzCase(seed, at)]++;
  } catch (error) {
    broken++;
    say(String(error));
  }
}
say(`${outcomes.taken} taken, ${outcomes.refused} refused, ${broken} broken promises, ${Math.round((performance.now() - since) / 1000)} s`);
process.exitCode = broken > 0 ? 1 : 0;
