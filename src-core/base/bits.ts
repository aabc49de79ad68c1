/** Words of 32 bits that a set of that many members needs. */
export function wordsFor(members: number): number {
  return (members + 31) >>> 5;
}

/** Index of the lowest bit that is set in a word other than 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** How many bits of a word are set. */
export function countBits(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Fills the set that starts at `at` with all of `members`. */
export function fillBits(bits: Uint32Array, at: number, members: number): void {
  const whole = members >>> 5;
  bits.fill(0xffffffff, at, at + whole);
  if (members & 31) bits[at + whole] = (1 << (members & 31)) - 1;
}
