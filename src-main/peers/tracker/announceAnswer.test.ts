import bencode from 'bencode';
import { describe, expect, it } from 'vitest';
import { dictionary, encodeBencode, type BencodeValue } from '../metainfo/bencode';
import { encodeAnswer, encodeFailure, MOST_ANSWER_BYTES, MOST_PEERS, parseAnnounceAnswer, type AnnounceAnswer } from './announceAnswer';

const answer: AnnounceAnswer = {
  intervalSeconds: 60,
  completeCount: 1,
  incompleteCount: 2,
  peers: [
    { host: '127.0.0.11', port: 6881, peerId: Buffer.from('-SL0001-aaaaaaaaaaaa') },
    { host: '127.255.0.1', port: 65_535, peerId: Buffer.from('-SL0001-bbbbbbbbbbbb') },
  ],
};
const good: Record<string, BencodeValue> = { complete: 1, incomplete: 1, interval: 60, peers: new Uint8Array(0) };
const read = (changes: Record<string, BencodeValue>) => parseAnnounceAnswer(encodeBencode(dictionary({ ...good, ...changes })));
const codeOf = (result: ReturnType<typeof read>) => (result.ok ? null : result.fault.code);

describe('what a tracker answers', () => {
  it('is read as it was written, in both forms', () => {
    expect(parseAnnounceAnswer(encodeAnswer(answer, false))).toEqual({ ok: true, value: { ...answer, foreignCount: 0 } });
    const unnamed = answer.peers.map((peer) => ({ ...peer, peerId: null }));
    expect(parseAnnounceAnswer(encodeAnswer(answer, true))).toEqual({ ok: true, value: { ...answer, peers: unnamed, foreignCount: 0 } });
  });

  it('is what the second opinion reads', () => {
    const other = bencode.decode(encodeAnswer(answer, true)) as Record<string, unknown>;
    expect(other).toMatchObject({ complete: 1, incomplete: 2, interval: 60 });
    expect([...(other.peers as Uint8Array)]).toEqual([127, 0, 0, 11, 0x1a, 0xe1, 127, 255, 0, 1, 0xff, 0xff]);
  });

  it('never makes anybody dial elsewhere', () => {
    const compact = read({ peers: Uint8Array.of(8, 8, 8, 8, 0, 80, 127, 0, 0, 1, 0, 80, 0, 0, 0, 0, 0, 80, 127, 0, 0, 2, 0, 0) });
    expect(compact).toMatchObject({ ok: true, value: { foreignCount: 3, peers: [{ host: '127.0.0.1', port: 80 }] } });
    const peers = [['127.0.0.5', 80], ['10.0.0.1', 80], ['evil.example', 80], ['::1', 80], ['127.0.0.5', 0], ['127.0.0.5', 65_536]] as const;
    const list = read({ peers: peers.map(([ip, port]) => dictionary({ ip, port })) });
    expect(list).toMatchObject({ ok: true, value: { foreignCount: 5, peers: [{ host: '127.0.0.5', port: 80 }] } });
  });

  it('has six bytes for each peer, or a dictionary', () => {
    for (const length of [0, 6, 12]) expect(codeOf(read({ peers: new Uint8Array(length) }))).toBe(null);
    for (const length of [1, 5, 7, 13]) expect(codeOf(read({ peers: new Uint8Array(length) })), String(length)).toBe('peers');
    for (const peers of [3, dictionary({}), [3], [dictionary({ ip: '127.0.0.1' })], [dictionary({ ip: 3, port: 3 })]]) expect(codeOf(read({ peers }))).toBe('peers');
    expect(codeOf(parseAnnounceAnswer(encodeBencode(dictionary({ interval: 60 }))))).toBe('peers');
  });

  it('has an interval from 1 s to 1 h, whatever it says', () => {
    const intervalOf = (interval: number) => {
      const result = read({ interval });
      return result.ok && result.value.intervalSeconds;
    };
    expect([1, 0, -5, 3_600, 3_601, 2 ** 53 - 1].map(intervalOf)).toEqual([1, 1, 1, 3_600, 3_600, 3_600]);
    expect(codeOf(read({ interval: [] }))).toBe('interval');
  });

  it('counts nobody where it does not say, nor less than nobody', () => {
    expect(read({ complete: -3, incomplete: [] })).toMatchObject({ ok: true, value: { completeCount: 0, incompleteCount: 0 } });
  });

  it('names at most 3,000 peers', () => {
    const many = (count: number) => {
      const result = read({ peers: Buffer.from(Array.from({ length: count }, () => [127, 0, 0, 1, 1, 1]).flat()) });
      return result.ok && result.value.peers.length;
    };
    expect([MOST_PEERS, MOST_PEERS + 1].map(many)).toEqual([MOST_PEERS, MOST_PEERS]);
  });

  it('is at most 1 MiB long', () => {
    const bare = encodeBencode(dictionary({ ...good, zz: new Uint8Array(1_000_000) })).length - 1_000_000;
    expect(codeOf(read({ zz: new Uint8Array(MOST_ANSWER_BYTES - bare) }))).toBe(null);
    expect(codeOf(read({ zz: new Uint8Array(MOST_ANSWER_BYTES - bare + 1) }))).toBe('tooLong');
  });

  it('may be a refusal, with a reason that is cut', () => {
    expect(parseAnnounceAnswer(encodeFailure('모르는 스웜'))).toEqual({ ok: false, fault: { code: 'failureReason', detail: '모르는 스웜' } });
    const long = parseAnnounceAnswer(encodeFailure('x'.repeat(10_000)));
    expect(!long.ok && String(long.fault.detail).length).toBe(200);
    expect(codeOf(read({ 'failure reason': Uint8Array.of(0xff) }))).toBe('failureReason');
  });
});
