/** A run as a legend names it. */
export interface NamedRun {
  /** What can be said of it, the most telling first: kind of trait to words. Equal words: the runs do not differ in that. */
  readonly traits: ReadonlyMap<string, string>;
  /** Told only where all of that does not tell it from another run. */
  readonly otherwise: string;
}

/** More would be a description, not a name. */
const TRAITS_SAID = 4;

const isDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** Kinds of trait in which not all runs are alike, in the order in which they are first named. */
function differing(runs: readonly NamedRun[]): string[] {
  const kinds = new Set(runs.flatMap(({ traits }) => [...traits.keys()]));
  return [...kinds].filter((kind) => new Set(runs.map(({ traits }) => traits.get(kind))).size > 1);
}

/**
 * Names for runs that stand in one chart, which say only what differs between them: what all have in common is no news. Of many
 * differences the first few are told, and of the others those that are needed to tell two runs apart.
 * @returns a name for each run, in their order; for a run alone, or runs that are alike in all, its first trait
 */
export function differingNames(runs: readonly NamedRun[]): string[] {
  const kinds = differing(runs);
  const namesBy = (said: readonly string[]) => runs.map(({ traits }) => said.flatMap((kind) => traits.get(kind) ?? []).join(', '));
  const said = kinds.slice(0, TRAITS_SAID);
  let names = namesBy(said);
  for (const kind of kinds.slice(TRAITS_SAID)) {
    if (isDistinct(names)) break;
    const finer = namesBy([...said, kind]);
    if (new Set(finer).size === new Set(names).size) continue;
    said.push(kind);
    names = finer;
  }
  // A run that has none of what the others have, such as one without a change, goes by what it is.
  names = names.map((name, at) => name || (runs[at]!.traits.values().next().value ?? ''));
  const isTold = (name: string) => names.indexOf(name) === names.lastIndexOf(name) || new Set(runs.map((run) => run.otherwise)).size === 1;
  return names.map((name, at) => (isTold(name) ? name : [name, runs[at]!.otherwise].filter(Boolean).join(', ')));
}
