import type { Decision } from '@core/messages/index';
import type { Protocol } from '@core/scenario/index';
import type { ChartWords } from '../../../charts/words';

/** What a decision is worded with. */
export interface DecisionWords extends ChartWords {
  /** A point in time. */
  clock(seconds: number): string;
  /** A peer by its name. */
  peer(peer: number): string;
}

/** A line of the table of candidates. */
export interface CandidateLine {
  readonly key: number;
  /** The candidate, where it is a peer. */
  readonly peer: number | null;
  readonly isChosen: boolean;
  readonly cells: readonly string[];
}

export interface CandidateTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly lines: readonly CandidateLine[];
}

/** A decision as the card says it. */
export interface DecisionText {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Null: there was nothing to choose from. */
  readonly table: CandidateTable | null;
}

/** Words one kind of decision. */
export type Wording<Kind extends Decision['kind']> = (
  decision: Extract<Decision, { kind: Kind }>, protocol: Protocol, words: DecisionWords,
) => DecisionText;

/** So many names stand in a sentence; the table has all. */
const NAMED = 5;

/** "a, b, c and 3 more" */
export function listOf(names: readonly string[], { say }: DecisionWords): string {
  const list = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? say('decision.more', { list, n: names.length - NAMED }) : list;
}

/** The sentences that there are. */
export const sentencesOf = (...sentences: readonly (string | false)[]): string[] => sentences.filter((sentence) => sentence !== false);
