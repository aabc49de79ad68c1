import { z } from 'zod';
import { asciiBytes, asciiText, bytesOf } from '../base/index';
import { createChunk } from './chunk';
import { createTraceReader, createTraceRow } from './reader';
import { createRowPredictor } from './rowPredictor';
import { ARCHITECTURES, CHUNK_ROWS, type Trace, type TraceChunk, type TraceHeader } from './types';

// Before the first schema: the window's content policy refuses functions made from text.
z.config({ jitless: true });

const MAGIC = 'SWARMTR2';
/** Stands in the column of whole values for one that is not a whole number of 32 bits and lies in the list of others. */
const NOT_WHOLE = -0x8000_0000;

/**
 * The columns of a file, each of 32-bit words (kinds: bytes): differences from what the rows before lead one to expect, mostly 0.
 * Times are differences of their bit patterns, which grow with them. Bytes of equal weight stand together (`planesOf`), so that
 * a general compressor finds them; who writes the file compresses.
 */
interface Columns {
  readonly kind: Uint8Array;
  readonly timeHigh: Int32Array;
  readonly timeLow: Int32Array;
  readonly subject: Int32Array;
  readonly object: Int32Array;
  readonly piece: Int32Array;
  readonly cause: Int32Array;
  readonly value: Int32Array;
}

const WORDS = ['timeHigh', 'timeLow', 'subject', 'object', 'piece', 'cause', 'value'] as const;

function createColumns(rows: number): Columns {
  const words = () => new Int32Array(rows);
  return { kind: new Uint8Array(rows), timeHigh: words(), timeLow: words(), subject: words(), object: words(), piece: words(), cause: words(), value: words() };
}

/** All lowest bytes of the words, then all second ones, and so on. */
function planesOf(words: Int32Array): Uint8Array {
  const planes = new Uint8Array(words.length * 4);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    planes[at] = word;
    planes[words.length + at] = word >>> 8;
    planes[2 * words.length + at] = word >>> 16;
    planes[3 * words.length + at] = word >>> 24;
  }
  return planes;
}

function wordsOf(planes: Uint8Array, into: Int32Array): void {
  const count = into.length;
  for (let at = 0; at < count; at++)
    into[at] = planes[at]! | (planes[count + at]! << 8) | (planes[2 * count + at]! << 16) | (planes[3 * count + at]! << 24);
}

/** The bit pattern of a time as two words. */
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** Bytes of a trace for a file, to be compressed by whoever writes it. */
export function encodeTrace(trace: Trace): Uint8Array {
  const { header, rowCount } = trace;
  const columns = createColumns(rowCount);
  const others: number[] = [];
  const predictor = createRowPredictor(header.peerCount);
  const reader = createTraceReader(header, trace.chunks);
  const from = createTraceRow();
  let high = 0;
  let low = 0;
  for (let row = 0; row < rowCount; row++) {
    reader.read(row, from);
    columns.kind[row] = from.kind;
    double[0] = from.timeSeconds;
    columns.timeLow[row] = halves[0]! - low;
    columns.timeHigh[row] = halves[1]! - high - (halves[0]! < low ? 1 : 0);
    low = halves[0]!;
    high = halves[1]!;
    columns.subject[row] = from.subject;
    columns.object[row] = from.object;
    predictor.look(from.kind, from.subject, from.object);
    columns.piece[row] = from.piece - predictor.piece;
    columns.cause[row] = from.cause === predictor.cause ? 0 : row - from.cause;
    const whole = Number.isInteger(from.value) && Math.abs(from.value) < -NOT_WHOLE && !Object.is(from.value, -0);
    columns.value[row] = whole ? from.value : NOT_WHOLE;
    if (!whole) others.push(from.value);
    predictor.learn(row, from.piece, from.value);
  }
  const head = asciiBytes(JSON.stringify({ ...header, groupOf: [...header.groupOf], digest: trace.digest, rowCount, others: others.length }));
  return concat([asciiBytes(MAGIC), bytesOf(new Uint32Array([head.length])), head, columns.kind, ...WORDS.map((name) => planesOf(columns[name])), bytesOf(Float64Array.from(others))]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The trace in those bytes. Whether its rows fit a swarm is the replay's to check.
 * @throws RangeError when the bytes are not a whole trace
 */
export function decodeTrace(bytes: Uint8Array): Trace {
  const start = MAGIC.length + 4;
  if (bytes.length < start || asciiText(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new RangeError('not a trace');
  let at = start + new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('the trace is cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  if (at > bytes.length) throw new RangeError('the trace is cut off');
  const { groupOf, digest, rowCount, others: otherCount, ...facts } = readHead(asciiText(bytes.subarray(start, at)));
  if (at + rowCount * (1 + 4 * WORDS.length) + otherCount * 8 !== bytes.length) throw new RangeError('the trace is cut off');
  const columns = createColumns(rowCount);
  columns.kind.set(take(rowCount));
  for (const name of WORDS) wordsOf(take(rowCount * 4), columns[name]);
  const others = new Float64Array(otherCount);
  bytesOf(others).set(take(others.byteLength));
  const header: TraceHeader = { ...facts, groupOf: Int32Array.from(groupOf) };
  const trace = { header, chunks: chunksOf(header, columns, others), rowCount, digest };
  if (columns.value.filter((value) => value === NOT_WHOLE).length !== otherCount) throw new RangeError('the trace lacks values');
  return trace;
}

const count = z.int().min(0);
const headSchema = z.strictObject({
  architecture: z.enum(ARCHITECTURES),
  engineVersion: z.string().max(100),
  randomSeed: count,
  peerCount: count.min(1),
  pieceCount: count.min(1),
  pieceBits: count.min(1),
  lastPieceBits: count.min(1),
  groupOf: z.array(z.int().min(-1)),
  outside: z.array(z.string().max(200)).max(100).optional(),
  digest: z.string().max(100),
  rowCount: count,
  others: count,
});

/** What stands before the columns, from wherever it comes. */
function readHead(text: string): z.infer<typeof headSchema> {
  let head: unknown;
  try {
    head = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RangeError('the head of the trace is no JSON', { cause: error });
    throw error;
  }
  const read = headSchema.safeParse(head);
  if (!read.success || read.data.groupOf.length !== read.data.peerCount) throw new RangeError('the head of the trace is that of no trace');
  return read.data;
}

function chunksOf(header: TraceHeader, columns: Columns, others: Float64Array): TraceChunk[] {
  const rowCount = columns.kind.length;
  const predictor = createRowPredictor(header.peerCount);
  const chunks: TraceChunk[] = [];
  let other = 0;
  let high = 0;
  let low = 0;
  for (let first = 0; first < rowCount; first += CHUNK_ROWS) {
    const chunk = createChunk(Math.min(CHUNK_ROWS, rowCount - first), header);
    for (let at = 0; at < chunk.kind.length; at++) {
      const row = first + at;
      const lowSum = low + (columns.timeLow[row]! >>> 0);
      low = lowSum >>> 0;
      high = (high + columns.timeHigh[row]! + (lowSum > 0xffffffff ? 1 : 0)) >>> 0;
      halves[0] = low;
      halves[1] = high;
      chunk.timeSeconds[at] = double[0]!;
      const kind = (chunk.kind[at] = columns.kind[row]!);
      const subject = (chunk.subject[at] = columns.subject[row]!);
      const object = (chunk.object[at] = columns.object[row]!);
      predictor.look(kind, subject, object);
      const piece = (chunk.piece[at] = columns.piece[row]! + predictor.piece);
      chunk.cause[at] = columns.cause[row] === 0 ? predictor.cause : row - columns.cause[row]!;
      const value = (chunk.value[at] = columns.value[row] === NOT_WHOLE ? others[other++]! : columns.value[row]!);
      predictor.learn(row, piece, value);
    }
    chunks.push(chunk);
  }
  return chunks;
}
