import type { DrawStreams } from '../base/index';
import { NeighbourFlag, type DecisionObserver, type PiecePicker } from '../policy/index';
import { EventKind, type TraceWriter } from '../trace/index';
import type { Agenda } from './agenda';
import { createFlows } from './flows';
import type { LinkSharing } from './linkSharing';
import { createPieceWatch } from './pieceWatch';
import { Purpose } from './purposes';
import { createShares } from './shares';
import { holds, pieceBitsOf, type Swarm } from './swarm';

/**
 * Pieces on their way. A slot is one piece that one peer has begun to receive: from one sender as a rule, from several near the
 * end (they share what is missing bit by bit, so nothing comes twice), or from nobody for now (the bits that came are kept).
 */
export interface Transfers {
  /** Flows that run now. */
  readonly running: number;
  readonly completedPieces: number;
  /** Lets the sender of `row` send the next piece that its neighbour wants of it, if there is one that it may begin. */
  start(row: number, now: number, cause: number): void;
  /** Ends the flow of `row`, if there is one; what came is kept. */
  stop(row: number, now: number, cause: number): void;
  isSending(row: number): boolean;
  /**
   * The piece of that slot is whole: ends its other flows, books it, and lets `arrived` update who wants what before the sender
   * goes on with the next piece. Rows of the flows that stand idle now are in `idle`, `idleCount` of them.
   */
  complete(slot: number, now: number, arrived: (peer: number, piece: number) => void): number;
  readonly idle: Int32Array;
  idleCount(): number;
  receiver(slot: number): number;
  /** Tells `traffic` all that moved over the rows of a peer until now. */
  tell(peer: number, now: number): void;
  /** Brings rates and due times up to date after flows came or went. */
  share(now: number): void;
  /** Starts what stood idle for want of a piece of its own and may have one now. Only where pieces are not shared does anything stand idle. */
  wake(peer: number, now: number, cause: number): void;
  /** Starts what can be sent to a peer by those who unchoke it and stand idle. */
  wakeSenders(peer: number, now: number, cause: number): void;
  /** Books what has come of pieces that will never be whole; once, at the end. */
  closeBooks(now: number): void;
}

export function createTransfers(
  swarm: Swarm, sharing: LinkSharing, picker: PiecePicker, agenda: Agenda, streams: DrawStreams, trace: TraceWriter, shared: boolean,
  observer?: DecisionObserver,
): Transfers {
  const { peers, pieces, words, rows, owner, mirror, held, uploadedBits, downloadedBits, downloadBitrate } = swarm;
  const { remote, flags } = swarm.table;
  const { bitrate } = sharing;
  const flows = createFlows(swarm, sharing);
  const { flowOf, rowOf } = flows;
  const shares = createShares();

  // by slot
  let size = 256;
  let slotPeer = new Int32Array(size);
  let slotPiece = new Int32Array(size);
  /** Bits still missing at `slotSince`; since then they fell by slotBitrate. */
  let slotMissing = new Float64Array(size);
  let slotSince = new Float64Array(size);
  let slotBitrate = new Float64Array(size);
  let slotFlow = new Int32Array(size);
  let slotNext = new Int32Array(size);
  let slotBefore = new Int32Array(size);
  let slotShares = new Int32Array(size);
  let slotTouched = new Uint8Array(size);
  let touched = new Int32Array(size);
  let touchedCount = 0;
  let used = 0;
  let free = -1;
  const firstSlot = new Int32Array(peers).fill(-1);

  // by flow
  const flowSlot = new Int32Array(rows);
  const flowNext = new Int32Array(rows);
  /** Row of the trace in which it began, or its last piece did. */
  const flowLine = new Int32Array(rows);

  const idle = new Int32Array(rows > 0 ? Math.max(...swarm.capacity) : 0);
  let idleFlows = 0;
  let completedPieces = 0;
  let time = 0;

  function grow(): void {
    size *= 2;
    const wider = <T extends Int32Array | Float64Array | Uint8Array>(to: T, from: T): T => (to.set(from), to);
    slotPeer = wider(new Int32Array(size), slotPeer);
    slotPiece = wider(new Int32Array(size), slotPiece);
    slotMissing = wider(new Float64Array(size), slotMissing);
    slotSince = wider(new Float64Array(size), slotSince);
    slotBitrate = wider(new Float64Array(size), slotBitrate);
    slotFlow = wider(new Int32Array(size), slotFlow);
    slotNext = wider(new Int32Array(size), slotNext);
    slotBefore = wider(new Int32Array(size), slotBefore);
    slotShares = wider(new Int32Array(size), slotShares);
    slotTouched = wider(new Uint8Array(size), slotTouched);
    touched = wider(new Int32Array(size), touched);
  }

  function newSlot(peer: number, piece: number, now: number): number {
    let slot = free;
    if (slot >= 0) free = slotNext[slot]!;
    else {
      if (used === size) grow();
      slot = used++;
    }
    slotPeer[slot] = peer;
    slotPiece[slot] = piece;
    slotMissing[slot] = pieceBitsOf(swarm, piece);
    slotSince[slot] = now;
    slotBitrate[slot] = 0;
    slotFlow[slot] = -1;
    slotShares[slot] = -1;
    slotTouched[slot] = 0;
    const next = firstSlot[peer]!;
    slotNext[slot] = next;
    slotBefore[slot] = -1;
    if (next >= 0) slotBefore[next] = slot;
    firstSlot[peer] = slot;
    return slot;
  }

  function dropSlot(slot: number): void {
    const next = slotNext[slot]!;
    const before = slotBefore[slot]!;
    if (before >= 0) slotNext[before] = next;
    else firstSlot[slotPeer[slot]!] = next;
    if (next >= 0) slotBefore[next] = before;
    agenda.dropTransfer(slot);
    slotPeer[slot] = -1;
    slotNext[slot] = free;
    free = slot;
  }

  const missing = (slot: number, now: number) => slotMissing[slot]! - (now - slotSince[slot]!) * slotBitrate[slot]!;

  /** Notes that the rates into a slot change now. */
  function touch(slot: number, now: number): void {
    if (slotTouched[slot]) return;
    slotTouched[slot] = 1;
    touched[touchedCount++] = slot;
    if (touchedCount === touched.length) grow();
    slotMissing[slot] = Math.max(0, missing(slot, now));
    slotSince[slot] = now;
    slotBitrate[slot] = 0;
  }

  function plan(slot: number): void {
    const rate = slotBitrate[slot]!;
    if (rate > 0) agenda.planTransfer(slot, slotSince[slot]! + slotMissing[slot]! / rate, slotPeer[slot]! * pieces + slotPiece[slot]!);
    else agenda.dropTransfer(slot);
  }

  function slotOf(peer: number, piece: number): number {
    let slot = firstSlot[peer]!;
    while (slot >= 0 && slotPiece[slot] !== piece) slot = slotNext[slot]!;
    return slot;
  }

  function missingOf(peer: number, piece: number, now: number): number {
    const slot = slotOf(peer, piece);
    return slot < 0 ? pieceBitsOf(swarm, piece) : Math.max(0, missing(slot, now));
  }

  const maySend = (slot: number, sender: number) => slotFlow[slot]! >= 0 && holds(swarm, sender, slotPiece[slot]!);

  /** The piece under way to a peer of which most is missing and that the sender holds: where its help counts most. */
  function slotToShare(sender: number, peer: number, now: number): number {
    let best = -1;
    let most = -1;
    for (let slot = firstSlot[peer]!; slot >= 0; slot = slotNext[slot]!) {
      if (!maySend(slot, sender)) continue;
      const bits = missing(slot, now);
      if (bits > most || (bits === most && slotPiece[slot]! < slotPiece[best]!)) {
        most = bits;
        best = slot;
      }
    }
    return best;
  }

  function sharedPieces(sender: number, peer: number): number[] {
    const list: number[] = [];
    for (let slot = firstSlot[peer]!; slot >= 0; slot = slotNext[slot]!) if (maySend(slot, sender)) list.push(slotPiece[slot]!);
    return list;
  }

  const watch = observer ? createPieceWatch(swarm, picker, observer, missingOf) : null;

  /** The slot that the flow of a row may work on next; -1: none. */
  function nextSlot(row: number, now: number): number {
    const sender = owner[row]!;
    const peer = remote[row]!;
    const piece = picker.pick(peer, held, sender * words, streams.of(Purpose.piece, peer));
    if (piece < 0) {
      const slot = shared ? slotToShare(sender, peer, now) : -1;
      if (slot >= 0 && watch?.isWatching(now)) watch.shared(sender, peer, slotPiece[slot]!, sharedPieces(sender, peer), now);
      return slot;
    }
    watch?.picked(sender, peer, piece, now);
    const begun = picker.resumes(peer, piece);
    picker.requested(peer, piece);
    return begun ? slotOf(peer, piece) : newSlot(peer, piece, now);
  }

  function attach(flow: number, slot: number, now: number): void {
    flowSlot[flow] = slot;
    flowNext[flow] = slotFlow[slot]!;
    slotFlow[slot] = flow;
    flows.restart(flow, now);
  }

  /** Takes a flow off its slot; what it brought is noted as a share. */
  function detach(flow: number, now: number, cause: number): void {
    const slot = flowSlot[flow]!;
    const row = rowOf[flow]!;
    flows.settle(flow, now);
    if (slotFlow[slot] === flow) slotFlow[slot] = flowNext[flow]!;
    else {
      let before = slotFlow[slot]!;
      while (flowNext[before] !== flow) before = flowNext[before]!;
      flowNext[before] = flowNext[flow]!;
    }
    if (flows.broughtBits(flow) > 0) slotShares[slot] = shares.add(slotShares[slot]!, owner[row]!, flows.broughtBits(flow));
    trace.write(now, EventKind.transferStopped, remote[row]!, owner[row]!, slotPiece[slot]!, flows.broughtBits(flow), cause);
  }

  function start(row: number, now: number, cause: number): void {
    if (flowOf[row]! >= 0 || downloadBitrate[remote[row]!] === 0) return;
    const slot = nextSlot(row, now);
    if (slot < 0) return;
    touch(slot, now);
    const flow = flows.open(row);
    attach(flow, slot, now);
    const had = pieceBitsOf(swarm, slotPiece[slot]!) - slotMissing[slot]!;
    flowLine[flow] = trace.write(now, EventKind.transferStarted, remote[row]!, owner[row]!, slotPiece[slot]!, had, cause);
    watch?.led(flowLine[flow]!);
  }

  function stop(row: number, now: number, cause: number): void {
    const flow = flowOf[row]!;
    if (flow < 0) return;
    const slot = flowSlot[flow]!;
    touch(slot, now);
    detach(flow, now, cause);
    flows.close(flow);
    if (slotFlow[slot]! >= 0) return;
    const peer = slotPeer[slot]!;
    picker.released(peer, slotPiece[slot]!);
    if (!shared) wakeSenders(peer, now, cause);
  }

  /** A piece of this peer is free again: whoever unchokes it and stands idle may send it. */
  function wakeSenders(peer: number, now: number, cause: number): void {
    const end = swarm.firstRow[peer]! + swarm.rowSpan[peer]!;
    for (let row = swarm.firstRow[peer]!; row < end; row++) if (flags[row] !== 0) wakeRow(mirror[row]!, now, cause);
  }

  function wakeRow(row: number, now: number, cause: number): void {
    // The connections of a peer that is leaving come down one by one: those that still stand must not start anew.
    if (!swarm.online[owner[row]!] || !swarm.online[remote[row]!]) return;
    if (flowOf[row]! < 0 && !(flags[row]! & NeighbourFlag.amChoking) && swarm.wanted[row]! > 0) start(row, now, cause);
  }

  const give = (sender: number, receiver: number, bits: number) => {
    uploadedBits[sender]! += bits;
    downloadedBits[receiver]! += bits;
  };

  /** Books a piece that is whole or, at the end of the run, what there is of it. The last sender gets what the others did not bring. */
  function book(slot: number, wholeBits: number, last: number): void {
    const receiver = slotPeer[slot]!;
    if (slotShares[slot]! < 0) {
      if (last >= 0) give(last, receiver, wholeBits);
      return;
    }
    const rest = shares.credit(slotShares[slot]!, wholeBits, receiver, give);
    if (last >= 0) give(last, receiver, rest);
    slotShares[slot] = -1;
  }

  return {
    get running() {
      return flows.running;
    },
    get completedPieces() {
      return completedPieces;
    },
    idle,
    idleCount: () => idleFlows,
    receiver: (slot) => slotPeer[slot]!,
    isSending: (row) => flowOf[row]! >= 0,
    start,
    stop,
    wakeSenders,

    complete(slot, now, arrived) {
      const peer = slotPeer[slot]!;
      const piece = slotPiece[slot]!;
      const last = slotFlow[slot]!;
      const row = rowOf[last]!;
      idleFlows = 0;
      for (let flow = flowNext[last]!; flow >= 0; flow = flowNext[flow]!) idle[idleFlows++] = rowOf[flow]!;
      for (let k = 0; k < idleFlows; k++) detach(flowOf[idle[k]!]!, now, flowLine[flowOf[idle[k]!]!]!);
      const alone = idleFlows === 0 && slotTouched[slot] === 0;
      flows.settle(last, now);
      book(slot, pieceBitsOf(swarm, piece), owner[row]!);
      picker.completed(peer, piece);
      completedPieces++;
      const since = slotSince[slot]!;
      const rate = slotBitrate[slot]!;
      const missingThen = slotMissing[slot]!;
      dropSlot(slot);
      arrived(peer, piece);

      // The sender goes on without a pause where it may: same flow, same rate, the next piece.
      const goesOn = swarm.wanted[row]! > 0 && !(flags[row]! & NeighbourFlag.amChoking);
      const next = goesOn ? nextSlot(row, now) : -1;
      const line = trace.write(now, EventKind.pieceCompleted, peer, owner[row]!, piece, next < 0 ? -1 : slotPiece[next]!, flowLine[last]!);
      flowLine[last] = line;
      if (next >= 0) watch?.led(line);
      if (next < 0) flows.close(last);
      else if (alone && slotFlow[next]! < 0 && !slotTouched[next] && rate === bitrate[last]) {
        // The due time is reckoned from when the rate last changed: rounding does not add up from piece to piece.
        attach(last, next, now);
        slotSince[next] = since;
        slotMissing[next]! += missingThen;
        slotBitrate[next] = rate;
        plan(next);
      } else {
        touch(next, now);
        attach(last, next, now);
      }
      for (let k = 0; k < idleFlows; k++) flows.close(flowOf[idle[k]!]!);
      return line;
    },

    tell: flows.tell,

    share(now) {
      time = now;
      if (sharing.dirty) sharing.share(rateChanges);
      for (let k = 0; k < touchedCount; k++) {
        const slot = touched[k]!;
        slotTouched[slot] = 0;
        if (slotPeer[slot]! < 0) continue;
        let rate = 0;
        for (let flow = slotFlow[slot]!; flow >= 0; flow = flowNext[flow]!) rate += bitrate[flow]!;
        slotBitrate[slot] = rate;
        plan(slot);
      }
      touchedCount = 0;
    },

    wake(peer, now, cause) {
      if (shared) return;
      const end = swarm.firstRow[peer]! + swarm.rowSpan[peer]!;
      for (let row = swarm.firstRow[peer]!; row < end; row++) if (flags[row] !== 0) wakeRow(row, now, cause);
    },

    closeBooks(now) {
      for (let slot = 0; slot < used; slot++) {
        if (slotPeer[slot]! < 0) continue;
        for (let flow = slotFlow[slot]!; flow >= 0; flow = flowNext[flow]!) {
          flows.settle(flow, now);
          slotShares[slot] = shares.add(slotShares[slot]!, owner[rowOf[flow]!]!, flows.broughtBits(flow));
        }
        const came = pieceBitsOf(swarm, slotPiece[slot]!) - Math.max(0, missing(slot, now));
        book(slot, Math.round(came), -1);
      }
    },
  };

  function rateChanges(flow: number): void {
    flows.settle(flow, time);
    touch(flowSlot[flow]!, time);
  }
}
