import { BLOCK_BYTES, pieceBytes, type Geometry } from '../metainfo/geometry';
import type { Fault } from '../parsed';
import { hasSpareBit } from './bitfield';
import { frameLimits, isFastId, longestFrame, PIECE_HEAD_BYTES, PREFIX_BYTES } from './frameLimits';
import { HANDSHAKE_BYTES, handshakeFault, peerIdOf, type HandshakeFaultCode, type Identity } from './handshake';
import { MessageId, type WireMessage } from './message';

export type WireFaultCode =
  | HandshakeFaultCode
  | 'frameLength' | 'unknownId' | 'fastExtension'
  | 'spareBit' | 'pieceIndex' | 'blockRange';
/** Why a connection is closed; `detail` is the offending length, id, index or offset. */
export type WireFault = Fault<WireFaultCode>;

/** Is told what was read. `false` ends the reading: what follows is dropped. */
export interface WireReceiver {
  handshake(peerId: Uint8Array): boolean;
  /** Bytes in a message are valid until this returns. */
  message(message: WireMessage): boolean;
}

export interface WireDecoder {
  /**
   * Reads what came, whatever lumps it came in. Never throws on bytes.
   * @returns the fault for which the connection is to be closed, or null; after a fault everything is dropped
   */
  push(bytes: Uint8Array): WireFault | null;
  /** Bytes held of a frame that is not whole yet. */
  readonly heldBytes: number;
}

/**
 * Reads one side of a connection. A length is looked at before a byte of its message is held, and at most one frame is
 * held; a block that comes whole is not copied. What needs memory of the conversation (was it asked for, is it held, was
 * it said before) is the connection's to judge.
 * Source: BEP 3; the limits are those of `docs/real-peers.md`.
 */
export function createWireDecoder(geometry: Geometry, own: Identity, receiver: WireReceiver): WireDecoder {
  const { pieceCount } = geometry;
  const limits = frameLimits(pieceCount);
  const most = Math.max(HANDSHAKE_BYTES, PREFIX_BYTES + longestFrame(pieceCount));
  let held = Buffer.alloc(HANDSHAKE_BYTES);
  let heldBytes = 0;
  let isGreeted = false;
  let isOver = false;
  let fault: WireFault | null = null;

  const fail = (code: WireFaultCode, detail: number): false => {
    fault = { code, detail };
    return false;
  };

  /** Keeps bytes until there are `wanted`. @returns how many it took */
  function hold(bytes: Buffer, at: number, wanted: number): number {
    if (held.length < wanted) {
      // Grown once to the longest frame: messages of this peer will need it again.
      const grown = Buffer.alloc(most);
      held.copy(grown, 0, 0, heldBytes);
      held = grown;
    }
    const take = Math.min(wanted - heldBytes, bytes.length - at);
    bytes.copy(held, heldBytes, at, at + take);
    heldBytes += take;
    return take;
  }

  function readHandshake(bytes: Buffer, at: number): number {
    const took = hold(bytes, at, HANDSHAKE_BYTES);
    const wrong = handshakeFault(held, heldBytes, own);
    if (wrong) {
      fault = wrong;
    } else if (heldBytes === HANDSHAKE_BYTES) {
      isGreeted = true;
      heldBytes = 0;
      isOver = !receiver.handshake(peerIdOf(held));
    }
    return took;
  }

  /** Whether the frame that begins at `at` may go on, as far as it has come. */
  function isAllowed(bytes: Buffer, at: number, have: number): boolean {
    const length = bytes.readUInt32BE(at);
    if (length > most - PREFIX_BYTES) return fail('frameLength', length);
    if (length === 0 || have === PREFIX_BYTES) return true;
    const id = bytes[at + PREFIX_BYTES]!;
    const limit = limits[id];
    if (!limit) return fail(isFastId(id) ? 'fastExtension' : 'unknownId', id);
    return (length >= limit.least && length <= limit.most) || fail('frameLength', length);
  }

  function readFrame(bytes: Buffer, at: number): number {
    if (heldBytes === 0 && bytes.length - at >= PREFIX_BYTES) {
      if (!isAllowed(bytes, at, bytes.length - at)) return 0;
      const whole = PREFIX_BYTES + bytes.readUInt32BE(at);
      if (bytes.length - at >= whole) {
        deliver(bytes, at, whole);
        return whole;
      }
    }
    // First the prefix and the id, which decide whether the rest is worth holding.
    let took = 0;
    for (const wanted of [PREFIX_BYTES, PREFIX_BYTES + 1]) {
      if (heldBytes >= wanted) continue;
      took += hold(bytes, at + took, wanted);
      if (heldBytes < wanted) return took;
      if (!isAllowed(held, 0, wanted)) return took;
      if (held.readUInt32BE(0) === 0) break;
    }
    const whole = PREFIX_BYTES + held.readUInt32BE(0);
    if (heldBytes < whole) took += hold(bytes, at + took, whole);
    if (heldBytes === whole) {
      heldBytes = 0;
      deliver(held, 0, whole);
    }
    return took;
  }

  function deliver(bytes: Buffer, at: number, whole: number): void {
    const message = messageOf(bytes, at, whole);
    if (message) isOver = !receiver.message(message);
  }

  function messageOf(bytes: Buffer, at: number, whole: number): WireMessage | false {
    if (whole === PREFIX_BYTES) return { kind: 'keepAlive' };
    const id = bytes[at + PREFIX_BYTES]!;
    const first = at + PREFIX_BYTES + 1;
    switch (id) {
      case MessageId.choke:
        return { kind: 'choke' };
      case MessageId.unchoke:
        return { kind: 'unchoke' };
      case MessageId.interested:
        return { kind: 'interested' };
      case MessageId.notInterested:
        return { kind: 'notInterested' };
      case MessageId.have: {
        const piece = bytes.readUInt32BE(first);
        return isPiece(piece) && { kind: 'have', piece };
      }
      case MessageId.bitfield: {
        const bits = bytes.subarray(first, at + whole);
        return hasSpareBit(bits, pieceCount) ? fail('spareBit', bits.at(-1)!) : { kind: 'bitfield', bytes: bits };
      }
      case MessageId.piece: {
        const data = bytes.subarray(first + PIECE_HEAD_BYTES - 1, at + whole);
        const [piece, begin] = [bytes.readUInt32BE(first), bytes.readUInt32BE(first + 4)];
        return isBlock(piece, begin, data.length) && { kind: 'piece', piece, begin, data };
      }
      case MessageId.request:
      case MessageId.cancel: {
        const [piece, begin, lengthBytes] = [bytes.readUInt32BE(first), bytes.readUInt32BE(first + 4), bytes.readUInt32BE(first + 8)];
        return isBlock(piece, begin, lengthBytes) && { kind: id === MessageId.request ? 'request' : 'cancel', piece, begin, lengthBytes };
      }
      default:
        return { kind: id === MessageId.port ? 'port' : 'extended' };
    }
  }

  function isPiece(piece: number): boolean {
    return piece < pieceCount || fail('pieceIndex', piece);
  }

  /** Inside one piece, and no longer than a block. Plain numbers: a sum of two 32-bit ones does not wrap. */
  function isBlock(piece: number, begin: number, lengthBytes: number): boolean {
    if (!isPiece(piece)) return false;
    if (lengthBytes < 1 || lengthBytes > BLOCK_BYTES) return fail('blockRange', lengthBytes);
    return begin + lengthBytes <= pieceBytes(geometry, piece) || fail('blockRange', begin);
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      for (let at = 0; at < bytes.length && !fault && !isOver; ) at += isGreeted ? readFrame(bytes, at) : readHandshake(bytes, at);
      if (fault || isOver) heldBytes = 0;
      return fault;
    },
    get heldBytes() {
      return heldBytes;
    },
  };
}
