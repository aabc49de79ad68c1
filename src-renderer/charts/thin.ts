import { MAX_POINTS } from './spec';

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * At most `limit` points that draw the same line: of each run of points the lowest and the highest stay, and the ends always.
 * @param limit at least 4
 */
export function thin(points: Points, limit = MAX_POINTS): Points {
  const count = points.x.length;
  if (count <= limit) return points;
  const kept: number[] = [0];
  const buckets = Math.floor((limit - 2) / 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * (count - 2)) / buckets);
    const until = 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets);
    let low = from;
    let high = from;
    for (let at = from + 1; at < until; at++) {
      if (points.y[at]! < points.y[low]!) low = at;
      if (points.y[at]! > points.y[high]!) high = at;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  kept.push(count - 1);
  return { x: Float64Array.from(kept, (at) => points.x[at]!), y: Float64Array.from(kept, (at) => points.y[at]!) };
}
