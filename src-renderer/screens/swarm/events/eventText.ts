import { AnnounceReason, ChokeReason, EventKind, LeaveReason, OffenceCode, PieceRule, RefusalReason, UnchokeReason, type TraceRow } from '@core/trace/index';
import type { DecisionWords } from '../decisions/decisionText';
import { rowText } from '../decisions/rowText';

const namesOf = (values: Readonly<Record<string, number>>): ReadonlyMap<number, string> => new Map(Object.entries(values).map(([name, value]) => [value, name]));

/** What the value of a row stands for, by kind. */
const cases: ReadonlyMap<EventKind, ReadonlyMap<number, string>> = new Map([
  [EventKind.joined, namesOf({ back: 1 })],
  [EventKind.left, namesOf(LeaveReason)],
  [EventKind.announced, namesOf(AnnounceReason)],
  [EventKind.refused, namesOf(RefusalReason)],
  [EventKind.unchoked, namesOf(UnchokeReason)],
  [EventKind.choked, namesOf(ChokeReason)],
  [EventKind.ended, namesOf({ incomplete: 0, complete: 1 })],
  [EventKind.strategyChanged, namesOf({ standard: 0, freeRider: 1 })],
  [EventKind.pieceSelectionChanged, namesOf(PieceRule)],
  [EventKind.offended, namesOf(OffenceCode)],
]);
const kindNames = namesOf(EventKind);

/** What a row says beyond who did what: why, or how much; empty: nothing. */
function detailOf({ kind, value }: Readonly<TraceRow>, { say, number, bitrate }: DecisionWords): string {
  const name = cases.get(kind)?.get(value);
  if (name !== undefined) return say(`events.detail.${kindNames.get(kind) ?? ''}.${name}`);
  switch (kind) {
    case EventKind.chokeRound:
      return say('events.detail.chokeRound', { n: number(value) });
    case EventKind.pieceCompleted:
      return value < 0 ? '' : say('events.detail.pieceCompleted', { next: value });
    case EventKind.uploadRateChanged:
    case EventKind.downloadRateChanged:
      return Number.isFinite(value) ? bitrate(value) : say('events.detail.unlimited');
    case EventKind.regularUnchokesChanged:
    case EventKind.optimisticUnchokesChanged:
      return number(value);
    default:
      return '';
  }
}

/** What happened in a row of the trace, and why: "Peer 3 unchokes Peer 7 (optimistic)". */
export function eventText(row: Readonly<TraceRow>, words: DecisionWords): string {
  const event = rowText(row, words);
  const detail = detailOf(row, words);
  return detail === '' ? event : words.say('events.detailed', { event, detail });
}
