import type { RealScale } from '@core/messages/index';
import { pieceCount, type Scenario } from '@core/scenario/index';
import type { Format } from '../../composables/format';
import type { Values } from '../../composables/useText';

/** A line of what a real run will be: keys of `real.sheet`. */
export interface ScaleFact {
  readonly key: 'takes' | 'time' | 'file' | 'disk';
  readonly values: Values;
  /** How many are spoken of, where the sentence has a form for one. */
  readonly plural?: number;
}

const MEBIBYTE = 1024 ** 2;
/** Times up to here are told in full; beyond, the last seconds do not matter to who decides whether to wait. */
const EXACT_SECONDS = 10;

/** Rounded up to whole seconds, and from ten on to fives: a promise, not a measurement. */
export const foretold = (seconds: number): number => (seconds <= EXACT_SECONDS ? Math.max(1, Math.ceil(seconds)) : 5 * Math.ceil(seconds / 5));

/** What one must know of the scale of a real run before it starts. */
export function scaleFacts({ content }: Scenario, { expectedSeconds, timeScale, lengthBytes, diskBytes }: RealScale, { duration, size, number }: Format): readonly ScaleFact[] {
  const pieces = pieceCount(content);
  return [
    { key: 'takes', values: { time: duration(foretold(expectedSeconds)) } },
    { key: 'time', values: { time: duration(1 / timeScale) } },
    { key: 'file', values: { size: size(8 * lengthBytes), whole: size(content.sizeBits), pieces: number(pieces) }, plural: pieces },
    { key: 'disk', values: { n: number(Math.ceil(diskBytes / MEBIBYTE)) } },
  ];
}
