import type { Facts } from './facts';

/** A piece on its way from one peer to another. */
export interface Sending {
  readonly from: number;
  readonly to: number;
  readonly piece: number;
  bits: number;
}

/** Who is there, who holds what, who knows, serves and feeds whom: kept in plain sets, slow and easy to trust. */
export function createScene(facts: Facts) {
  const peers = Array.from({ length: facts.peers }, (_, peer) => peer);
  const everything = Array.from({ length: facts.pieces }, (_, piece) => piece);
  const online = new Set<number>();
  const held = peers.map((peer) => new Set(peer === 0 ? everything : []));
  const neighbours = peers.map(() => new Set<number>());
  const served = peers.map(() => new Map<number, 'regular' | 'optimistic'>());
  const sendings = new Map<string, Sending>();
  /** Bits that a peer got of a piece in transfers that are over. */
  const partial = peers.map(() => new Map<number, number>());

  const into = (to: number, piece: number) => [...sendings.values()].filter((one) => one.to === to && one.piece === piece);
  return {
    peers,
    everything,
    online,
    held,
    neighbours,
    served,
    sendings,
    partial,
    sending: (from: number, to: number) => sendings.get(`${from}>${to}`),
    begin: (from: number, to: number, piece: number) => sendings.set(`${from}>${to}`, { from, to, piece, bits: 0 }),
    cease: (from: number, to: number) => sendings.delete(`${from}>${to}`),
    /** Transfers of a piece to a peer that are going on. */
    into,
    /** Bits that a peer has of a piece that it does not hold. */
    came: (to: number, piece: number) => (partial[to]!.get(piece) ?? 0) + into(to, piece).reduce((sum, { bits }) => sum + bits, 0),
    /** Pieces that a peer has begun and that nobody sends it now. */
    begun: (to: number) => [...partial[to]!.keys()].filter((piece) => into(to, piece).length === 0),
    wants: (peer: number, other: number) => [...held[other]!].some((piece) => !held[peer]!.has(piece)),
    /** Copies of a piece among the neighbours of a peer. */
    copies: (peer: number, piece: number) => [...neighbours[peer]!].filter((other) => held[other]!.has(piece)).length,
    slotsUsed: (peer: number, kind: 'regular' | 'optimistic') => [...served[peer]!.values()].filter((slot) => slot === kind).length,
  };
}

export type Scene = ReturnType<typeof createScene>;
