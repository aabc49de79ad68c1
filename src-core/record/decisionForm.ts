import { z } from 'zod';
import { asciiBytes, asciiText } from '../base/index';
import type { Decision } from '../policy/index';
import { createTraceReader, createTraceRow, EventKind, type Trace } from '../trace/index';
import { COLUMNS, writeDecision, type Column } from './decisionColumns';
import { createEye, createPen } from './numberColumns';
import { boundsOf, readDecision } from './readDecision';
import { asciiJson, squeeze, unsqueeze } from './squeeze';

z.config({ jitless: true });

/** What real peers decided and saw, oldest first: a run over sockets cannot be computed again to find out. */
export interface ToldDecisions {
  readonly decisions: readonly Decision[];
  /** Those that led to earlier rows may have been forgotten. */
  readonly fromRow: number;
  /** Choke rounds that were earlier may have been forgotten. */
  readonly fromSeconds: number;
}

/**
 * As many as an hour of a class makes, without the tracker's answers: those alone are as many in some ten minutes of waiting for guests, so
 * they are the first to be forgotten. A candidate takes about 50 bytes of memory, so all of them some 25 MB.
 */
export const MOST_CANDIDATES = 500_000;
export const weightOf = (decision: Decision): number =>
  1 + ('candidates' in decision ? decision.candidates.length : decision.kind === 'tracker' ? decision.offered.length : 0);

/** Of what is unpacked: room for the most candidates, with all digits. */
const MOST_BYTES = 64 * 1024 * 1024;
/** In a column: a connection has three in one of them, and a row for each candidate is rare. */
const MOST_NUMBERS = 4 * MOST_CANDIDATES;
const FORMAT = 'swarm-lab/decisions';
/** Given up at the first that is none: a fault told for each of millions takes a minute and gigabytes. */
const numbers = z.custom<readonly number[]>((value) => Array.isArray(value) && value.length <= MOST_NUMBERS && value.every((one) => Number.isFinite(one)), 'no column of numbers');
const formSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  fromRow: z.int().min(0),
  fromSeconds: z.number().min(0),
  columns: z.strictObject(Object.fromEntries(COLUMNS.map((name) => [name, numbers])) as Record<Column, typeof numbers>),
});

/** Rows that a decision leads to. */
const LEADS: Readonly<Record<Decision['kind'], readonly EventKind[]>> = {
  round: [EventKind.chokeRound, EventKind.unchoked, EventKind.choked],
  optimistic: [EventKind.unchoked, EventKind.choked],
  'free-slot': [EventKind.unchoked],
  piece: [EventKind.transferStarted, EventKind.pieceCompleted],
  connection: [EventKind.connected, EventKind.refused],
  tracker: [EventKind.offered],
};

/** Decisions as a text for a document. */
export function packDecisions({ decisions, fromRow, fromSeconds }: ToldDecisions): string {
  const pen = createPen(COLUMNS);
  for (const decision of decisions) writeDecision(pen, decision);
  return squeeze(asciiBytes(asciiJson({ format: FORMAT, version: 1, fromRow, fromSeconds, columns: pen.columns })));
}

/**
 * The decisions that a text from anywhere stands for. Each must have led to the rows of the trace that it names.
 * @throws RangeError (TooLongError among them)
 */
export function unpackDecisions(text: string, trace: Trace): ToldDecisions {
  const { fromRow, fromSeconds, columns } = readForm(asciiText(unsqueeze(text, MOST_BYTES)));
  const eye = createEye<Column>(columns);
  const bounds = boundsOf(trace, MOST_CANDIDATES);
  const decisions = columns.kind.map(() => readDecision(eye, bounds));
  eye.end();
  const reader = createTraceReader(trace.header, trace.chunks);
  const at = createTraceRow();
  for (const { kind, peer, rows } of decisions)
    for (const row of rows) {
      reader.read(row, at);
      if (at.subject !== peer || !LEADS[kind].includes(at.kind)) throw new RangeError(`row ${row} is none of a ${kind} of peer ${peer}`);
    }
  return { decisions, fromRow, fromSeconds };
}

function readForm(text: string): z.infer<typeof formSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RangeError('decisions that are no JSON', { cause: error });
    throw error;
  }
  const form = formSchema.safeParse(value);
  if (!form.success) throw new RangeError(z.prettifyError(form.error).split('\n')[0] ?? '');
  return form.data;
}
