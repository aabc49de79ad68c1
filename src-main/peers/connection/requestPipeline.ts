import type { Fault } from '../parsed';
import type { BlockRequest } from './uploadQueue';

/** Requests kept open at least, so that the sender is never without one (BEP 3 speaks of 5; fast links want more). */
export const LEAST_OPEN = 10;
export const MOST_OPEN = 250;
/** Blocks that were never asked for, and for which a neighbour is let go: they are not stored, but they use the link. */
export const MOST_UNASKED = 64;
/** So many requests that were given up are remembered, for answers that are under way. */
const MOST_GIVEN_UP = 2 * MOST_OPEN;
const WINDOW_MS = 1_000;

/** What came of a block: asked for; given up meanwhile (choked, cancelled); or never asked for. */
export type BlockAnswer = 'asked' | 'givenUp' | 'unasked';

/** What we have asked one neighbour for. */
export interface RequestPipeline {
  readonly open: readonly BlockRequest[];
  /** How many requests to keep open: what the neighbour lately sent in a second, from 10 to 250. */
  readonly depth: number;
  isOpen(piece: number, begin: number): boolean;
  asked(request: BlockRequest, nowMs: number): void;
  /** A block has come. It must fit a request in piece, offset and length. */
  answered(block: BlockRequest, nowMs: number): BlockAnswer;
  /** Gives one up; its answer may be under way. */
  giveUp(piece: number, begin: number): void;
  /** Gives all up: we were choked. @returns them, for the picker */
  giveUpAll(): readonly BlockRequest[];
  /** Milliseconds that the oldest open request has waited; 0: none is open. */
  waitedMs(nowMs: number): number;
  /** Why the neighbour is to be let go, or null. */
  readonly fault: Fault<'unaskedBlocks'> | null;
}

export function createRequestPipeline(): RequestPipeline {
  // A block's length follows from where it begins: piece and offset are its name.
  const open = new Map<string, BlockRequest & { readonly atMs: number }>();
  const givenUp = new Map<string, BlockRequest>();
  const keyOf = (piece: number, begin: number) => `${piece}:${begin}`;
  let unasked = 0;
  let depth = LEAST_OPEN;
  let windowStartMs = 0;
  let inWindow = 0;

  function countBlock(nowMs: number): void {
    const elapsedMs = nowMs - windowStartMs;
    if (elapsedMs >= WINDOW_MS) {
      depth = Math.min(MOST_OPEN, Math.max(LEAST_OPEN, Math.ceil((inWindow / elapsedMs) * WINDOW_MS)));
      windowStartMs = nowMs;
      inWindow = 0;
    }
    inWindow++;
  }

  function strikeOut(from: Map<string, BlockRequest>, block: BlockRequest): boolean {
    const key = keyOf(block.piece, block.begin);
    return from.get(key)?.lengthBytes === block.lengthBytes && from.delete(key);
  }

  function remember(request: BlockRequest): void {
    givenUp.set(keyOf(request.piece, request.begin), request);
    if (givenUp.size <= MOST_GIVEN_UP) return;
    for (const oldest of givenUp.keys()) return void givenUp.delete(oldest);
  }

  return {
    get open() {
      return [...open.values()];
    },
    get depth() {
      return depth;
    },
    isOpen: (piece, begin) => open.has(keyOf(piece, begin)),
    asked(request, nowMs) {
      if (windowStartMs === 0) windowStartMs = nowMs;
      givenUp.delete(keyOf(request.piece, request.begin));
      open.set(keyOf(request.piece, request.begin), { ...request, atMs: nowMs });
    },
    answered(block, nowMs) {
      if (strikeOut(open, block)) {
        countBlock(nowMs);
        return 'asked';
      }
      if (strikeOut(givenUp, block)) return 'givenUp';
      unasked++;
      return 'unasked';
    },
    giveUp(piece, begin) {
      const request = open.get(keyOf(piece, begin));
      if (!request) return;
      open.delete(keyOf(piece, begin));
      remember(request);
    },
    giveUpAll() {
      const all = [...open.values()];
      for (const request of all) remember(request);
      open.clear();
      return all;
    },
    waitedMs(nowMs) {
      for (const { atMs } of open.values()) return nowMs - atMs;
      return 0;
    },
    get fault(): Fault<'unaskedBlocks'> | null {
      return unasked > MOST_UNASKED ? { code: 'unaskedBlocks', detail: unasked } : null;
    },
  };
}
