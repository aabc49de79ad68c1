import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { blockCount, BLOCK_BYTES, blockBytes } from '../metainfo/geometry';
import { parseMetainfo, type Metainfo } from '../metainfo/metainfo';
import { encodeBitfield } from '../wire/bitfield';
import { createWireDecoder } from '../wire/decoder';
import { encodeMessage, type SentMessage } from '../wire/encode';
import { encodeHandshake, type Identity } from '../wire/handshake';
import type { WireMessage } from '../wire/message';
import type { Ready } from './swarm';

/** Somebody who dials one of the swarm's peers and says what no client should. */
export interface Stranger {
  readonly socket: Socket;
  readonly metainfo: Metainfo;
  readonly identity: Identity;
  say(...messages: readonly SentMessage[]): void;
}

let strangers = 0;

/** Dials a peer of the swarm; greets it unless said otherwise. */
export async function dialAsStranger({ torrentFile, peers }: Ready, peer: number, isGreeting = true): Promise<Stranger> {
  const parsed = parseMetainfo(await readFile(torrentFile));
  if (!parsed.ok) throw new Error(parsed.fault.code);
  const metainfo = parsed.value;
  const identity = { infoHash: metainfo.infoHash, peerId: Buffer.from(`-XX0001-stranger${String(strangers++).padStart(4, '0')}`) };
  const { host, port } = peers[peer]!;
  const socket = connect({ host, port });
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  if (isGreeting) socket.write(encodeHandshake(identity));
  return { socket, metainfo, identity, say: (...messages) => void socket.write(Buffer.concat(messages.map(encodeMessage))) };
}

/** Says that it has everything, lets the other end ask at once, and answers with bytes that are not the content. */
export function lie({ socket, metainfo, identity, say }: Stranger): void {
  const all = new Uint32Array(Math.ceil(metainfo.pieceCount / 32)).fill(0xffffffff);
  say({ kind: 'bitfield', bytes: encodeBitfield(all, metainfo.pieceCount) }, { kind: 'unchoke' });
  // The other end greets under an identity of its own: whoever it is, it is heard.
  const decoder = createWireDecoder(metainfo, identity, { handshake: () => true, message: answer });
  function answer(message: WireMessage): boolean {
    if (message.kind === 'request') say({ kind: 'piece', piece: message.piece, begin: message.begin, data: new Uint8Array(message.lengthBytes).fill(0x5a) });
    return true;
  }
  socket.on('data', (bytes: Uint8Array) => decoder.push(bytes));
}

/** Asks for every block of the content, over and over, and reads nothing. @returns ends it */
export function askWithoutReading({ socket, metainfo, say }: Stranger): () => void {
  socket.pause();
  say({ kind: 'interested' });
  const asking = setInterval(() => say(...everyRequest(metainfo)), 50);
  return () => clearInterval(asking);
}

/** A request for every block. */
export function everyRequest(metainfo: Metainfo): SentMessage[] {
  return Array.from({ length: metainfo.pieceCount }, (_, piece) =>
    Array.from({ length: blockCount(metainfo, piece) }, (_block, block): SentMessage => {
      const begin = block * BLOCK_BYTES;
      return { kind: 'request', piece, begin, lengthBytes: blockBytes(metainfo, piece, begin) };
    })).flat();
}

/** One byte of a handshake now and then. @returns ends it */
export function drip({ socket, identity }: Stranger, everyMs: number): () => void {
  const bytes = encodeHandshake(identity);
  let at = 0;
  const dripping = setInterval(() => void socket.write(bytes.subarray(at, ++at)), everyMs);
  return () => clearInterval(dripping);
}
