import type { Draw } from './draw';

/** Random numbers in separate streams: drawing from one never moves another (common random numbers for what-if questions). */
export interface DrawStreams {
  /** The stream of that purpose and owner. The object is reused: draw before asking for another one. */
  of(purpose: number, owner: number): Draw;
}

/** Mixes all bits of a word (the finaliser of MurmurHash3). */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

const WORDS = 4;

/**
 * One generator (xoshiro128++, Blackman & Vigna 2019) for each purpose and owner, all derived from one seed.
 * @param seed integer in [0, 2^53)
 */
export function createStreams(seed: number, purposes: number, owners: number): DrawStreams {
  const state = new Uint32Array(purposes * owners * WORDS);
  const low = seed >>> 0;
  const high = Math.floor(seed / 0x1_0000_0000) >>> 0;
  for (let at = 0; at < state.length; at++) state[at] = mix(mix(low + Math.imul(at + 1, 0x9e3779b9)) ^ mix(high + at));
  let base = 0;

  function next(): number {
    const a = state[base]!;
    const b = state[base + 1]!;
    let c = state[base + 2]!;
    let d = state[base + 3]!;
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    c ^= a;
    d ^= b;
    state[base + 1] = b ^ c;
    state[base] = a ^ d;
    state[base + 2] = c ^ (b << 9);
    state[base + 3] = (d << 11) | (d >>> 21);
    return result;
  }

  const draw: Draw = {
    below: (n) => Math.floor((next() * n) / 0x1_0000_0000),
    fraction: () => next() / 0x1_0000_0000,
  };
  return {
    of(purpose, owner) {
      base = (purpose * owners + owner) * WORDS;
      return draw;
    },
  };
}
