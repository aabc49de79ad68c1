import { bytesOfText, sameBytes } from '../byteText';
import { type Fault } from '../parsed';

const PROTOCOL = Buffer.concat([Uint8Array.of(19), bytesOfText('BitTorrent protocol')]);
const RESERVED_BYTES = 8;
const INFO_HASH_AT = PROTOCOL.length + RESERVED_BYTES;
const PEER_ID_AT = INFO_HASH_AT + 20;
export const HANDSHAKE_BYTES = PEER_ID_AT + 20;

export type HandshakeFaultCode = 'protocol' | 'infoHash' | 'ownPeerId';

/** Who we are, and which swarm is meant. */
export interface Identity {
  readonly infoHash: Uint8Array;
  readonly peerId: Uint8Array;
}

/** Our handshake. No reserved bit is set: then nobody sends messages of extensions (BEP 3, 5, 6, 10). */
export function encodeHandshake({ infoHash, peerId }: Identity): Uint8Array {
  return Buffer.concat([PROTOCOL, new Uint8Array(RESERVED_BYTES), infoHash, peerId]);
}

/**
 * Looks at the first `have` bytes of a handshake: what is wrong is found at its first wrong byte, so that a client that
 * begins with an encrypted handshake is let go at once and comes back in plain text (aria2 does).
 * Unknown reserved bits are passed over.
 * @param bytes at least 68 long, of which `have` have come
 */
export function handshakeFault(bytes: Uint8Array, have: number, own: Identity): Fault<HandshakeFaultCode> | null {
  const inProtocol = Math.min(have, PROTOCOL.length);
  for (let at = 0; at < inProtocol; at++) if (bytes[at] !== PROTOCOL[at]) return { code: 'protocol', detail: at };
  for (let at = INFO_HASH_AT; at < Math.min(have, PEER_ID_AT); at++) {
    if (bytes[at] !== own.infoHash[at - INFO_HASH_AT]) return { code: 'infoHash', detail: at };
  }
  const isOwn = have >= HANDSHAKE_BYTES && sameBytes(bytes.subarray(PEER_ID_AT, HANDSHAKE_BYTES), own.peerId);
  return isOwn ? { code: 'ownPeerId', detail: PEER_ID_AT } : null;
}

/** The peer id of a whole handshake, as a copy. */
export function peerIdOf(handshake: Uint8Array): Uint8Array {
  // Not `slice`: of a Buffer that would be a view of what the next message overwrites.
  return Uint8Array.from(handshake.subarray(PEER_ID_AT, HANDSHAKE_BYTES));
}
