import type { Result } from '../base/index';
import { MAX_PEERS } from '../scenario/index';

/** So many points a curve may have. */
const MAX_COUNTS = 100_000;
const oneOrRange = /^(\d{1,9})(?:\.\.(\d{1,9})(?:\.\.(\d{1,9}))?)?$/;

/**
 * Numbers of peers as a person writes them: `1..35`, `10..100..10`, `10,100,1000`, or several of these with commas.
 * @returns the numbers in the order written
 */
export function parsePeerCounts(text: string): Result<number[]> {
  const refuse: Result<number[]> = { ok: false, issues: [{ code: 'peerCounts', path: '', found: text, allowed: { max: MAX_PEERS, counts: MAX_COUNTS } }] };
  const counts: number[] = [];
  for (const item of text.split(',')) {
    const found = oneOrRange.exec(item.trim());
    if (!found) return refuse;
    const from = Number(found[1]);
    const until = Number(found[2] ?? from);
    const step = Number(found[3] ?? 1);
    if (until < from || step < 1 || until > MAX_PEERS || counts.length + (until - from) / step >= MAX_COUNTS) return refuse;
    for (let count = from; count <= until; count += step) counts.push(count);
  }
  return { ok: true, value: counts, warnings: [] };
}
