import { createEventQueue, createStreams, lowestBit, wordsFor } from '@core/base/index';

const PENDING = 10_000;
const NEIGHBOURS = 40;
const PIECES = 1000;

/**
 * The work that no simulator of this kind gets around, and nothing else, once for each piece transfer: an event is popped and
 * another pushed with 10,000 pending; the piece is set and its count raised at each of 40 neighbours, with the state of
 * interest; one rarest-first choice is made over sets of 1,000 bits. Peers hold a random half of the pieces at first, so that
 * sets are as full as they are in the middle of a run.
 */
export function createKernel(peers: number) {
  const words = wordsFor(PIECES);
  const draw = createStreams(1, 1, 1).of(0, 0);
  const held = new Uint32Array(peers * words);
  const counts = new Uint8Array(peers * PIECES);
  const neighbour = Int32Array.from({ length: peers * NEIGHBOURS }, () => draw.below(peers));
  /** Pieces that the owner of the row lacks and its neighbour there holds, and the other way round. */
  const wanted = new Int32Array(peers * NEIGHBOURS);
  const offered = new Int32Array(peers * NEIGHBOURS);
  const ties = new Int32Array(PIECES);
  const queue = createEventQueue(PENDING);
  const subject = Int32Array.from({ length: PENDING }, () => draw.below(peers));

  for (let at = 0; at < held.length; at++) held[at] = draw.below(0x1_0000_0000);
  for (let row = 0; row < neighbour.length; row++) {
    const base = Math.floor(row / NEIGHBOURS) * PIECES;
    for (let piece = 0; piece < PIECES; piece++) if (holds(neighbour[row]!, piece)) counts[base + piece]!++;
  }
  for (let id = 0; id < PENDING; id++) queue.set(id, draw.fraction(), id);

  function holds(peer: number, piece: number): boolean {
    return ((held[peer * words + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1;
  }

  function rarest(peer: number, from: number): number {
    const base = peer * PIECES;
    let least = 0x10000;
    let equals = 0;
    for (let word = 0; word < words; word++) {
      let rest = held[from * words + word]! & ~held[peer * words + word]!;
      while (rest !== 0) {
        const piece = (word << 5) + lowestBit(rest);
        rest &= rest - 1;
        if (piece >= PIECES) break;
        const count = counts[base + piece]!;
        if (count > least) continue;
        if (count < least) {
          least = count;
          equals = 0;
        }
        ties[equals++] = piece;
      }
    }
    return equals === 0 ? -1 : ties[draw.below(equals)]!;
  }

  function arrive(peer: number, piece: number): void {
    held[peer * words + (piece >>> 5)]! |= 1 << (piece & 31);
    for (let row = peer * NEIGHBOURS; row < (peer + 1) * NEIGHBOURS; row++) {
      const other = neighbour[row]!;
      counts[other * PIECES + piece]!++;
      if (holds(other, piece)) wanted[row]!--;
      else offered[row]!++;
    }
  }

  /** Does the work of so many transfers. */
  return function run(transfers: number): void {
    for (let done = 0; done < transfers; ) {
      const id = queue.first();
      const now = queue.timeOf(id);
      queue.remove(id);
      const peer = subject[id]!;
      const piece = rarest(peer, neighbour[peer * NEIGHBOURS + draw.below(NEIGHBOURS)]!);
      if (piece >= 0) {
        arrive(peer, piece);
        done++;
      }
      subject[id] = draw.below(peers);
      queue.set(id, now + draw.fraction(), id);
    }
  };
}
