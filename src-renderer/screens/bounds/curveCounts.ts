const LEADING = [1, 2, 5];
const SMALLEST_END = 20;
const POINTS = 120;

/** Where the axis of N ends: a round number with room beyond `peers`, so that it keeps still while N is dragged. */
export function curveEnd(peers: number): number {
  const wanted = Math.max(SMALLEST_END, peers * 1.2);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return (LEADING.find((digit) => digit * decade >= wanted) ?? 10) * decade;
}

/** The numbers of peers at which a curve is computed: all of a short axis, else evenly spread on the scale that is shown. */
export function curveCounts(peers: number, scale: 'linear' | 'log'): readonly number[] {
  const end = curveEnd(peers);
  if (end <= POINTS) return Array.from({ length: end }, (_, at) => at + 1);
  const at = (part: number): number => (scale === 'log' ? end ** part : 1 + (end - 1) * part);
  return [...new Set(Array.from({ length: POINTS }, (_, step) => Math.round(at(step / (POINTS - 1)))))];
}
