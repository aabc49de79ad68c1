import { choice, group, integer, numberOrNull, number, text, variant, type FieldValue, type FieldValues } from './fieldKinds';
import { bitrate, moment, NAME_LENGTH, slots } from './fieldRanges';

/** A scenario has at most so many timed changes, and each of its branches too. */
export const MAX_CHANGES = 1000;
export const MAX_BRANCHES = 50;

/** When it happens. A change comes last of all that happens at its instant. */
const when = { atSeconds: number({ ...moment, default: 0, notes: 'M10' }) };
/** Number of the peer, from 1; the server has changes of its own. */
const whom = { ...when, peer: integer({ default: 1, min: 1, max: 1_000_000, unit: 'count', notes: 'M10' }) };

/**
 * What can happen to a run on the dot: somebody leaves or returns, a link gets another rate, a rule becomes another one.
 * All else goes on as it would have (`docs/model.md`).
 */
export const timedChange = variant({
  default: 'leave',
  variants: {
    /** It says so to the tracker, keeps its pieces, and stays away unless a later `return` brings it back. */
    leave: group(whom),
    /** Comes back with the pieces it had, or for the first time if it had not arrived yet. */
    return: group(whom),
    'peer-upload': group({ ...whom, uploadBitrate: number({ ...bitrate, default: 300e3, notes: 'M4' }) }),
    'peer-download': group({ ...whom, downloadBitrate: numberOrNull({ ...bitrate, default: 2e6, nullMeans: 'unlimited', notes: 'M4' }) }),
    strategy: group({ ...whom, strategy: choice({ default: 'free-rider', choices: ['standard', 'free-rider'], notes: 'M19' }) }),
    'server-leaves': group(when),
    'server-rate': group({ ...when, uploadBitrate: number({ ...bitrate, default: 30e6, notes: 'M2, M4' }) }),
    'piece-selection': group({
      ...when, pieceSelection: choice({ default: 'random', choices: ['rarest-first', 'random', 'in-order'], notes: 'M16' }),
    }),
    'regular-unchokes': group({ ...when, regularUnchokes: integer({ ...slots, default: 4, notes: 'M17' }) }),
    'optimistic-unchokes': group({ ...when, optimisticUnchokes: integer({ ...slots, default: 1, notes: 'M18' }) }),
  },
  notes: 'M10',
});

/** Another future of the scenario: what happens in it beyond the scenario's own changes. Until the first of them it shares the past. */
export const branch = group({ name: text({ default: '', maxLength: NAME_LENGTH, multiline: false, notes: '' }) });

export type TimedChange = FieldValue<typeof timedChange>;
export type TimedChangeKind = TimedChange['kind'];
export const timedChangeKinds = Object.keys(timedChange.variants) as readonly TimedChangeKind[];

export interface Branch extends FieldValues<typeof branch> {
  readonly changes: readonly TimedChange[];
}

/** In the order in which they happen; those of one instant in the order of the list. */
export function inOrder(changes: readonly TimedChange[]): TimedChange[] {
  return [...changes].sort((a, b) => a.atSeconds - b.atSeconds);
}

/** Rules of trading; all other changes alter who is there, or what the links can carry. */
const ruleKinds: ReadonlySet<TimedChangeKind> = new Set(['piece-selection', 'regular-unchokes', 'optimistic-unchokes']);

/** Whether it alters what the textbook's bounds depend on. */
export const touchesSetting = ({ kind }: TimedChange): boolean => !ruleKinds.has(kind);
