import { PIECE_HEAD_BYTES, PREFIX_BYTES } from './frameLimits';
import { MessageId, type WireMessage } from './message';

/** A message as it goes out. `port` and `extended` are never ours to send. */
export type SentMessage = Exclude<WireMessage, { readonly kind: 'port' | 'extended' }>;

/** The whole frame of a message, prefix included. Numbers are unsigned 32-bit, big-endian (BEP 3). */
export function encodeMessage(message: SentMessage): Uint8Array {
  switch (message.kind) {
    case 'keepAlive':
      return new Uint8Array(PREFIX_BYTES);
    case 'have': {
      const frame = frameOf(MessageId.have, 4);
      frame.writeUInt32BE(message.piece, 5);
      return frame;
    }
    case 'bitfield': {
      const frame = frameOf(MessageId.bitfield, message.bytes.length);
      frame.set(message.bytes, 5);
      return frame;
    }
    case 'request':
    case 'cancel': {
      const frame = frameOf(MessageId[message.kind], 12);
      frame.writeUInt32BE(message.piece, 5);
      frame.writeUInt32BE(message.begin, 9);
      frame.writeUInt32BE(message.lengthBytes, 13);
      return frame;
    }
    case 'piece': {
      const frame = Buffer.alloc(BLOCK_AT + message.data.length);
      writePieceHead(frame, message.piece, message.begin, message.data.length);
      frame.set(message.data, BLOCK_AT);
      return frame;
    }
    default:
      return frameOf(MessageId[message.kind], 0);
  }
}

/** Where the data begin in the frame of a `piece` message. */
export const BLOCK_AT = PREFIX_BYTES + PIECE_HEAD_BYTES;

/** Writes what stands before the data of a `piece` message: a block is read into the frame that it is sent in, and not copied. */
export function writePieceHead(frame: Buffer, piece: number, begin: number, dataBytes: number): void {
  frame.writeUInt32BE(PIECE_HEAD_BYTES + dataBytes, 0);
  frame.writeUInt8(MessageId.piece, 4);
  frame.writeUInt32BE(piece, 5);
  frame.writeUInt32BE(begin, 9);
}

function frameOf(id: number, payloadBytes: number): Buffer {
  const frame = Buffer.alloc(PREFIX_BYTES + 1 + payloadBytes);
  frame.writeUInt32BE(1 + payloadBytes, 0);
  frame.writeUInt8(id, 4);
  return frame;
}
