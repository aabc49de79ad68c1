import type { BindingTerm, Bounds } from '@core/theory/index';
import type { BoundOf } from './boundSentence';

/** One term of a bound as a bar. */
export interface BarRow {
  readonly term: BindingTerm;
  /** Null is infinite: the bar has no end. */
  readonly seconds: number | null;
  /** Length of the bar, 0..1, on a scale that both architectures share. */
  readonly fraction: number;
  readonly isBinding: boolean;
}

/** The bars of both bounds on one scale: the longest of all is 1. */
export function barRows(bounds: Bounds): Readonly<Record<BoundOf, readonly BarRow[]>> {
  const { clientServer, peerToPeer } = bounds;
  const longest = Math.max(...[...clientServer.terms, ...peerToPeer.terms].map(({ seconds }) => seconds ?? 0));
  const rowsOf = ({ terms, binding, tie }: Bounds['clientServer']): BarRow[] =>
    terms.map(({ term, seconds }) => ({
      term,
      seconds,
      fraction: seconds === null ? 1 : longest === 0 ? 0 : seconds / longest,
      isBinding: tie?.includes(term) ?? term === binding,
    }));
  return { 'client-server': rowsOf(clientServer), 'peer-to-peer': rowsOf(peerToPeer) };
}
