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
    case 'piece':
      return Buffer.concat([encodePieceHead(message.piece, message.begin, message.data.length), message.data]);
    default:
      return frameOf(MessageId[message.kind], 0);
  }
}

/** What stands before the data of a `piece` message: head and data are written one after the other, so that no block is copied. */
export function encodePieceHead(piece: number, begin: number, dataBytes: number): Uint8Array {
  const head = Buffer.alloc(PREFIX_BYTES + PIECE_HEAD_BYTES);
  head.writeUInt32BE(PIECE_HEAD_BYTES + dataBytes, 0);
  head.writeUInt8(MessageId.piece, 4);
  head.writeUInt32BE(piece, 5);
  head.writeUInt32BE(begin, 9);
  return head;
}

function frameOf(id: number, payloadBytes: number): Buffer {
  const frame = Buffer.alloc(PREFIX_BYTES + 1 + payloadBytes);
  frame.writeUInt32BE(1 + payloadBytes, 0);
  frame.writeUInt8(id, 4);
  return frame;
}
