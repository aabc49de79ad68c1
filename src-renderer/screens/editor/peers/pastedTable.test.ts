import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandPeers, newPeerGroup, withPeersWritten, type PeerGroup } from '@core/scenario/index';
import { readPastedRows, readPastedTable, tableText } from './pastedTable';
import { vocabularyOf } from './useVocabulary';

const english = vocabularyOf('en');
const korean = vocabularyOf('ko');

/** Pastes over one peer of defaults. */
function paste(text: string, bareUnit = '', words = english): { readonly peers: PeerGroup[]; readonly issues: (readonly [row: number, code: string, found: string])[] } {
  const table = readPastedTable(text, words, null);
  const rows = readPastedRows(table, table.meanings, bareUnit, words);
  return {
    peers: expandPeers(withPeersWritten([{ ...newPeerGroup(), count: 1 }], 1, rows.flatMap(({ change, count }) => Array.from({ length: count }, () => change)), false)),
    issues: rows.flatMap(({ cells }, row) => cells.flatMap(({ issue }) => (issue ? [[row, issue.code, issue.found] as const] : []))),
  };
}
const rates = (peers: readonly PeerGroup[]) => peers.map(({ name, uploadBitrate, downloadBitrate }) => [name, uploadBitrate, downloadBitrate]);

describe('a pasted table', () => {
  it('has its columns named in the first row, in English or Korean, in any order', () => {
    const peers = [['a', 700e3, 2e6], ['b', 1e6, null]];
    expect(rates(paste('Name\tUpload\tDownload\na\t700 kbit/s\t2 Mbps\nb\t1 Mbps\tunlimited').peers)).toEqual(peers);
    expect(rates(paste('다운로드 속도\t이름\t업로드\n2 Mbps\ta\t700kbps\n무제한\tb\t1 Mbit/s').peers)).toEqual(peers);
    expect(rates(paste('Download rate dᵢ,upload rate uᵢ,group\r\n2 Mbps,700kbps,a\r\nunlimited,1M,b\r\n').peers)).toEqual(peers);
  });

  it('may have the unit in the heading', () => {
    expect(rates(paste('name\tupload (Mbit/s)\tdownload kbps\na\t0.7\t2000\nb\t1,5\t3 Mbps').peers)).toEqual([['a', 700e3, 2e6], ['b', 1.5e6, 3e6]]);
    expect(rates(paste('이름;업로드(Mbps);도착 [min]\na;0,7;5').peers)).toEqual([['a', 700e3, 2e6]]);
    expect(paste('arrival (min)\n5').peers[0]?.arrival).toEqual({ kind: 'together', atSeconds: 300 });
  });

  it('without a heading begins with the name, or with the upload where a rate stands first', () => {
    expect(rates(paste('a\t700 kbps\t2 Mbps').peers)).toEqual([['a', 700e3, 2e6]]);
    expect(rates(paste('700 kbps\t1 Mbps\n300 kbps\t2 Mbps').peers).map(([, ...both]) => both)).toEqual([[700e3, 1e6], [300e3, 2e6]]);
  });

  it('says that rates have no unit, and takes the one that is chosen', () => {
    expect(readPastedTable('upload\n700', english, null).hasBareRates).toBe(true);
    expect(readPastedTable('upload (kbps)\n700', english, null).hasBareRates).toBe(false);
    expect(paste('upload\n700\n2 Mbps', 'kbit/s').peers.map(({ uploadBitrate }) => uploadBitrate)).toEqual([700e3, 2e6]);
  });

  it('leaves out columns that it does not know, and numbers of rows', () => {
    expect(rates(paste('#\tupload\tshoe size\n1\t1 Mbps\t42').peers)).toEqual([['students', 1e6, 2e6]]);
  });

  it('may count peers that are alike', () => {
    expect(rates(paste('name\tcount\tupload\na\t2\t1 Mbps\nb\t1\t2 Mbps').peers)).toEqual([['a', 1e6, 2e6], ['a', 1e6, 2e6], ['b', 2e6, 2e6]]);
  });

  it('tells which cells cannot be used, and uses the others', () => {
    const { peers, issues } = paste('name\tupload\tstrategy\tcount\na\tfast\tselfish\t1\nb\t1 Mbps\tfree rider\t0\nc\t\t\t');
    expect(issues).toEqual([[0, 'quantity.number', 'fast'], [0, 'option', 'selfish'], [1, 'count', '0']]);
    expect(peers.map(({ name, uploadBitrate, strategy }) => [name, uploadBitrate, strategy])).toEqual([['a', 300e3, 'standard'], ['b', 1e6, 'free-rider'], ['c', 300e3, 'standard']]);
  });

  it('of nothing is nothing', () => {
    expect([readPastedTable('', english, null).rows, readPastedTable('\n \n', english, null).rows]).toEqual([[], []]);
  });

  it('of any text is read without harm', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '1', '\t', '\n', ',', ';', '"', 'upload', '업로드', ' ', '=', '.') }), (text) => {
      expect(() => paste(text)).not.toThrow();
    }));
  });
});

describe('peers as text', () => {
  it('are pasted as they were copied, in either language, and no name is a formula', () => {
    const peer = fc.record({ name: fc.constantFrom('a', '=SUM(A1)', '-x', 'with, comma', '학생'), uploadBitrate: fc.integer({ min: 0, max: 1e9 }), downloadBitrate: fc.option(fc.integer({ min: 0, max: 1e9 })), strategy: fc.constantFrom('standard' as const, 'free-rider' as const) });
    fc.assert(fc.property(fc.array(peer, { minLength: 1 }), fc.constantFrom(english, korean), fc.constantFrom(english, korean), (parts, writer, reader) => {
      const peers = parts.map((part) => ({ ...newPeerGroup(), ...part, count: 1 }));
      const text = tableText(peers, ['Group', '업로드', 'Download', 'Arrives', 'When complete', '중단', 'Strategy', 'Reachable'], writer);
      expect(text.split('\n').some((line) => /^[=+\-@]/.test(line))).toBe(false);
      expect(paste(text, '', reader)).toEqual({ peers, issues: [] });
    }));
  });
});
