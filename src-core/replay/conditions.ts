import { CHUNK_ROWS, EventKind, type TraceChunk, type TraceReader } from '../trace/index';
import { Holdings } from './holdings';
import { meets, rowsOf, type RowFilter } from './rowFilter';

/** What one can wait for in a run. A peer that is null stands for any. */
export type Condition =
  /** A peer has every piece. */
  | { readonly kind: 'completed'; readonly peer: number | null }
  /** Somebody leaves and of a piece one copy is left online. (At the start the server's is the only one of all: that is not meant.) */
  | { readonly kind: 'lastCopy' }
  /** `by` chokes `peer`. */
  | { readonly kind: 'choked'; readonly peer: number | null; readonly by: number | null }
  /** For that long nobody receives anything while somebody online misses pieces; or until the run ends so. The event is the one that brings it about. */
  | { readonly kind: 'stall'; readonly forSeconds: number }
  /** Anything of that kind. */
  | { readonly kind: 'event'; readonly event: EventKind };

/** `waiting`: not in the rows so far; `reading`: not in those that were read, and there are more. */
export type Finding =
  | { readonly kind: 'found'; readonly row: number; readonly piece: number | null }
  | { readonly kind: 'waiting' | 'reading' };

/** Looks for a condition in a trace that may still grow. */
export interface Finder {
  /** Reads what has arrived since the last look, and of that only so many rows, so that nobody waits long for it. */
  look(mostRows?: number): Finding;
}

const WAITING: Finding = { kind: 'waiting' };
const READING: Finding = { kind: 'reading' };

/**
 * Finds the first row after `afterRow` with which a condition comes true.
 * @param afterRow -1: from the start
 */
export function createFinder(reader: TraceReader & { readonly chunks: readonly TraceChunk[] }, condition: Condition, afterRow: number): Finder {
  const test = testOf(reader, condition, afterRow);
  let row = test.firstRow;
  let finding = WAITING;
  return {
    look(mostRows = Infinity) {
      const until = Math.min(reader.rowCount, row + mostRows);
      for (; finding.kind === 'waiting' && row < until; row++)
        finding = test.read(reader.chunks[Math.floor(row / CHUNK_ROWS)]!, row % CHUNK_ROWS, row);
      return finding.kind === 'waiting' && row < reader.rowCount ? READING : finding;
    },
  };
}

/** Reads rows in their order until it has found what it looks for. */
interface Test {
  /** The first row that it has to know. */
  readonly firstRow: number;
  read(chunk: TraceChunk, at: number, row: number): Finding;
}

function testOf({ header }: TraceReader, condition: Condition, afterRow: number): Test {
  switch (condition.kind) {
    case 'completed':
      return rowTest(rowsOf([EventKind.completed], condition.peer === null ? [] : [condition.peer]), afterRow);
    case 'event':
      return rowTest(rowsOf([condition.event]), afterRow);
    case 'choked': {
      const { peer, by } = condition;
      return rowTest(rowsOf([EventKind.choked]), afterRow, (chunk, at) => (peer ?? chunk.object[at]) === chunk.object[at] && (by ?? chunk.subject[at]) === chunk.subject[at]);
    }
    case 'lastCopy':
      return new LastCopyTest(new Holdings(header), afterRow);
    case 'stall':
      return new StallTest(new Holdings(header), condition.forSeconds, afterRow);
  }
}

function rowTest(filter: RowFilter, afterRow: number, isMeant: (chunk: TraceChunk, at: number) => boolean = () => true): Test {
  return {
    firstRow: afterRow + 1,
    read: (chunk, at, row) => (meets(filter, chunk, at) && isMeant(chunk, at) ? { kind: 'found', row, piece: chunk.piece[at]! < 0 ? null : chunk.piece[at]! } : WAITING),
  };
}

function keepUp(holdings: Holdings, chunk: TraceChunk, at: number): void {
  const kind = chunk.kind[at]!;
  if (kind === EventKind.pieceCompleted || kind === EventKind.pieceShown) holdings.receive(chunk.subject[at]!, chunk.piece[at]!);
  else if (kind === EventKind.joined) holdings.join(chunk.subject[at]!);
  else if (kind === EventKind.left) holdings.leave(chunk.subject[at]!);
}

class LastCopyTest implements Test {
  readonly firstRow = 0;

  constructor(private readonly holdings: Holdings, private readonly afterRow: number) {}

  read(chunk: TraceChunk, at: number, row: number): Finding {
    const { holdings } = this;
    const peer = chunk.subject[at]!;
    const isLeaving = chunk.kind[at] === EventKind.left && holdings.online[peer] === 1;
    keepUp(holdings, chunk, at);
    if (!isLeaving || row <= this.afterRow) return WAITING;
    for (let piece = 0; piece < holdings.copies.length; piece++)
      if (holdings.copies[piece] === 1 && holdings.holds(peer, piece)) return { kind: 'found', row, piece };
    return WAITING;
  }
}

class StallTest implements Test {
  readonly firstRow = 0;
  private receiving = 0;
  private lacking = 0;
  /** Row and time from which on nobody has received anything; -1: somebody does, or nobody misses anything. */
  private sinceRow = -1;
  private sinceSeconds = 0;

  constructor(private readonly holdings: Holdings, private readonly forSeconds: number, private readonly afterRow: number) {}

  read(chunk: TraceChunk, at: number, row: number): Finding {
    const seconds = chunk.timeSeconds[at]!;
    const isMeant = this.sinceRow > this.afterRow;
    if (isMeant && (seconds - this.sinceSeconds >= this.forSeconds || chunk.kind[at] === EventKind.ended)) return { kind: 'found', row: this.sinceRow, piece: null };
    this.count(chunk, at);
    if (this.receiving > 0 || this.lacking === 0) this.sinceRow = -1;
    else if (this.sinceRow < 0) {
      this.sinceRow = row;
      this.sinceSeconds = seconds;
    }
    return WAITING;
  }

  private count(chunk: TraceChunk, at: number): void {
    const { holdings } = this;
    const peer = chunk.subject[at]!;
    const kind = chunk.kind[at]!;
    if (kind === EventKind.transferStarted) this.receiving++;
    else if (kind === EventKind.transferStopped || (kind === EventKind.pieceCompleted && chunk.value[at]! < 0)) this.receiving--;
    if (kind !== EventKind.joined && kind !== EventKind.left && kind !== EventKind.pieceCompleted && kind !== EventKind.pieceShown) return;
    this.lacking -= this.lacks(peer);
    keepUp(holdings, chunk, at);
    this.lacking += this.lacks(peer);
  }

  /** 1 while it is online and misses pieces. */
  private lacks(peer: number): number {
    return this.holdings.online[peer] === 1 && this.holdings.heldCount[peer]! < this.holdings.header.pieceCount ? 1 : 0;
  }
}
