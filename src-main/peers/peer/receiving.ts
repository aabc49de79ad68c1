import type { Connection } from '../connection/connection';
import type { Journal } from '../journal/journal';
import { pieceBytes, type Geometry } from '../metainfo/geometry';
import { createBlame } from '../storage/blame';
import type { PieceStore } from '../storage/pieceStore';
import type { Brain } from './brain/brain';
import { createDownloads, type Downloads } from './downloads';
import { createPace } from './pace';

/** A neighbour by its row of the brain's table. */
export interface Neighbour {
  readonly row: number;
  /** Its number. */
  readonly remote: number;
  readonly connection: Connection;
}

export interface ReceivingOptions {
  readonly peer: number;
  readonly geometry: Geometry;
  readonly rows: number;
  readonly endGame: boolean;
  readonly brain: Brain;
  readonly store: PieceStore;
  readonly journal: Journal;
  readonly neighbourAt: (row: number) => Neighbour | undefined;
  readonly nowMs: () => number;
  readonly isOnline: () => boolean;
  /** A piece is whole, right and on disk. */
  readonly kept: (piece: number) => void;
  /** Pieces with blocks of these turned out wrong: they are to be let go, and not to be taken again. */
  readonly wrong: (piece: number, remotes: readonly number[]) => void;
  /** The disk failed. */
  readonly failed: (error: unknown) => void;
}

/** What one peer receives: it keeps requests open to everyone who unchokes it, puts pieces together, has them checked and kept. */
export interface Receiving {
  /** Asks for more where there is room in the pipeline. */
  fill(row: number): void;
  block(row: number, piece: number, begin: number, data: Uint8Array): void;
  /** The neighbour of that row chokes, or is gone. */
  drop(row: number): void;
  readonly missingBytes: Downloads['missingBytes'];
  readonly receivedBytes: number;
}

export function createReceiving(options: ReceivingOptions): Receiving {
  const { peer, geometry, rows, endGame, brain, store, journal, neighbourAt, nowMs } = options;
  const downloads = createDownloads(geometry, rows, endGame, brain, () => brain.heldCount);
  const blame = createBlame();
  const paces = Array.from({ length: rows }, createPace);
  /** Rows that unchoke us and have been asked for nothing. */
  const idle = new Set<number>();
  let wokenAt = 0;
  let receivedBytes = 0;

  const bitsOf = (piece: number) => (piece === geometry.pieceCount - 1 ? journal.header.lastPieceBits : journal.header.pieceBits);
  /** Bytes of a piece in bits of the scenario; all bytes of it are all bits of it, however rounded. */
  const scenarioBits = (piece: number, bytes: number) => (bytes / pieceBytes(geometry, piece)) * bitsOf(piece);

  function begin(row: number, remote: number, piece: number): void {
    const hadBits = bitsOf(piece) - scenarioBits(piece, downloads.missingBytes(piece));
    brain.began(row, piece, journal.began(peer, remote, piece, hadBits));
  }

  function ask(row: number): void {
    idle.delete(row);
    const neighbour = neighbourAt(row);
    if (!neighbour || neighbour.connection.isChoked || brain.wantedFrom(row) === 0) return;
    for (const request of downloads.fill(row, paces[row]!.depth, journal.now())) neighbour.connection.request(request);
    const piece = downloads.nextPiece(row);
    if (piece < 0) idle.add(row);
    else if (journal.flowPiece(peer, neighbour.remote) < 0) begin(row, neighbour.remote, piece);
  }

  /** Asks for more; and whoever stood idle, for want of a block that nobody else was asked for, may have one now. */
  function fill(row: number): void {
    ask(row);
    if (downloads.changes === wokenAt) return;
    wokenAt = downloads.changes;
    for (const other of [...idle]) if (other !== row) ask(other);
  }

  async function check(piece: number, bytes: Uint8Array, senders: ReadonlySet<number>, { row, remote }: Neighbour): Promise<void> {
    const isRight = await store.keep(piece, bytes);
    if (!isRight) return discard(piece, senders, remote);
    const needless = downloads.finish(piece);
    for (const one of needless) neighbourAt(one.row)?.connection.cancel(one.request.piece, one.request.begin);
    const next = downloads.nextPiece(row);
    // Also of a peer that has left meanwhile: it will find the piece on its disk.
    const line = journal.pieceCompleted(peer, remote, piece, next);
    if (!options.isOnline()) return;
    if (next >= 0) brain.began(row, next, line);
    brain.completed(piece);
    options.kept(piece);
    for (const one of needless) fill(one.row);
    fill(row);
  }

  function discard(piece: number, senders: ReadonlySet<number>, last: number): void {
    const needless = downloads.finish(piece);
    journal.rejected(peer, last, piece);
    brain.released(piece);
    options.wrong(piece, blame.failed(senders));
    for (const { row } of needless) fill(row);
  }

  return {
    fill,
    block(row, piece, begin_, data) {
      const neighbour = neighbourAt(row);
      if (!neighbour) return;
      receivedBytes += data.length;
      const bits = scenarioBits(piece, data.length);
      brain.received(row, bits);
      paces[row]!.arrived(nowMs());
      const isNews = downloads.isMissing(piece, begin_);
      if (isNews && journal.flowPiece(peer, neighbour.remote) !== piece) begin(row, neighbour.remote, piece);
      const fate = downloads.take(row, piece, begin_, data, neighbour.remote);
      if (fate === 'late') journal.cameTwice(peer, neighbour.remote, bits);
      else journal.came(peer, neighbour.remote, piece, bits);
      if (fate === 'whole') {
        const { bytes, senders } = downloads.assembly(piece)!;
        check(piece, bytes, senders, neighbour).catch(options.failed);
      }
      fill(row);
    },
    drop(row) {
      const neighbour = neighbourAt(row);
      downloads.drop(row);
      paces[row] = createPace();
      if (neighbour) journal.stopped(peer, neighbour.remote);
      fill(row);
    },
    missingBytes: downloads.missingBytes,
    get receivedBytes() {
      return receivedBytes;
    },
  };
}
