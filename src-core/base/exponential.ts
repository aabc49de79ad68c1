import type { Draw } from './draw';

const LN2 = 0.6931471805599453;
/** Half the step of `Draw.fraction`: keeps the argument of the logarithm inside (0, 1). */
const HALF_STEP = 1 / 0x2_0000_0000;

/**
 * Natural logarithm of x in (0, 1] by + - * / alone: `Math.log` may differ in its last bit from engine to engine,
 * and a trace must not. Halvings bring x into [1/2, 1], then ln x = 2 artanh((x - 1) / (x + 1)).
 */
export function lnOfFraction(x: number): number {
  let halvings = 0;
  while (x < 0.5) {
    x *= 2;
    halvings++;
  }
  const z = (x - 1) / (x + 1);
  const square = z * z;
  let power = z;
  let sum = 0;
  for (let k = 1; k < 40; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 2 * sum - halvings * LN2;
}

/** An exponentially distributed number with that mean, in the unit of the mean; always > 0 for a mean > 0. */
export function drawExponential(draw: Draw, mean: number): number {
  return -mean * lnOfFraction(draw.fraction() + HALF_STEP);
}
