import Wire from 'bittorrent-protocol';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { encodeMessage, type SentMessage } from './encode';
import { encodeHandshake } from './handshake';
import { hear, lumpsOf, them, us } from './wire.testKit';

const block = Uint8Array.from({ length: 16_384 }, (_, at) => (at * 13) & 255);

/** Everything that `speak` makes the other implementation say. */
async function saidBy(speak: (wire: Wire) => void): Promise<Uint8Array> {
  const wire = new Wire();
  wire.setKeepAlive(false);
  const said: Uint8Array[] = [];
  wire.on('data', (bytes: Uint8Array) => said.push(Uint8Array.from(bytes)));
  speak(wire);
  await new Promise((resolve) => setImmediate(resolve));
  wire.destroy();
  return Buffer.concat(said);
}

describe('another implementation of the wire protocol', () => {
  it('says what we read', async () => {
    const said = await saidBy((wire) => {
      wire.handshake(them.infoHash, them.peerId);
      wire.bitfield(Uint8Array.of(0xff, 0, 0x10));
      wire.keepAlive();
      wire.unchoke();
      wire.interested();
      wire.have(7);
      wire.piece(2, 16_384, block);
      wire.cancel(3, 0, 16_384);
      wire.uninterested();
      wire.choke();
    });
    for (const size of [1, 50, said.length]) {
      const { fault, peerIds, messages } = hear(lumpsOf(said, size));
      expect(fault).toBe(null);
      expect(Buffer.from(peerIds[0]!)).toEqual(Buffer.from(them.peerId));
      expect(messages).toEqual([
        { kind: 'bitfield', bytes: Uint8Array.of(0xff, 0, 0x10) },
        { kind: 'keepAlive' },
        { kind: 'unchoke' },
        { kind: 'interested' },
        { kind: 'have', piece: 7 },
        { kind: 'piece', piece: 2, begin: 16_384, data: block },
        { kind: 'cancel', piece: 3, begin: 0, lengthBytes: 16_384 },
        { kind: 'notInterested' },
        { kind: 'choke' },
      ]);
    }
  });

  it('reads what we say', async () => {
    const wire = new Wire();
    wire.setKeepAlive(false);
    const heard: unknown[] = [];
    wire.on('handshake', (infoHash: string, peerId: string) => heard.push(['handshake', infoHash, peerId]));
    for (const event of ['keep-alive', 'choke', 'unchoke', 'interested', 'uninterested', 'have', 'request', 'piece', 'cancel']) {
      wire.on(event, (...facts: unknown[]) => heard.push([event, ...facts.filter((fact) => typeof fact === 'number')]));
    }
    wire.on('bitfield', (bits: { buffer: Uint8Array }) => heard.push(['bitfield', ...bits.buffer]));
    const said: readonly SentMessage[] = [
      { kind: 'bitfield', bytes: Uint8Array.of(0x80, 0, 0x10) },
      { kind: 'keepAlive' },
      { kind: 'unchoke' },
      { kind: 'interested' },
      { kind: 'have', piece: 7 },
      { kind: 'piece', piece: 2, begin: 16_384, data: block },
      { kind: 'cancel', piece: 3, begin: 0, lengthBytes: 16_384 },
      { kind: 'notInterested' },
      { kind: 'choke' },
    ];
    wire.write(Buffer.concat([encodeHandshake(us), ...said.map(encodeMessage)]));
    await once(wire, 'choke');
    expect(heard).toEqual([
      ['handshake', Buffer.from(us.infoHash).toString('hex'), Buffer.from(us.peerId).toString('hex')],
      ['bitfield', 0x80, 0, 0x10],
      ['keep-alive'],
      ['unchoke'],
      ['interested'],
      ['have', 7],
      ['piece', 2, 16_384],
      ['cancel', 3, 0, 16_384],
      ['uninterested'],
      ['choke'],
    ]);
    wire.destroy();
  });
});
