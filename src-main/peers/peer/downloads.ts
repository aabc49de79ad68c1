import type { BlockRequest } from '../connection/uploadQueue';
import { blockBytes, BLOCK_BYTES, pieceBytes, type Geometry } from '../metainfo/geometry';
import { assemblePiece, type PieceAssembly } from '../storage/pieceAssembly';

/** Chooses pieces; `Brain` does. */
export interface PieceChooser {
  pick(row: number, now: number): number;
  help(row: number, underWay: readonly number[], now: number): number;
  released(piece: number): void;
  rowHolds(row: number, piece: number): boolean;
}

/** What became of a block that came. `late`: not asked for any more, or there already. */
export type BlockFate = 'kept' | 'whole' | 'late';

/**
 * Blocks and pipelines: the plumbing between the pieces that the brain chooses and the messages that ask for them. Of each row
 * it keeps what was asked for, in order; a piece may come from several rows.
 */
export interface Downloads {
  /** Blocks to ask the neighbour of that row for now, until `depth` are outstanding. */
  fill(row: number, depth: number, now: number): BlockRequest[];
  /** A block has come from that row. */
  take(row: number, piece: number, begin: number, data: Uint8Array, sender: number): BlockFate;
  /** Whether a block of that offset would be of use. */
  isMissing(piece: number, begin: number): boolean;
  /** The neighbour chokes or is gone: nothing more comes from it; what came is kept. */
  drop(row: number): void;
  /** The piece is done with: whole and right, or thrown away. @returns blocks that other rows need not send any more */
  finish(piece: number): { readonly row: number; readonly request: BlockRequest }[];
  assembly(piece: number): PieceAssembly | undefined;
  missingBytes(piece: number): number;
  /** How often blocks have become free to ask others for. */
  readonly changes: number;
  /** The piece that the next block from that row belongs to, or -1. */
  nextPiece(row: number): number;
}

interface UnderWay {
  readonly assembly: PieceAssembly;
  /** Rows that were asked for blocks of it. */
  readonly rows: Set<number>;
  /** By block: rows that were asked for it and have not sent it. */
  readonly asked: Map<number, Set<number>>;
}

/** A block is asked of so many at once, in the end game. */
const MOST_ASKED = 2;

/** @param endGame whether rows that have nothing of their own to send help with pieces that others send */
export function createDownloads(geometry: Geometry, rows: number, endGame: boolean, chooser: PieceChooser, heldCount: () => number): Downloads {
  const underWay = new Map<number, UnderWay>();
  const requests = Array.from({ length: rows }, (): BlockRequest[] => []);
  const pieces = Array.from({ length: rows }, (): number[] => []);

  let changes = 0;

  const requestOf = (piece: number, begin: number): BlockRequest => ({ piece, begin, lengthBytes: blockBytes(geometry, piece, begin) });

  /** The first missing block of a piece that at most `most` were asked for, none of them this row. */
  function blockOf(piece: number, row: number, most: number): BlockRequest | null {
    const { assembly, asked } = underWay.get(piece)!;
    for (let begin = assembly.firstMissing(0); begin >= 0; begin = assembly.firstMissing(begin + BLOCK_BYTES)) {
      const by = asked.get(begin);
      if ((by?.size ?? 0) <= most && !by?.has(row)) return requestOf(piece, begin);
    }
    return null;
  }

  function work(row: number, piece: number): void {
    const known = underWay.get(piece);
    const now = known ?? { assembly: assemblePiece(geometry, piece), rows: new Set<number>(), asked: new Map<number, Set<number>>() };
    if (!known) underWay.set(piece, now);
    changes++;
    now.rows.add(row);
    if (!pieces[row]!.includes(piece)) pieces[row]!.push(piece);
  }

  /** Pieces that others send, of which this row could send a block that is asked of at most `most`. */
  function helpable(row: number, most: number): number[] {
    return [...underWay.keys()].filter((piece) => chooser.rowHolds(row, piece) && underWay.get(piece)!.rows.size > 0 && blockOf(piece, row, most) !== null);
  }

  function helpWith(row: number, most: number, now: number): BlockRequest | null {
    const piece = chooser.help(row, helpable(row, most), now);
    if (piece < 0) return null;
    work(row, piece);
    return blockOf(piece, row, most);
  }

  function next(row: number, now: number): BlockRequest | null {
    for (const piece of pieces[row]!) {
      const block = blockOf(piece, row, 0);
      if (block) return block;
    }
    const piece = chooser.pick(row, now);
    if (piece >= 0) {
      work(row, piece);
      return blockOf(piece, row, 0);
    }
    if (!endGame) return null;
    const own = helpWith(row, 0, now);
    // Twice only when everything that is missing is asked for already: until then doing without is cheaper.
    return own ?? (heldCount() + underWay.size === geometry.pieceCount ? helpWith(row, MOST_ASKED - 1, now) : null);
  }

  return {
    fill(row, depth, now) {
      const asked: BlockRequest[] = [];
      while (requests[row]!.length < depth) {
        const request = next(row, now);
        if (!request) break;
        const { asked: byBlock } = underWay.get(request.piece)!;
        byBlock.set(request.begin, (byBlock.get(request.begin) ?? new Set()).add(row));
        requests[row]!.push(request);
        asked.push(request);
      }
      return asked;
    },
    take(row, piece, begin, data, sender) {
      const at = requests[row]!.findIndex((request) => request.piece === piece && request.begin === begin);
      if (at >= 0) requests[row]!.splice(at, 1);
      const now = underWay.get(piece);
      now?.asked.get(begin)?.delete(row);
      if (!now?.assembly.put(begin, data, sender)) return 'late';
      return now.assembly.isWhole ? 'whole' : 'kept';
    },
    isMissing: (piece, begin) => underWay.get(piece)?.assembly.isMissing(begin) ?? false,
    drop(row) {
      if (pieces[row]!.length > 0) changes++;
      for (const { piece, begin } of requests[row]!) underWay.get(piece)?.asked.get(begin)?.delete(row);
      requests[row] = [];
      for (const piece of pieces[row]!) {
        const now = underWay.get(piece);
        now?.rows.delete(row);
        if (now && now.rows.size === 0 && !now.assembly.isWhole) chooser.released(piece);
      }
      pieces[row] = [];
    },
    finish(piece) {
      const now = underWay.get(piece);
      underWay.delete(piece);
      changes++;
      const needless: { row: number; request: BlockRequest }[] = [];
      for (const row of now?.rows ?? []) {
        pieces[row] = pieces[row]!.filter((one) => one !== piece);
        for (const request of requests[row]!) if (request.piece === piece) needless.push({ row, request });
        requests[row] = requests[row]!.filter((request) => request.piece !== piece);
      }
      return needless;
    },
    assembly: (piece) => underWay.get(piece)?.assembly,
    missingBytes(piece) {
      const now = underWay.get(piece);
      return pieceBytes(geometry, piece) - (now ? now.assembly.heldBytes : 0);
    },
    get changes() {
      return changes;
    },
    nextPiece: (row) => requests[row]![0]?.piece ?? -1,
  };
}
