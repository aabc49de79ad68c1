import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announceTarget, MOST_URL_LENGTH, MOST_WANTED, parseAnnounceQuery, type AnnounceQuery } from './announceQuery';
import { percentDecode, percentEncode } from './percentBytes';

const good: AnnounceQuery = {
  infoHash: Uint8Array.from({ length: 20 }, (_, k) => k * 13),
  peerId: Buffer.from('-SL0001-& =+%?\0\xff\x80#/!', 'latin1'),
  port: 6881,
  uploadedBytes: 0,
  downloadedBytes: 12_345,
  leftBytes: 2 ** 53 - 1,
  event: 'started',
  isCompact: true,
  wanted: 30,
};
const target = announceTarget('/announce', good);
/** What is wrong with the good query when one of its parameters is another; null: nothing. */
function faultOf(key: string, value: string) {
  const read = parseAnnounceQuery(target.replace(new RegExp(`([?&]${key}=)[^&]*`), `$1${value}`));
  return read.ok ? null : read.fault.code;
}
const wantedOf = (numwant: string) => {
  const read = parseAnnounceQuery(`${target.replace(/&numwant=\d+/, '')}${numwant}`);
  return read.ok ? read.value.wanted : read.fault.code;
};

describe('what a peer tells a tracker', () => {
  it('is read as it was written, byte by byte', () => {
    const read = parseAnnounceQuery(target);
    expect(read).toEqual({ ok: true, value: { ...good, infoHash: Buffer.from(good.infoHash), peerId: Buffer.from(good.peerId) } });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => Buffer.compare(percentDecode(percentEncode(bytes))!, bytes) === 0));
  });

  it('has a port that is a whole number from 1 to 65535', () => {
    for (const port of ['1', '65535']) expect(faultOf('port', port)).toBe(null);
    for (const port of ['0', '65536', '-1', '80.5', '8e1', '0x50', '', ' 80', '99999999999999999999']) expect(faultOf('port', port), port).toBe('port');
  });

  it('has amounts that are whole numbers within 2^53', () => {
    for (const key of ['uploaded', 'downloaded', 'left']) {
      for (const amount of ['0', '9007199254740991']) expect(faultOf(key, amount)).toBe(null);
      for (const amount of ['9007199254740992', '-1', '1.5', '', 'NaN', '10000000000000000000000']) expect(faultOf(key, amount), amount).toBe('amount');
    }
  });

  it('has names of 20 bytes', () => {
    for (const [key, code] of [['info_hash', 'infoHash'], ['peer_id', 'peerId']] as const) {
      expect(faultOf(key, 'a'.repeat(20))).toBe(null);
      for (const length of [0, 19, 21]) expect(faultOf(key, 'a'.repeat(length)), String(length)).toBe(code);
    }
    expect(faultOf('info_hash', `${'a'.repeat(19)}%4`)).toBe('encoding');
    expect(faultOf('info_hash', `${'a'.repeat(19)}é`)).toBe('encoding');
  });

  it('has one of three events, or none', () => {
    for (const event of ['started', 'completed', 'stopped', '', 'empty']) expect(faultOf('event', event)).toBe(null);
    for (const event of ['Started', 'paused', '1']) expect(faultOf('event', event)).toBe('event');
  });

  it('wants 0 to 200 peers, whatever it says', () => {
    expect(['', '&numwant=', '&numwant=-1', '&numwant=0', '&numwant=200', '&numwant=201', '&numwant=9999'].map(wantedOf)).toEqual([50, 50, 50, 0, 200, MOST_WANTED, 200]);
    expect(['&numwant=-2', '&numwant=1.5', '&numwant=many'].map(wantedOf)).toEqual(['wanted', 'wanted', 'wanted']);
  });

  it('says everything once', () => {
    const read = parseAnnounceQuery(`${target}&port=6882`);
    expect(read).toEqual({ ok: false, fault: { code: 'repeated', detail: 'port' } });
    expect(parseAnnounceQuery(`${target}&ip=10.0.0.1&key=7&&supportcrypto=1`).ok).toBe(true);
    expect(parseAnnounceQuery(`${target}&__proto__=1`).ok).toBe(true);
  });

  it('is at most 8 KiB long, and goes to the announce path', () => {
    const padded = (length: number) => `${target}&x=`.padEnd(length, 'x');
    expect(parseAnnounceQuery(padded(MOST_URL_LENGTH)).ok).toBe(true);
    expect(parseAnnounceQuery(padded(MOST_URL_LENGTH + 1))).toMatchObject({ fault: { code: 'urlLength' } });
    for (const path of ['/scrape', '/', '', '/announce/', '//announce']) expect(parseAnnounceQuery(announceTarget(path, good))).toMatchObject({ fault: { code: 'path' } });
  });
});
