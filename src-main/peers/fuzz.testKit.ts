import { createStreams, type Draw } from '../../src-core/base/index';
import { mutated } from '../files/mutated.testKit';
import { dictionary, encodeBencode } from './metainfo/bencode';
import { decodeBencode } from './metainfo/decodeBencode';
import { geometryOf } from './metainfo/geometry';
import { MOST_METAINFO_BYTES, parseMetainfo } from './metainfo/metainfo';
import { parseAnnounceAnswer } from './tracker/announceAnswer';
import { parseAnnounceQuery } from './tracker/announceQuery';
import { encodeMessage, type SentMessage } from './wire/encode';
import { longestFrame, PREFIX_BYTES } from './wire/frameLimits';
import { encodeHandshake } from './wire/handshake';
import { geometry, hear, them } from './wire/wire.testKit';

/** How a case came out. A case that breaks a promise throws, with its number: the same seed and number make it again. */
export type Outcome = 'taken' | 'refused';

const whole = geometryOf(100_000, 16_384);
const goodTorrent = encodeBencode(
  dictionary({
    announce: 'http://127.0.0.1:6969/announce',
    info: dictionary({ length: whole.lengthBytes, name: 'a.bin', 'piece length': 16_384, pieces: new Uint8Array(whole.pieceCount * 20), private: 1 }),
  }),
);
const goodAnswer = encodeBencode(dictionary({ complete: 1, incomplete: 2, interval: 60, peers: Uint8Array.of(127, 0, 0, 2, 26, 225, 127, 0, 0, 3, 26, 225) }));
const goodQuery = '/announce?info_hash=%ab%cd%ef0123456789abcdefg&peer_id=-SL0001-aaaaaaaaaaaa&port=6881&uploaded=0&downloaded=0&left=1&compact=1&event=started';

/** Runs case number `at` of a seed: bytes of a stranger, to each of the readers in turn. */
export function fuzzCase(seed: number, at: number): Outcome {
  const draw = createStreams(seed * 0x1_0000_0000 + at, 1, 1).of(0, 0);
  try {
    const readers = [fuzzWire, fuzzWire, fuzzBencode, fuzzMetainfo, fuzzAnswer, fuzzQuery];
    return readers[at % readers.length]!(draw);
  } catch (error) {
    throw new Error(`case ${at} of seed ${seed}: ${String(error)}`, { cause: error });
  }
}

/** A connection: never throws, never holds more than one frame, and means the same however it is cut. */
function fuzzWire(draw: Draw): Outcome {
  const messages = Array.from({ length: draw.below(6) }, () => randomMessage(draw));
  const good = Buffer.concat([encodeHandshake(them), ...messages.map(encodeMessage)]);
  const bytes = mutated(good, draw);
  const atOnce = hear([bytes]);
  const inLumps = hear(randomLumps(bytes, draw));
  const most = PREFIX_BYTES + longestFrame(geometry.pieceCount);
  for (const heard of [atOnce, inLumps]) hold(heard.mostHeldBytes < most, `${heard.mostHeldBytes} bytes held`);
  hold(JSON.stringify(atOnce.fault) === JSON.stringify(inLumps.fault), 'another fault in other lumps');
  hold(encodings(atOnce.messages).equals(encodings(inLumps.messages)), 'other messages in other lumps');
  if (bytes.equals(good)) hold(atOnce.fault === null && atOnce.messages.length === messages.length, 'a good talk was refused');
  return atOnce.fault ? 'refused' : 'taken';
}

/** Bytes that were read as bencode are its one encoding. */
function fuzzBencode(draw: Draw): Outcome {
  const bytes = mutated(goodTorrent, draw);
  const read = decodeBencode(bytes, MOST_METAINFO_BYTES);
  if (read.ok) hold(bytes.equals(encodeBencode(read.value.value)), 'two encodings of one value');
  return read.ok ? 'taken' : 'refused';
}

function fuzzMetainfo(draw: Draw): Outcome {
  const read = parseMetainfo(mutated(goodTorrent, draw));
  if (!read.ok) return 'refused';
  const { name, pieceHashes, pieceCount, lengthBytes, pieceLengthBytes } = read.value;
  hold(pieceHashes.length === pieceCount * 20 && (pieceCount - 1) * pieceLengthBytes < lengthBytes, 'pieces that do not fit');
  hold(!/[/\\\0]/.test(name) && name !== '..', 'a name that leads somewhere');
  return 'taken';
}

/** Whatever a tracker says, only loopback is dialled. */
function fuzzAnswer(draw: Draw): Outcome {
  const read = parseAnnounceAnswer(mutated(goodAnswer, draw));
  if (!read.ok) return 'refused';
  for (const { host, port } of read.value.peers) hold(host.startsWith('127.') && port >= 1 && port <= 65_535, `dials ${host}:${port}`);
  hold(read.value.intervalSeconds >= 1 && read.value.intervalSeconds <= 3_600, 'an interval outside of 1 s to 1 h');
  return 'taken';
}

function fuzzQuery(draw: Draw): Outcome {
  const read = parseAnnounceQuery(mutated(Buffer.from(goodQuery), draw).toString('latin1'));
  if (!read.ok) return 'refused';
  const { port, wanted, infoHash, peerId } = read.value;
  hold(Number.isInteger(port) && port >= 1 && port <= 65_535, `port ${port}`);
  hold(Number.isInteger(wanted) && wanted >= 0 && wanted <= 200, `${wanted} peers wanted`);
  hold(infoHash.length === 20 && peerId.length === 20, 'names of another length');
  return 'taken';
}

function hold(promise: boolean, broken: string): void {
  if (!promise) throw new Error(broken);
}

const encodings = (messages: readonly { readonly kind: string }[]) =>
  Buffer.concat(messages.map((message) => encodeMessage((message.kind === 'port' || message.kind === 'extended' ? { kind: 'keepAlive' } : message) as SentMessage)));

function randomMessage(draw: Draw): SentMessage {
  const piece = draw.below(geometry.pieceCount - 1);
  const begin = draw.below(2) * 16_384;
  switch (draw.below(6)) {
    case 0:
      return { kind: 'have', piece };
    case 1:
      return { kind: 'request', piece, begin, lengthBytes: 1 + draw.below(16_384) };
    case 2:
      return { kind: 'piece', piece, begin, data: new Uint8Array(1 + draw.below(draw.below(4) ? 60 : 16_384)).fill(draw.below(256)) };
    case 3:
      return { kind: 'cancel', piece, begin, lengthBytes: 16_384 };
    case 4:
      return { kind: 'keepAlive' };
    default:
      return { kind: (['choke', 'unchoke', 'interested', 'notInterested'] as const)[draw.below(4)]! };
  }
}

function* randomLumps(bytes: Uint8Array, draw: Draw): Generator<Uint8Array> {
  const most = [1, 5, 100, 20_000][draw.below(4)]!;
  for (let at = 0; at < bytes.length; ) {
    // Byte by byte through a whole block takes long and finds nothing more.
    const size = Math.max(1 + draw.below(most), at > 500 ? 700 : 0);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
