/** Bisections after which a double has no bits left to decide. */
const BISECTIONS = 60;

/**
 * P(|T| <= t) of Student's distribution with whole degrees of freedom, t = sqrt(freedom) tan(angle): a finite sum, no
 * special function needed.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
function centralProbability(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/**
 * The t that a Student variable exceeds in absolute value with probability 1 - `confidence`.
 * @param confidence 0 < confidence < 1, e.g. 0.95
 * @param freedom degrees of freedom, a whole number >= 1
 */
export function tQuantile(confidence: number, freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < BISECTIONS; step++) {
    const angle = (low + high) / 2;
    if (centralProbability(angle, freedom) < confidence) low = angle;
    else high = angle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}
