import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Piscina } from 'piscina';
import { holds, statisticalLaws, type Claim, type Law, type Measured } from '../../src-core/laws/statistics/index';
import type { LawRow } from './row';

/** Those that take longest begin first, so that the last thread is not left alone with one of them. */
const LONGEST_FIRST = ['S10', 'S9', 'S4', 'S2', 'S1'];

const rank = ({ id }: Law) => (LONGEST_FIRST.includes(id) ? LONGEST_FIRST.indexOf(id) : LONGEST_FIRST.length);
const inShort = (value: number) => (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString());

/** The limits of a claim: in words, and how far inside of each a number lies. */
function limitsOf({ atLeast, atMost, below }: Claim) {
  return [
    ...(atLeast === undefined ? [] : [{ sign: '≥', limit: atLeast, room: (found: number) => found - atLeast }]),
    ...(atMost === undefined ? [] : [{ sign: '≤', limit: atMost, room: (found: number) => atMost - found }]),
    ...(below === undefined ? [] : [{ sign: '<', limit: below, room: (found: number) => below - found }]),
  ];
}

/** The distance to the nearest limit as a share of that limit; in the number's own unit where the limit is 0. */
function marginOf(claim: Claim, found: number): string {
  const margins = limitsOf(claim).map(({ limit, room }) => ({ room: room(found), share: room(found) / Math.abs(limit), isZero: limit === 0 }));
  const [nearest] = margins.sort((a, b) => a.room - b.room);
  if (!nearest) return '';
  return nearest.isZero ? inShort(nearest.room) : `${(100 * nearest.share).toFixed(1)} %`;
}

function rowsOf(law: Law, measured: Measured): LawRow[] {
  return law.claims(measured).map((claim, k) => {
    const found = measured[claim.value] ?? NaN;
    const expected = limitsOf(claim).map(({ sign, limit }) => `${sign} ${inShort(limit)}`).join(' and ');
    return {
      law: k === 0 ? `${law.id} ${law.title}` : law.id,
      setting: k === 0 ? `${law.setting}; ${law.fullSeeds} seeds` : '',
      expected: `${claim.value} ${expected}`,
      measured: inShort(found),
      margin: marginOf(claim, found),
      holds: holds(measured, claim),
    };
  });
}

/**
 * Measures the statistical laws with all their seeds, a law on each core at a time.
 * @param isWanted by id, `S4`
 * @param say told of each law that is done
 */
export async function checkStatisticalLaws(isWanted: (id: string) => boolean, say: (line: string) => void): Promise<LawRow[]> {
  const laws = statisticalLaws.filter(({ id }) => isWanted(id));
  const rows = new Map<Law, LawRow[]>();
  const pool = new Piscina<string, Measured>({ filename: path.join(import.meta.dirname, 'lawWorker.ts'), minThreads: 1, maxThreads: availableParallelism() });
  const since = performance.now();
  try {
    await Promise.all([...laws].sort((a, b) => rank(a) - rank(b)).map(async (law) => {
      rows.set(law, rowsOf(law, await pool.run(law.id)));
      say(`${law.id} ${law.title}, ${Math.round((performance.now() - since) / 1000)} s since the first began`);
    }));
  } finally {
    await pool.destroy();
  }
  return laws.flatMap((law) => rows.get(law) ?? []);
}
