import { drawOf, pieceBitsOf, seatsOf, type Partial, type Peer, type Seat, type World } from './world.testKit';

/** Neighbours of a peer that hold a piece. */
function copies(peer: Peer, piece: number): number {
  return seatsOf(peer).filter(({ other }) => other.held.has(piece)).length;
}

/** One of the pieces, in ascending order, by the rules of the scenario; undefined when there are none. */
function select(world: World, peer: Peer, pieces: readonly number[]): number | undefined {
  const { pieceSelection, randomFirstPieces } = world.protocol;
  if (pieces.length === 0) return undefined;
  if (world.clientServer) return pieces[0];
  const draw = drawOf(world, 'piece', peer);
  if (peer.held.size < randomFirstPieces || pieceSelection === 'random') return pieces[draw.below(pieces.length)];
  if (pieceSelection === 'in-order') return pieces[0];
  const fewest = Math.min(...pieces.map((piece) => copies(peer, piece)));
  const rarest = pieces.filter((piece) => copies(peer, piece) === fewest);
  return rarest.length === 1 ? rarest[0] : rarest[draw.below(rarest.length)];
}

/** The piece under way of which most is missing and that the sender holds; the lowest of equals. */
function mostMissing(world: World, { owner, other }: Seat): Partial | undefined {
  const underWay = other.partials.filter(({ piece, flows }) => flows.length > 0 && owner.held.has(piece));
  const [first, second] = underWay.sort((a, b) => b.missingBits - a.missingBits || a.piece - b.piece);
  if (first && second && first.missingBits - second.missingBits < 1e-9 * world.scenario.content.pieceBits) world.contested.push(world.now);
  return first;
}

/** What the owner of a seat sends to the other next: what was begun and is nobody's now, then anything fresh, then a share of what is under way. */
export function nextPartial(world: World, seat: Seat): Partial | undefined {
  const { owner, other } = seat;
  const lacked = [...owner.held].filter((piece) => !other.held.has(piece)).sort((a, b) => a - b);
  const partialOf = (piece: number) => other.partials.find((partial) => partial.piece === piece);
  const resumed = select(world, other, lacked.filter((piece) => partialOf(piece)?.flows.length === 0));
  if (resumed !== undefined) return partialOf(resumed);
  const fresh = select(world, other, lacked.filter((piece) => !partialOf(piece)));
  if (fresh === undefined) return world.protocol.endGame ? mostMissing(world, seat) : undefined;
  const partial: Partial = { piece: fresh, missingBits: pieceBitsOf(world, fresh), flows: [], shares: [], dueSeconds: Infinity };
  other.partials.push(partial);
  return partial;
}
