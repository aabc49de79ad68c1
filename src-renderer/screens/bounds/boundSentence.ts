import type { BindingTerm, Bound, BoundTerm } from '@core/theory/index';

export type BoundOf = 'client-server' | 'peer-to-peer';

/** Which term decides a bound and by how much, as a sentence of the locale with its values; terms are named by the locale. */
export type BoundSentence =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'never'; readonly reason: NonNullable<Bound['reason']> }
  | { readonly kind: 'tie'; readonly terms: readonly BindingTerm[] }
  /** `next` is the largest of the other terms: what it would take if only that one were there. */
  | { readonly kind: 'binds'; readonly term: BindingTerm; readonly next: BindingTerm; readonly nextSeconds: number };

/** Says what decides a bound. */
export function boundSentence({ binding, tie, reason, terms }: Bound): BoundSentence {
  if (binding === null) return { kind: 'nobody' };
  if (reason) return { kind: 'never', reason };
  if (tie) return { kind: 'tie', terms: tie };
  const next = terms.filter(({ term }) => term !== binding).reduce<BoundTerm | null>((most, term) => (most && (most.seconds ?? 0) >= (term.seconds ?? 0) ? most : term), null);
  if (!next) return { kind: 'nobody' };
  return { kind: 'binds', term: binding, next: next.term, nextSeconds: next.seconds ?? 0 };
}
