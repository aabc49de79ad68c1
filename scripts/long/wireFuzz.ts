import { fuzzCase } from '../../src-main/peers/fuzz.testKit';
import { noneOf, type LongPart } from './part';

const CASES = 1_000_000;
const REPORT_EVERY = 100_000;

/** Random, mutated and cut bytes to every reader of what strangers send over the wire (`npm run fuzz` tries fewer). */
export const wireFuzz: LongPart = {
  name: 'wire-fuzz',
  measure({ times, say }) {
    const cases = times ?? CASES;
    const seed = Math.floor(Math.random() * 1e9);
    let broken = 0;
    for (let at = 0; at < cases; at++) {
      if (at % REPORT_EVERY === 0) say(`${at} of ${cases} cases of seed ${seed}`);
      try {
        fuzzCase(seed, at);
      } catch (error) {
        broken++;
        say(String(error));
      }
    }
    return Promise.resolve([noneOf(`broken promises in ${cases} inputs to the readers of the wire (seed ${seed})`, broken)]);
  },
};
