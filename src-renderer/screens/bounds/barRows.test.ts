import { describe, expect, it } from 'vitest';
import { boundsOf } from '@core/theory/index';
import { barRows } from './barRows';

const setting = { sizeBits: 15e9, serverBitrate: 30e6, peers: 100, totalPeerBitrate: 30e6, slowestDownload: 2e6 };

describe('the bars of the bounds', () => {
  it('share one scale and mark the binding term', () => {
    const rows = barRows(boundsOf(setting));
    expect(rows['client-server'].map((row) => [row.term, row.fraction, row.isBinding])).toEqual([['server-upload', 1, true], ['slowest-download', 0.15, false]]);
    expect(rows['peer-to-peer'].map((row) => [row.fraction, row.isBinding])).toEqual([[0.01, false], [0.15, false], [0.5, true]]);
  });

  it('mark every term of a tie', () => {
    const rows = barRows(boundsOf({ ...setting, peers: 15 }));
    expect(rows['client-server'].map((row) => row.isBinding)).toEqual([true, true]);
  });

  it('are full where a term is infinite, and none where nobody is', () => {
    expect(barRows(boundsOf({ ...setting, serverBitrate: 0 }))['client-server'][0]).toMatchObject({ seconds: null, fraction: 1, isBinding: true });
    expect(barRows(boundsOf({ ...setting, peers: 0 }))['peer-to-peer']).toEqual([]);
  });
});
