import { byteText, utf8Text } from '../byteText';
import { isLoopbackHost, isPort, type LoopbackAddress } from '../loopback';
import { dictionary, encodeBencode, entry, isDictionary, type BencodeValue } from '../metainfo/bencode';
import { decodeBencode, type BencodeFaultCode } from '../metainfo/decodeBencode';
import { parsed, refused, type Parsed } from '../parsed';

export const MOST_ANSWER_BYTES = 1024 * 1024;
/** libtorrent's figure for a list of peers. */
export const MOST_PEERS = 3_000;
export const LEAST_INTERVAL_SECONDS = 1;
export const MOST_INTERVAL_SECONDS = 3_600;
const COMPACT_BYTES = 6;
const MOST_REASON_LENGTH = 200;

/** A peer as a tracker names it. */
export interface ToldPeer extends LoopbackAddress {
  /** Compact answers do not say. */
  readonly peerId: Uint8Array | null;
}

export interface AnnounceAnswer {
  /** Seconds until the next announce is welcome. */
  readonly intervalSeconds: number;
  /** Peers that hold everything, and others, as the tracker counts them. */
  readonly completeCount: number;
  readonly incompleteCount: number;
  readonly peers: readonly ToldPeer[];
}

/** An answer as a client takes it. */
export interface HeardAnswer extends AnnounceAnswer {
  /** Addresses that were dropped: not of this machine, or without a port. */
  readonly foreignCount: number;
}

export type AnswerFaultCode = BencodeFaultCode | 'failureReason' | 'interval' | 'peers';

export function encodeAnswer({ intervalSeconds, completeCount, incompleteCount, peers }: AnnounceAnswer, isCompact: boolean): Uint8Array {
  const list: BencodeValue = isCompact ? Buffer.concat(peers.map(compactOf)) : peers.map(dictionaryOf);
  return encodeBencode(dictionary({ complete: completeCount, incomplete: incompleteCount, interval: intervalSeconds, peers: list }));
}

/** What a tracker answers that does not want to answer; the status is 200 all the same (BEP 3). */
export function encodeFailure(reason: string): Uint8Array {
  return encodeBencode(dictionary({ 'failure reason': reason }));
}

/**
 * Reads what a tracker answered, compact (BEP 23) or as dictionaries (BEP 3). Whatever it says, only addresses of this
 * machine come out, and an interval from 1 s to 1 h.
 * @returns never throws; for `failureReason` the detail is the tracker's own text
 */
export function parseAnnounceAnswer(bytes: Uint8Array): Parsed<HeardAnswer, AnswerFaultCode> {
  const decoded = decodeBencode(bytes, MOST_ANSWER_BYTES);
  if (!decoded.ok) return decoded;
  const answer = decoded.value.value;
  const reason = entry.bytes(answer, 'failure reason');
  if (reason) return refused('failureReason', (utf8Text(reason) ?? byteText(reason)).slice(0, MOST_REASON_LENGTH));
  const interval = entry.integer(answer, 'interval');
  if (interval === null) return refused('interval', '');
  const told = toldPeers(answer.get('peers'));
  if (!told.ok) return told;
  const peers = told.value.filter(({ host, port }) => isLoopbackHost(host) && isPort(port));
  return parsed({
    intervalSeconds: Math.min(MOST_INTERVAL_SECONDS, Math.max(LEAST_INTERVAL_SECONDS, interval)),
    completeCount: countOf(entry.integer(answer, 'complete')),
    incompleteCount: countOf(entry.integer(answer, 'incomplete')),
    peers: peers.slice(0, MOST_PEERS),
    foreignCount: told.value.length - peers.length,
  });
}

/** Trackers may leave their counts out. */
function countOf(count: number | null): number {
  return Math.max(0, count ?? 0);
}

function toldPeers(list: BencodeValue | undefined): Parsed<readonly ToldPeer[], 'peers'> {
  if (list instanceof Uint8Array) {
    if (list.length % COMPACT_BYTES !== 0) return refused('peers', list.length);
    return parsed(Array.from({ length: list.length / COMPACT_BYTES }, (_, k) => peerOfCompact(list.subarray(k * COMPACT_BYTES))));
  }
  if (!Array.isArray(list)) return refused('peers', '');
  const peers = (list as readonly BencodeValue[]).map(peerOfDictionary);
  const good = peers.filter((peer) => peer !== null);
  return good.length === peers.length ? parsed(good) : refused('peers', peers.indexOf(null));
}

function compactOf({ host, port }: ToldPeer): Uint8Array {
  return Uint8Array.of(...host.split('.').map(Number), port >> 8, port & 255);
}

function peerOfCompact(bytes: Uint8Array): ToldPeer {
  return { host: bytes.subarray(0, 4).join('.'), port: bytes[4]! * 256 + bytes[5]!, peerId: null };
}

function dictionaryOf({ host, port, peerId }: ToldPeer): BencodeValue {
  return dictionary({ ip: host, ...(peerId ? { 'peer id': peerId } : {}), port });
}

function peerOfDictionary(value: BencodeValue): ToldPeer | null {
  if (!isDictionary(value)) return null;
  const host = entry.byteText(value, 'ip');
  const port = entry.integer(value, 'port');
  return host === null || port === null ? null : { host, port, peerId: entry.bytes(value, 'peer id') };
}
