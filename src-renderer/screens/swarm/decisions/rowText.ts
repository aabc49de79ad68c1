import { EventKind, type TraceRow } from '@core/trace/index';
import type { DecisionWords } from './decisionText';

const names = new Map(Object.entries(EventKind).map(([name, kind]) => [kind, name]));

/** What happened in a row of the trace, short enough for a link. */
export function rowText({ kind, subject, object, piece }: Readonly<TraceRow>, words: DecisionWords): string {
  const peer = subject < 0 ? '' : words.peer(subject);
  const other = object < 0 ? '' : words.peer(object);
  return words.say(`decision.row.${names.get(kind) ?? ''}`, { peer, other, piece });
}
