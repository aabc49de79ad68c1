import { geometryOf, type Geometry } from '../metainfo/geometry';
import { createWireDecoder, type WireFault } from './decoder';
import type { Identity } from './handshake';
import type { WireMessage } from './message';

export const us: Identity = { infoHash: new Uint8Array(20).fill(0xab), peerId: Buffer.from('-SL0001-ourselves012') };
export const them: Identity = { infoHash: us.infoHash, peerId: Buffer.from('-SL0001-the-others01') };

/** 20 pieces of 32 KiB, the last one of 10,000 bytes: a bitfield of 3 bytes with 4 spare bits. */
export const geometry: Geometry = geometryOf(19 * 32_768 + 10_000, 32_768);

/** What came of some bytes: messages as copies, and how much was held at most. */
export interface Heard {
  readonly peerIds: Uint8Array[];
  readonly messages: WireMessage[];
  readonly fault: WireFault | null;
  readonly mostHeldBytes: number;
}

/** Reads these lumps one after the other, as one side of a connection. */
export function hear(lumps: Iterable<Uint8Array>, cut = geometry, own = us): Heard {
  const peerIds: Uint8Array[] = [];
  const messages: WireMessage[] = [];
  const decoder = createWireDecoder(cut, own, {
    handshake: (peerId) => peerIds.push(peerId) > 0,
    message: (message) => messages.push(copyOf(message)) > 0,
  });
  let fault: WireFault | null = null;
  let mostHeldBytes = 0;
  for (const lump of lumps) {
    fault = decoder.push(lump);
    mostHeldBytes = Math.max(mostHeldBytes, decoder.heldBytes);
  }
  return { peerIds, messages, fault, mostHeldBytes };
}

/** Its bytes are valid only until the receiver returns. */
function copyOf(message: WireMessage): WireMessage {
  if (message.kind === 'bitfield') return { ...message, bytes: Uint8Array.from(message.bytes) };
  return message.kind === 'piece' ? { ...message, data: Uint8Array.from(message.data) } : message;
}

/** `bytes` in lumps of these sizes, over and over. */
export function* lumpsOf(bytes: Uint8Array, ...sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
