import { parseQuantity } from '@core/base/index';
import type { Condition } from '@core/replay/index';
import { EventKind } from '@core/trace/index';

/** What one can run until. */
export type Goal = Condition | { readonly kind: 'time'; readonly seconds: number };

export const goalKinds = ['time', 'completed', 'lastCopy', 'choked', 'stall', 'event'] as const satisfies readonly Goal['kind'][];
export type GoalKind = (typeof goalKinds)[number];

/** What stands in the fields of the form. */
export interface GoalFields {
  readonly time: string;
  readonly peer: string;
  readonly by: string;
  readonly event: EventKind;
  /** So long nobody must have received anything. */
  readonly stallSeconds: number;
  /** Server and peers of the run. */
  readonly peerCount: number;
}

const clock = /^(?:(\d+):)?(\d+):([0-5]?\d(?:\.\d+)?)$/;

/** "1:30:00" as on the clock, or "90 min"; null: neither. */
export function readTime(text: string): number | null {
  const [, hours = '0', minutes, seconds] = clock.exec(text.trim()) ?? [];
  if (minutes !== undefined && seconds !== undefined) return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
  const parsed = parseQuantity(text, 'seconds');
  return parsed.ok && parsed.value !== null && parsed.value >= 0 ? parsed.value : null;
}

/** The number of a peer; null: any; undefined: there is no such peer. */
function readPeer(text: string, { peerCount }: GoalFields): number | null | undefined {
  if (text.trim() === '') return null;
  const peer = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  return peer < peerCount ? peer : undefined;
}

/** What the form asks for; null: something in it is no value. */
export function goalOf(kind: GoalKind, fields: GoalFields): Goal | null {
  const peer = readPeer(fields.peer, fields);
  const by = readPeer(fields.by, fields);
  switch (kind) {
    case 'time': {
      const seconds = readTime(fields.time);
      return seconds === null ? null : { kind, seconds };
    }
    case 'completed':
      return peer === undefined ? null : { kind, peer };
    case 'choked':
      return peer === undefined || by === undefined ? null : { kind, peer, by };
    case 'lastCopy':
      return { kind };
    case 'stall':
      return { kind, forSeconds: fields.stallSeconds };
    case 'event':
      return { kind, event: fields.event };
  }
}

/** Kinds of events by their names, in the order of the list. */
export const eventKinds = Object.entries(EventKind).map(([name, kind]) => ({ name, kind }));
