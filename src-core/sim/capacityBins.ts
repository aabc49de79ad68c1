/** Most bins that a series is kept in. */
export const MOST_BINS = 512;
/** A power of two, as all widths after it: times divide by it without rounding. */
const FIRST_WIDTH_SECONDS = 1 / 1024;

/** Rates of a few kinds over the time of a run, summed into bins of equal width that doubles as the run goes on. */
export interface RateBins {
  readonly widthSeconds: number;
  /** Room up to that time: pairs of bins are merged until it is in the last one at most. */
  reach(seconds: number): void;
  /** A rate held from one time to another; both are within reach. */
  add(kind: number, bitrate: number, fromSeconds: number, untilSeconds: number): void;
  /** Bits of a kind in each bin that begins before that time. */
  bitsUntil(kind: number, seconds: number): number[];
}

export function createRateBins(kinds: number): RateBins {
  const bits = new Float64Array(MOST_BINS * kinds);
  let width = FIRST_WIDTH_SECONDS;

  function merge(): void {
    for (let bin = 0; bin < MOST_BINS / 2; bin++)
      for (let kind = 0; kind < kinds; kind++) bits[bin * kinds + kind] = bits[2 * bin * kinds + kind]! + bits[(2 * bin + 1) * kinds + kind]!;
    bits.fill(0, (MOST_BINS / 2) * kinds);
    width *= 2;
  }

  return {
    get widthSeconds() {
      return width;
    },
    reach(seconds) {
      while (seconds > MOST_BINS * width) merge();
    },
    add(kind, bitrate, from, until) {
      for (let bin = Math.floor(from / width); from < until; bin++) {
        const edge = Math.min((bin + 1) * width, until);
        bits[bin * kinds + kind]! += bitrate * (edge - from);
        from = edge;
      }
    },
    bitsUntil: (kind, seconds) => Array.from({ length: Math.ceil(seconds / width) }, (_, bin) => bits[bin * kinds + kind]!),
  };
}
