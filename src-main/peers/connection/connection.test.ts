import { afterEach, describe, expect, it } from 'vitest';
import { createTestClock } from '../rate/clock.testKit';
import { processClock } from '../rate/clock';
import { createRateLimit } from '../rate/rateLimit';
import { encodeMessage, type SentMessage } from '../wire/encode';
import { encodeHandshake, HANDSHAKE_BYTES } from '../wire/handshake';
import { geometry, hear, them, us } from '../wire/wire.testKit';
import { eventsInto, meet, noLimit, socketPair, until, type Meeting, type Told } from './connection.testKit';
import { MOST_UNREAD_BYTES, openConnection, type Connection, type ConnectionOptions } from './connection';
import { MOST_UNASKED } from './requestPipeline';
import { MOST_TOGGLES_PER_MINUTE } from './toggleGuard';
import { MOST_QUEUED, MOST_WHILE_CHOKED } from './uploadQueue';
import { HANDSHAKE_MS, KEEP_ALIVE_MS, SILENCE_MS } from './watch';

let open: Meeting[] = [];
afterEach(async () => {
  await Promise.all(open.map((meeting) => meeting.end()));
  open = [];
});
async function meeting(changes: Partial<ConnectionOptions> = {}, isGreeting = true): Promise<Meeting> {
  const made = await meet(changes, isGreeting);
  open.push(made);
  return made;
}

const frames = (...messages: readonly SentMessage[]) => Buffer.concat(messages.map(encodeMessage));
const block = (piece: number, begin = 0) => ({ piece, begin, lengthBytes: 16_384 });
const request = (piece: number, begin = 0): SentMessage => ({ kind: 'request', ...block(piece, begin) });
const data = (piece: number, begin = 0): SentMessage => ({ kind: 'piece', piece, begin, data: new Uint8Array(16_384) });
/** What our side has said to the stranger. */
const said = (to: Meeting) => hear([to.heardByStranger()], geometry, them).messages;
const codeOf = async (from: Meeting) => {
  await until(() => from.told.fault !== undefined, 'the end of the connection');
  return from.told.fault?.code ?? null;
};

describe('a connection', () => {
  it('greets, says what it holds, and hears what the other end says', async () => {
    const here = await meeting();
    here.stranger.write(frames({ kind: 'bitfield', bytes: Uint8Array.of(0x80, 0, 0) }, { kind: 'have', piece: 3 }, { kind: 'interested' }, { kind: 'unchoke' }));
    await until(() => here.told.messages.length === 4, 'four messages');
    expect(here.told.messages.map(({ kind }) => kind)).toEqual(['bitfield', 'have', 'interested', 'unchoke']);
    const { isChoked, isInterested, amChoking, amInterested } = here.connection;
    expect({ isChoked, isInterested, amChoking, amInterested }).toEqual({ isChoked: false, isInterested: true, amChoking: true, amInterested: false });
    await until(() => said(here).length === 1, 'the bitfield');
    expect(said(here)).toEqual([{ kind: 'bitfield', bytes: Uint8Array.of(0xff, 0xff, 0xf0) }]);
  });

  it('leaves the bitfield out when nothing is held, and says each change once', async () => {
    const here = await meeting({ held: new Uint32Array(1) });
    await until(() => here.heardByStranger().length >= HANDSHAKE_BYTES, 'the handshake');
    for (const turn of [true, true, false, false, true]) {
      here.connection.setInterested(turn);
      here.connection.setChoking(!turn);
    }
    here.connection.have(4);
    await until(() => said(here).length === 7, 'seven messages');
    expect(said(here).map(({ kind }) => kind)).toEqual(['interested', 'unchoke', 'notInterested', 'choke', 'interested', 'unchoke', 'have']);
  });

  it('gives the blocks that are asked for while it does not choke', async () => {
    const here = await meeting();
    here.stranger.write(frames(request(0)));
    await until(() => here.heardByStranger().length > HANDSHAKE_BYTES, 'the bitfield');
    here.connection.setChoking(false);
    here.stranger.write(frames(request(1), request(2), request(1), request(3, 16_384), { kind: 'cancel', ...block(3, 16_384) }));
    await until(() => here.told.sent.length >= 2, 'two blocks');
    here.connection.setChoking(true);
    await until(() => said(here).at(-1)?.kind === 'choke', 'the choke');
    const pieces = said(here).filter((message) => message.kind === 'piece');
    expect(pieces.slice(0, 2).map(({ piece, begin, data: bytes }) => [piece, begin, bytes.length, bytes[9]])).toEqual([[1, 0, 16_384, 7], [2, 0, 16_384, 7]]);
  });

  it('takes the blocks it has asked for, and no others', async () => {
    const here = await meeting();
    here.stranger.write(frames({ kind: 'unchoke' }));
    await until(() => !here.connection.isChoked, 'the unchoke');
    here.connection.request(block(1));
    here.connection.request(block(2));
    here.connection.request(block(3));
    here.connection.cancel(3, 0);
    here.stranger.write(frames(data(5), data(2), data(3), { kind: 'piece', piece: 1, begin: 0, data: new Uint8Array(16_383) }));
    await until(() => here.told.blocks.length === 2, 'two blocks');
    // The second was given up while it was under way: it is as good as any.
    expect(here.told.blocks).toEqual([2, 3].map((piece) => ({ piece, begin: 0, bytes: 16_384 })));
    here.stranger.write(frames({ kind: 'choke' }, data(1), data(1)));
    await until(() => here.told.blocks.length === 3, 'the block that was under way at the choke');
    expect(here.told.released.map(({ piece }) => piece)).toEqual([1]);
    expect(said(here).map(({ kind }) => kind).slice(1)).toEqual(['request', 'request', 'request', 'cancel']);
    expect([here.told.fault, here.told.blocks.length]).toEqual([undefined, 3]);
  });

  it('hears of more pieces in a bitfield that comes later, as aria2 sends them', async () => {
    const bitfield = (...bytes: readonly number[]): SentMessage => ({ kind: 'bitfield', bytes: Uint8Array.from(bytes) });
    const here = await meeting();
    here.stranger.write(frames({ kind: 'keepAlive' }, bitfield(0x80, 0, 0), { kind: 'have', piece: 2 }, bitfield(0xb0, 0, 0x10)));
    await until(() => here.told.messages.length === 4, 'four messages');
    expect(here.told.messages.slice(2)).toEqual([{ kind: 'have', piece: 3 }, { kind: 'have', piece: 19 }]);
    here.stranger.write(frames(bitfield(0xb0, 0, 0x10)));
    expect(await codeOf(here)).toBe('lateBitfield');

    for (const late of [[bitfield(0x80, 0, 0), bitfield(0x40, 0, 0)], [{ kind: 'unchoke' }, bitfield(0, 0, 0)]] as const) {
      const other = await meeting();
      other.stranger.write(frames(...late));
      expect(await codeOf(other)).toBe('lateBitfield');
    }
  });

  it('gives open requests back when the other end goes', async () => {
    const here = await meeting();
    here.connection.request(block(1));
    here.stranger.end();
    expect(await codeOf(here)).toBe(null);
    expect(here.told.released.map(({ piece }) => piece)).toEqual([1]);
    here.connection.setChoking(false);
    here.connection.request(block(2));
    here.connection.close();
    expect(here.connection.requests.open).toEqual([]);
  });
});

describe('a stranger is let go', () => {
  it('that begins with anything but the handshake, at once', async () => {
    const here = await meeting({}, false);
    here.stranger.write(Uint8Array.of(0x5a));
    expect(await codeOf(here)).toBe('protocol');
    expect(here.heardByStranger()).toHaveLength(0);
  });

  it('that is not wanted', async () => {
    const told: Told = { messages: [], blocks: [], released: [], sent: [], fault: undefined };
    const here = await meeting({ events: { ...eventsInto(told), greeted: () => false } });
    here.stranger.write(frames({ kind: 'interested' }));
    await until(() => told.fault !== undefined, 'the end');
    expect([told.fault?.code, told.messages.length]).toEqual(['refused', 0]);
  });

  it.each([
    ['requestsWhileChoked', MOST_WHILE_CHOKED, request(0)],
    ['unaskedBlocks', MOST_UNASKED, data(0)],
    ['toggles', MOST_TOGGLES_PER_MINUTE, { kind: 'interested' }],
  ] as const)('for %s after %i, and not before', async (code, most, message) => {
    const here = await meeting();
    const frame = encodeMessage(message);
    for (let k = 0; k < most; k++) here.stranger.write(frame);
    here.stranger.write(frames({ kind: 'have', piece: 1 }));
    await until(() => here.told.messages.at(-1)?.kind === 'have', 'the last message');
    expect(here.told.fault).toBe(undefined);
    here.stranger.write(frame);
    expect(await codeOf(here)).toBe(code);
  });

  it('that asks for what we do not hold, or for too much at once', async () => {
    const held = Uint32Array.of(0b10);
    const here = await meeting({ held });
    await until(() => here.heardByStranger().length > HANDSHAKE_BYTES, 'the bitfield');
    here.connection.setChoking(false);
    here.stranger.write(frames(request(1), request(0)));
    expect(await codeOf(here)).toBe('notHeld');

    const stuck = await meeting({ upload: createRateLimit(0, processClock) });
    await until(() => stuck.heardByStranger().length > HANDSHAKE_BYTES, 'the bitfield');
    stuck.connection.setChoking(false);
    // One is taken out of the queue and waits for the link; small requests make that many different ones.
    stuck.stranger.write(frames(...Array.from({ length: MOST_QUEUED + 1 }, (_, begin): SentMessage => ({ kind: 'request', piece: 0, begin, lengthBytes: 1 }))));
    stuck.stranger.write(frames({ kind: 'have', piece: 1 }));
    await until(() => stuck.told.messages.length === 1, 'the last message');
    expect(stuck.told.fault).toBe(undefined);
    stuck.stranger.write(frames({ kind: 'request', piece: 0, begin: 9_999, lengthBytes: 1 }));
    expect(await codeOf(stuck)).toBe('tooManyRequests');
  });

  it('that stops reading, before more than 1 MiB waits for it', async () => {
    const here = await meeting();
    await until(() => here.heardByStranger().length > HANDSHAKE_BYTES, 'the bitfield');
    // As if the kernel took nothing more: its own buffers hold megabytes, and filling them takes seconds.
    here.ours.cork();
    const before = process.memoryUsage().arrayBuffers;
    for (let k = 0; k < 200_000 && here.told.fault === undefined; k++) here.connection.have(k % geometry.pieceCount);
    expect(here.told.fault?.code).toBe('notReading');
    expect(here.told.fault?.detail).toBeLessThan(MOST_UNREAD_BYTES + 100);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('when the disk cannot be read', async () => {
    const here = await meeting({
      readBlock() {
        throw new Error('EIO');
      },
    });
    await until(() => here.heardByStranger().length > HANDSHAKE_BYTES, 'the bitfield');
    here.connection.setChoking(false);
    here.stranger.write(frames(request(1)));
    expect(await codeOf(here)).toBe('disk');
  });
});

describe('the time of a connection', () => {
  const START_MS = 1_000;

  it('ends when the handshake takes longer than 10 s', async () => {
    const clock = createTestClock();
    const here = await meeting({ clock }, false);
    here.stranger.write(encodeHandshake(them).subarray(0, 67));
    clock.runUntil(START_MS + HANDSHAKE_MS - 1);
    expect(here.told.fault).toBe(undefined);
    clock.runUntil(START_MS + HANDSHAKE_MS);
    expect([here.told.fault?.code, clock.timers]).toEqual(['handshakeLate', 0]);
  });

  it('is kept alive after 110 s, and ends after 120 s of silence', async () => {
    const clock = createTestClock();
    const here = await meeting({ clock });
    await until(() => said(here).length === 1, 'the bitfield');
    clock.runUntil(START_MS + KEEP_ALIVE_MS);
    await until(() => said(here).length === 2, 'a keep-alive');
    expect(said(here).at(-1)?.kind).toBe('keepAlive');
    clock.runUntil(START_MS + SILENCE_MS - 1);
    expect(here.told.fault).toBe(undefined);
    clock.runUntil(START_MS + SILENCE_MS);
    expect([here.told.fault?.code, clock.timers]).toEqual(['silent', 0]);
  });

  it('goes on while the other end keeps it alive', async () => {
    const clock = createTestClock();
    const here = await meeting({ clock });
    await until(() => said(here).length === 1, 'the bitfield');
    for (let turn = 1; turn <= 4; turn++) {
      clock.runUntil(START_MS + turn * 100_000);
      here.stranger.write(frames({ kind: 'keepAlive' }, { kind: 'have', piece: turn }));
      await until(() => here.told.messages.length === turn, 'a message');
    }
    expect(here.told.fault).toBe(undefined);
  });
});

describe('two of our own, over a real socket', () => {
  /** One gives blocks of one piece, the other asks for as many as it may, for a while. @returns bytes a second, as received */
  async function achieved(limits: { readonly upload?: number; readonly download?: number }, seconds: number): Promise<number> {
    const [server, accepted, dialled] = await socketPair();
    const limit = (rate?: number) => (rate ? createRateLimit(rate, processClock) : noLimit());
    const common = { geometry, clock: processClock, held: Uint32Array.of(1), readBlock: () => undefined };
    const told = (): Told => ({ messages: [], blocks: [], released: [], sent: [], fault: undefined });
    const giver: Connection = openConnection({ ...common, socket: accepted, isDialled: false, own: us, upload: limit(limits.upload), download: noLimit(), events: { ...eventsInto(told()), heard: () => giver.setChoking(false) } });
    let bytes = 0;
    // Pairs of blocks in turn: what is asked for again after it came is another request.
    const refill = () => {
      for (const begin of [0, 16_384]) if (!taker.requests.isOpen(0, begin)) taker.request(block(0, begin));
    };
    const taker: Connection = openConnection({
      ...common, socket: dialled, isDialled: true, own: them, upload: noLimit(), download: limit(limits.download),
      events: {
        ...eventsInto(told()),
        greeted: () => (setImmediate(() => taker.setInterested(true)), true),
        heard: ({ kind }) => kind === 'unchoke' && refill(),
        block: (_piece, _begin, data) => ((bytes += data.length), setImmediate(refill)),
      },
    });
    await until(() => bytes > 0, 'the first block');
    const [since, before] = [performance.now(), bytes];
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    const rate = ((bytes - before) / (performance.now() - since)) * 1_000;
    giver.close();
    taker.close();
    server.close();
    return rate;
  }

  it('keep an upload limit, and a download limit by back-pressure', async () => {
    const rate = 1024 * 1024;
    const [up, down] = [await achieved({ upload: rate }, 2), await achieved({ download: rate }, 2)];
    // How exact a limit is, rateLimit.test.ts says, on a clock of its own; without one ten times as much would come.
    for (const reached of [up, down]) expect(Math.abs(reached / rate - 1)).toBeLessThan(0.5);
  });
});
