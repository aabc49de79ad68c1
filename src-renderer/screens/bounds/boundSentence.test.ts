import { describe, expect, it } from 'vitest';
import { boundsOf, type Setting } from '@core/theory/index';
import { boundSentence } from './boundSentence';

/** The textbook's homework: F = 15 Gbit, us = 30 Mbit/s, d = 2 Mbit/s, u = 300 kbit/s (golden table in the theory). */
const textbook = (peers: number, change: Partial<Setting> = {}) =>
  boundsOf({ sizeBits: 15e9, serverBitrate: 30e6, peers, totalPeerBitrate: peers * 300e3, slowestDownload: 2e6, ...change });

describe('the sentence of a bound', () => {
  it('names the binding term, and what the next one alone would take', () => {
    expect(boundSentence(textbook(100).clientServer)).toEqual({ kind: 'binds', term: 'server-upload', next: 'slowest-download', nextSeconds: 7500 });
    expect(boundSentence(textbook(100).peerToPeer)).toEqual({ kind: 'binds', term: 'total-upload', next: 'slowest-download', nextSeconds: 7500 });
  });

  it('says a tie when two terms are equal', () => {
    expect(boundSentence(textbook(15).clientServer)).toEqual({ kind: 'tie', terms: ['server-upload', 'slowest-download'] });
  });

  it('says why it can never be done, and that nobody has to wait where nobody is', () => {
    expect(boundSentence(textbook(10, { serverBitrate: 0 }).clientServer)).toEqual({ kind: 'never', reason: 'server-cannot-upload' });
    expect(boundSentence(textbook(0).peerToPeer)).toEqual({ kind: 'nobody' });
  });
});
