import type { FluidSchedule } from '../theory/index';
import type { TraceHeader } from '../trace/index';

/**
 * The fluid schedule as flows of piece after piece. The file is cut into classes: stretch i (1..N) reaches the others through
 * peer i, the stretch behind them all comes to everyone from the server. Flow i is what peer i passes on, to each of the others alike;
 * flow N + k is what the server sends to peer k: its class first, then the common stretch. Every flow lasts the whole run at one rate.
 */
export interface FluidFlows {
  /** 2 N; flows are numbered from 1. */
  readonly count: number;
  /** Bits of the file that the flow carries to each of its receivers. */
  readonly lengthBits: Float64Array;
  /** By flow: piece and bits of its transfer, and when that ends. Valid after `next` said true. */
  readonly piece: Int32Array;
  readonly bits: Float64Array;
  readonly endSeconds: Float64Array;
  /** Moves a flow to its next transfer; false: it has sent all. */
  next(flow: number): boolean;
  /** Back to the start, before the first transfer. */
  rewind(): void;
  /** Where class i begins, as a place in the file; N + 1 is the server's stretch, N + 2 the end. Bits, not whole. */
  readonly classStart: Float64Array;
  /** What a peer has of a piece at that time from all but one sender. */
  receivedBits(peer: number, piece: number, seconds: number, butFrom: number): number;
}

export function createFluidFlows(schedule: FluidSchedule, sizeBits: number, { peerCount, pieceBits }: TraceHeader): FluidFlows {
  const peers = peerCount - 1;
  const direct = peers + 1;
  const count = 2 * peers;
  const classStart = classStarts(schedule, sizeBits, peers);
  const classBits = (kind: number) => classStart[kind + 1]! - classStart[kind]!;
  const directBits = classBits(direct);
  const isDirectEmpty = directBits === 0;
  const directPiece = Math.floor(classStart[direct]! / pieceBits);

  // by flow
  const lengthBits = new Float64Array(count + 1);
  const piece = new Int32Array(count + 1);
  const bits = new Float64Array(count + 1);
  const endSeconds = new Float64Array(count + 1);
  const place = new Float64Array(count + 1);
  const until = new Float64Array(count + 1);
  const sentBits = new Float64Array(count + 1);
  /** 1 while the server's stretch is still to come. */
  const goesOn = new Uint8Array(count + 1);
  for (let peer = 1; peer <= peers; peer++) {
    lengthBits[peer] = classBits(peer);
    lengthBits[peers + peer] = classBits(peer) + directBits;
  }

  function rewind(): void {
    for (let flow = 1; flow <= count; flow++) {
      const kind = flow > peers ? flow - peers : flow;
      place[flow] = classStart[kind]!;
      until[flow] = classStart[kind + 1]!;
      sentBits[flow] = 0;
      goesOn[flow] = flow > peers && !isDirectEmpty ? 1 : 0;
    }
  }

  function toDirect(flow: number): void {
    place[flow] = classStart[direct]!;
    until[flow] = sizeBits;
    goesOn[flow] = 0;
  }

  /** The rest of a piece, as far as the stretch goes. */
  function take(flow: number, of: number): number {
    const from = place[flow]!;
    place[flow] = Math.min((of + 1) * pieceBits, until[flow]!);
    return place[flow]! - from;
  }

  function next(flow: number): boolean {
    if (place[flow] === until[flow] && goesOn[flow]) toDirect(flow);
    if (place[flow] === until[flow]) return false;
    const of = Math.floor(place[flow]! / pieceBits);
    let taken = take(flow, of);
    if (place[flow] === until[flow] && goesOn[flow] && of === directPiece) {
      // The server goes on within the same piece: that is one transfer.
      toDirect(flow);
      taken += take(flow, of);
    }
    piece[flow] = of;
    bits[flow] = taken;
    sentBits[flow]! += taken;
    const isLast = place[flow] === until[flow] && !goesOn[flow];
    endSeconds[flow] = isLast ? schedule.seconds : schedule.seconds * Math.min(1, sentBits[flow]! / lengthBits[flow]!);
    return true;
  }

  /** How far into the file a class has come at a peer; beyond its end once it is there. */
  function frontOf(kind: number, peer: number, fraction: number): number {
    if (kind === direct) return classStart[direct]! + fraction * lengthBits[peers + peer]! - classBits(peer);
    return classStart[kind]! + fraction * lengthBits[kind === peer ? peers + peer : kind]!;
  }

  function classAt(bit: number): number {
    let low = 1;
    for (let high = direct; low < high; ) {
      const middle = (low + high + 1) >>> 1;
      if (classStart[middle]! <= bit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  rewind();
  return {
    count,
    lengthBits,
    piece,
    bits,
    endSeconds,
    next,
    rewind,
    classStart,
    receivedBits(peer, of, seconds, butFrom) {
      const from = of * pieceBits;
      const to = Math.min(from + pieceBits, sizeBits);
      const fraction = seconds / schedule.seconds;
      let received = 0;
      for (let kind = classAt(from); kind <= direct && classStart[kind]! < to; kind++) {
        const sender = kind === peer || kind === direct ? 0 : kind;
        if (sender === butFrom) continue;
        const last = Math.min(to, classStart[kind + 1]!, frontOf(kind, peer, fraction));
        received += Math.max(0, last - Math.max(from, classStart[kind]!));
      }
      return received;
    },
  };
}

function classStarts({ groups, commonBitrate, directBitrate }: FluidSchedule, sizeBits: number, peers: number): Float64Array {
  const start = new Float64Array(peers + 3);
  let at = 0;
  let peer = 1;
  for (const { count, freshBitrate } of groups) {
    const bits = (sizeBits * freshBitrate) / commonBitrate;
    for (let k = 0; k < count; k++) start[peer++] = at + k * bits;
    at += count * bits;
  }
  // Rounding must neither leave a rest that nobody sends nor give a class to a peer that cannot upload.
  const end = directBitrate === 0 ? sizeBits : Math.min(at, sizeBits);
  for (let kind = 1; kind <= peers + 1; kind++) start[kind] = kind > peers || start[kind]! >= at ? end : Math.min(start[kind]!, end);
  start[peers + 2] = sizeBits;
  return start;
}
