import type { Swarm } from './swarm';

/** A swarm set aside, as small as it can be made: the order of neighbours and transfers is kept, the slots they lie in are not. */
export interface Checkpoint {
  readonly columns: readonly (Uint8Array | Uint32Array | Int32Array | Float64Array)[];
  /** How many neighbours each peer has, then who they are and how they are treated, peer after peer. */
  readonly neighbourCount: Int32Array;
  readonly remote: Int32Array;
  readonly slot: Uint8Array;
  /** In the order in which they began. */
  readonly transferFrom: Int32Array;
  readonly transferTo: Int32Array;
  readonly transferPiece: Int32Array;
  readonly transferRow: Int32Array;
  readonly beganSeconds: Float64Array;
  readonly partials: Float64Array;
  readonly byteLength: number;
}

const columnsOf = (swarm: Swarm) =>
  [swarm.online, swarm.arrived, swarm.held, swarm.heldCount, swarm.copies, swarm.uploadedBits, swarm.downloadedBits] as const;

export function takeCheckpoint(swarm: Swarm): Checkpoint {
  const { neighbours, transfers } = swarm;
  const { peerCount } = swarm.header;
  const neighbourCount = new Int32Array(peerCount);
  for (let peer = 0; peer < peerCount; peer++)
    for (let row = neighbours.firstOf(peer); row >= 0; row = neighbours.after(row)) neighbourCount[peer]!++;
  const rows = neighbourCount.reduce((sum, count) => sum + count, 0);
  const remote = new Int32Array(rows);
  const slot = new Uint8Array(rows);
  for (let peer = 0, at = 0; peer < peerCount; peer++)
    for (let row = neighbours.firstOf(peer); row >= 0; row = neighbours.after(row), at++) {
      remote[at] = neighbours.remote[row]!;
      slot[at] = neighbours.slot[row]!;
    }
  const inOrder = new Int32Array(transfers.count);
  for (let transfer = transfers.first, at = 0; transfer >= 0; transfer = transfers.after(transfer)) inOrder[at++] = transfer;
  const partials: number[] = [];
  swarm.partials.forEach((peer, piece, bits) => partials.push(peer, piece, bits));
  const parts = {
    columns: columnsOf(swarm).map((column) => column.slice()),
    neighbourCount,
    remote,
    slot,
    transferFrom: inOrder.map((transfer) => transfers.from[transfer]!),
    transferTo: inOrder.map((transfer) => transfers.to[transfer]!),
    transferPiece: inOrder.map((transfer) => transfers.piece[transfer]!),
    transferRow: inOrder.map((transfer) => transfers.row[transfer]!),
    beganSeconds: Float64Array.from(inOrder, (transfer) => transfers.beganSeconds[transfer]!),
    partials: Float64Array.from(partials),
  };
  return { ...parts, byteLength: Object.values(parts).flat().reduce((sum, column) => sum + column.byteLength, 0) };
}

export function restoreCheckpoint(checkpoint: Checkpoint, swarm: Swarm): void {
  const { neighbours, transfers } = swarm;
  columnsOf(swarm).forEach((column, index) => column.set(checkpoint.columns[index]!));
  neighbours.clear();
  for (let peer = 0, at = 0; peer < checkpoint.neighbourCount.length; peer++)
    for (const end = at + checkpoint.neighbourCount[peer]!; at < end; at++)
      neighbours.slot[neighbours.restore(peer, checkpoint.remote[at]!)] = checkpoint.slot[at]!;
  transfers.clear();
  for (let at = 0; at < checkpoint.transferFrom.length; at++) {
    const from = checkpoint.transferFrom[at]!;
    const to = checkpoint.transferTo[at]!;
    const transfer = transfers.begin(from, to, checkpoint.transferPiece[at]!, checkpoint.transferRow[at]!, checkpoint.beganSeconds[at]!);
    neighbours.transfer[neighbours.row(to, from)] = transfer;
  }
  swarm.partials.clear();
  const { partials } = checkpoint;
  for (let at = 0; at < partials.length; at += 3) swarm.partials.add(partials[at]!, partials[at + 1]!, partials[at + 2]!);
}
