import { expect, test } from 'vitest';
import { fieldAt, layoutLedger } from './ledgerLayout';
import { ledgerSums, ledgerTable } from './ledgerTable';
import { runReplay } from './replays.testKit';

test('rows and columns of a run add up to what each has uploaded and downloaded', () => {
  const replay = runReplay('peer-to-peer');
  const table = ledgerTable(replay);
  expect(table.parties).toHaveLength(11);
  for (const share of [0.1, 1, 0.4]) {
    replay.seek(share * replay.endSeconds);
    const { gave, got } = ledgerSums(table.current(), table.parties.length);
    for (let peer = 0; peer < 11; peer++) {
      expect(gave[peer]).toBeCloseTo(replay.state.uploadedBits[peer]!, 3);
      expect(got[peer]).toBeCloseTo(replay.state.downloadedBits[peer]!, 3);
    }
  }
});

test('what came back is the part of what peers gave that the same peers gave them; the server trades with nobody', () => {
  // Server, A, B, C. A gave B 10 and got 4 back; C gave A 6 for nothing.
  const bits = Float64Array.from([0, 50, 50, 50, 0, 0, 10, 0, 0, 4, 0, 0, 0, 6, 0, 0]);
  const { gave, got, most, returned } = ledgerSums(bits, 4);
  expect([...gave]).toEqual([150, 10, 4, 6]);
  expect([...got]).toEqual([0, 60, 60, 50]);
  expect(most).toBe(10);
  expect(returned).toBeCloseTo(8 / 20);
  expect(ledgerSums(new Float64Array(9), 3).returned).toBeNull();
});

test.each([[3, 300, 200], [41, 340, 240], [41, 900, 700]])('%d parties have their fields inside %d x %d, and each field is found', (parties, width, height) => {
  const geometry = layoutLedger(parties, width, height, 13);
  expect(geometry.balanceLeftPx + geometry.balanceWidthPx).toBeLessThanOrEqual(width);
  expect(geometry.topPx + parties * geometry.cellPx).toBeLessThanOrEqual(height);
  for (const at of [0, parties - 1]) {
    const middle = (at + 0.5) * geometry.cellPx;
    expect(fieldAt(geometry, geometry.leftPx + middle, geometry.topPx + middle)).toEqual({ from: at, to: at });
    expect(fieldAt(geometry, 1, geometry.topPx + middle)).toEqual({ from: at, to: null });
  }
  expect(fieldAt(geometry, 5, 0)).toBeNull();
});
