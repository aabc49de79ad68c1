import { peerIndex, type PeerGroup, type PeerRange } from '@core/scenario/index';
import { groupLetter } from '../../../canvas/peerNames';

/** Which peers a text names, or the part of it that names none. */
export type PeerChoice =
  | { readonly ok: true; readonly ranges: readonly PeerRange[]; readonly count: number }
  | { readonly ok: false; readonly problem: 'unknown' | 'number' | 'group' | 'backwards'; readonly found: string };

const everybody = /^(all|everybody|\*|모두|전체|전부)$/i;
const ofGroup = /^(?:group|그룹)\s+(.+)$/i;
const peerWord = /^(?:peers?|피어)\s+/i;
const span = /^(\d+)\s*(?:-|–|—|~|\.\.|to|부터)\s*(\d+)?\s*(?:까지)?$/i;
const quoted = /^["“'](.*)["”']$/;

/**
 * Reads `5-20`, `5-20, 33`, `group students`, `group B`, `all`, in English or Korean.
 * @returns the peers in ascending order, each once
 */
export function readPeerChoice(text: string, groups: readonly PeerGroup[]): PeerChoice {
  const index = peerIndex(groups);
  const ranges: PeerRange[] = [];
  for (const part of text.trim().replace(peerWord, '').split(/\s*[,;]\s*/)) {
    if (part === '') continue;
    const group = ofGroup.exec(part)?.[1];
    if (everybody.test(part)) ranges.push({ first: 1, last: index.count });
    else if (group !== undefined) {
      const name = (quoted.exec(group)?.[1] ?? group).toLowerCase();
      const named = groups.flatMap((one, at) => (one.name.toLowerCase() === name ? [at] : []));
      // A letter is meant only where no group has that name.
      const meant = named.length > 0 ? named : groups.flatMap((_, at) => (groupLetter(at).toLowerCase() === name ? [at] : []));
      if (meant.length === 0) return { ok: false, problem: 'group', found: group };
      ranges.push(...meant.flatMap((at) => index.range(at) ?? []));
    } else {
      const [, from, to] = span.exec(part) ?? (/^\d+$/.test(part) ? [part, part, part] : []);
      if (from === undefined) return { ok: false, problem: 'unknown', found: part };
      const range = { first: Number(from), last: to === undefined ? index.count : Number(to) };
      if (range.first < 1 || Math.max(range.first, range.last) > index.count) return { ok: false, problem: 'number', found: part };
      if (range.last < range.first) return { ok: false, problem: 'backwards', found: part };
      ranges.push(range);
    }
  }
  const merged = mergedRanges(ranges);
  return { ok: true, ranges: merged, count: countOf(merged) };
}

/** Ascending, without overlaps or gaps of nobody. */
export function mergedRanges(ranges: readonly PeerRange[]): PeerRange[] {
  const merged: PeerRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1);
    if (range.last < range.first) continue;
    if (last && range.first <= last.last + 1) merged[merged.length - 1] = { first: last.first, last: Math.max(last.last, range.last) };
    else merged.push(range);
  }
  return merged;
}

export const countOf = (ranges: readonly PeerRange[]): number => ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

export const isChosen = (ranges: readonly PeerRange[], peer: number): boolean => ranges.some(({ first, last }) => first <= peer && peer <= last);

/** The text of a choice, as `readPeerChoice` reads it: `5-20, 33`. */
export function peerChoiceText(ranges: readonly PeerRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}

/** Takes a peer in, or out if it was in. */
export function toggled(ranges: readonly PeerRange[], peer: number): PeerRange[] {
  if (!isChosen(ranges, peer)) return mergedRanges([...ranges, { first: peer, last: peer }]);
  return mergedRanges(ranges.flatMap(({ first, last }) => [{ first, last: Math.min(last, peer - 1) }, { first: Math.max(first, peer + 1), last }]));
}
