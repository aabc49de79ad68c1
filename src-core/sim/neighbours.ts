import { countBits } from '../base/index';
import { NeighbourFlag, type PiecePicker } from '../policy/index';
import { EventKind, type LeaveReason, type TraceWriter } from '../trace/index';
import type { Choking } from './choking';
import { holds, type Swarm } from './swarm';
import type { Transfers } from './transfers';

/** Connections, and what each end knows of the other: who holds what, who wants what. */
export interface Neighbours {
  /** Makes two peers neighbours; each learns the other's bitfield. Both must have room. Returns the row of the trace. */
  connect(dialler: number, remote: number, now: number, cause: number): number;
  areNeighbours(peer: number, other: number): boolean;
  /** Takes down all connections of a peer that leaves; calls `lost` for each neighbour it had. Its transfers end first. */
  disconnect(peer: number, reason: LeaveReason, now: number, lost: (neighbour: number) => void): void;
  /** The piece of that slot is whole: everyone concerned learns of it. Returns the row of the trace. */
  pieceArrived(slot: number, now: number): number;
}

export function createNeighbours(swarm: Swarm, transfers: Transfers, choking: Choking, picker: PiecePicker, trace: TraceWriter): Neighbours {
  const { peers, words, held, heldCount, table, mirror, wanted, firstRow, rowSpan, capacity, neighbourCount } = swarm;
  const { remote, flags } = table;
  const lostRows = new Int32Array(peers);
  let lostCount = 0;
  const gainedRows = new Int32Array(peers);
  let gainedCount = 0;

  function freeRow(peer: number): number {
    const first = firstRow[peer]!;
    for (let k = 0; k < capacity[peer]!; k++) {
      if (flags[first + k] !== 0) continue;
      if (k >= rowSpan[peer]!) rowSpan[peer] = k + 1;
      return first + k;
    }
    throw new Error(`peer ${peer} has no room for another neighbour`);
  }

  function piecesWanted(of: number, by: number): number {
    let count = 0;
    for (let word = 0; word < words; word++) count += countBits(held[of * words + word]! & ~held[by * words + word]!);
    return count;
  }

  function openRow(peer: number, other: number): number {
    const row = freeRow(peer);
    remote[row] = other;
    flags[row] = NeighbourFlag.connected | NeighbourFlag.amChoking;
    wanted[row] = piecesWanted(peer, other);
    choking.clear(row);
    neighbourCount[peer]!++;
    swarm.uploadChanged.add(peer);
    picker.neighbourJoined(peer, held, other * words);
    return row;
  }

  /** Who wants what after `peer` got `piece`; what follows for slots is done when the piece is booked. */
  function learn(peer: number, piece: number): void {
    held[peer * words + (piece >>> 5)]! |= 1 << (piece & 31);
    heldCount[peer]!++;
    if (heldCount[peer] === 1 || heldCount[peer] === swarm.pieces) swarm.uploadChanged.add(peer);
    lostCount = 0;
    gainedCount = 0;
    const end = firstRow[peer]! + rowSpan[peer]!;
    for (let row = firstRow[peer]!; row < end; row++) {
      if (flags[row] === 0) continue;
      const other = remote[row]!;
      picker.neighbourGot(other, piece);
      if (holds(swarm, other, piece)) {
        const theirs = mirror[row]!;
        if (--wanted[theirs]! === 0) lostRows[lostCount++] = theirs;
      } else if (++wanted[row]! === 1) gainedRows[gainedCount++] = row;
    }
  }

  return {
    connect(dialler, other, now, cause) {
      const line = trace.write(now, EventKind.connected, dialler, other, -1, 0, cause);
      const mine = openRow(dialler, other);
      const theirs = openRow(other, dialler);
      mirror[mine] = theirs;
      mirror[theirs] = mine;
      if (wanted[mine]! > 0) choking.becameInterested(mine);
      if (wanted[theirs]! > 0) choking.becameInterested(theirs);
      choking.fillSlots(dialler, now, line);
      choking.fillSlots(other, now, line);
      return line;
    },

    areNeighbours(peer, other) {
      const end = firstRow[peer]! + rowSpan[peer]!;
      for (let row = firstRow[peer]!; row < end; row++) if (flags[row] !== 0 && remote[row] === other) return true;
      return false;
    },

    disconnect(peer, reason, now, lost) {
      const end = firstRow[peer]! + rowSpan[peer]!;
      for (let row = firstRow[peer]!; row < end; row++) {
        if (flags[row] === 0) continue;
        transfers.stop(row, now, swarm.joinedRow[peer]!);
        transfers.stop(mirror[row]!, now, swarm.joinedRow[peer]!);
      }
      const line = trace.write(now, EventKind.left, peer, -1, -1, reason, swarm.joinedRow[peer]!);
      for (let row = firstRow[peer]!; row < end; row++) {
        if (flags[row] === 0) continue;
        const other = remote[row]!;
        choking.forget(mirror[row]!);
        choking.forget(row);
        picker.neighbourLeft(other, held, peer * words);
        picker.neighbourLeft(peer, held, other * words);
        neighbourCount[other]!--;
        lost(other);
        choking.fillSlots(other, now, line);
      }
      neighbourCount[peer] = 0;
      rowSpan[peer] = 0;
    },

    pieceArrived(slot, now) {
      const peer = transfers.receiver(slot);
      const line = transfers.complete(slot, now, learn);
      const idleCount = transfers.idleCount();
      for (let k = 0; k < gainedCount; k++) choking.becameInterested(gainedRows[k]!);
      for (let k = 0; k < lostCount; k++) choking.lostInterest(lostRows[k]!, now, line);
      for (let k = 0; k < idleCount; k++) {
        const row = transfers.idle[k]!;
        if (wanted[row]! > 0 && !(flags[row]! & NeighbourFlag.amChoking)) transfers.start(row, now, line);
      }
      for (let k = 0; k < lostCount; k++) choking.fillSlots(swarm.owner[lostRows[k]!]!, now, line);
      choking.fillSlots(peer, now, line);
      transfers.wake(peer, now, line);
      return line;
    },
  };
}
