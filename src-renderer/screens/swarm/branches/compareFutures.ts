import type { Format } from '../../../composables/format';
import type { Sentence, Standing } from '../answer';

/** What became of the swarm in another future, beside what became of it. */
export function compareFutures({ run }: Standing, branch: Standing, name: string, format: Format): Sentence {
  const mine = run?.result?.makespanSeconds ?? null;
  const theirs = branch.run?.result?.makespanSeconds ?? null;
  if (theirs === null) {
    const values = { name, done: format.number(branch.completed), peers: format.number(branch.peers) };
    return { key: branch.run?.status === 'finished' ? 'branch.compare.stuck' : 'branch.compare.underWay', values };
  }
  const time = format.duration(theirs);
  if (mine === null) return { key: 'branch.compare.only', values: { name, time } };
  const difference = format.duration(Math.abs(theirs - mine));
  if (Math.abs(theirs - mine) < 0.5) return { key: 'branch.compare.same', values: { name, time } };
  return { key: theirs > mine ? 'branch.compare.later' : 'branch.compare.sooner', values: { name, time, difference } };
}
