import { describe, expect, it } from 'vitest';
import { checkScenario, defaultScenario } from '@core/scenario/index';
import { boundCurve, bounds } from '@core/theory/index';
import { homeworkTable, readings, withHomework, withOneHour } from './textbook';

const seconds = (reading: 'si' | 'published', of: 'clientServer' | 'peerToPeer') => homeworkTable(reading).map((row) => row.map((cell) => Math.round(cell.bounds[of].seconds ?? NaN)));

describe('the homework of the textbook', () => {
  it('has the figures of the golden table in SI', () => {
    expect(seconds('si', 'clientServer')).toEqual([[7500, 7500, 7500], [50000, 50000, 50000], [500000, 500000, 500000]]);
    expect(seconds('si', 'peerToPeer')).toEqual([[7500, 7500, 7500], [25000, 15000, 7500], [45455, 20548, 7500]]);
  });

  it('has the figures of the published solution in its reading', () => {
    expect(seconds('published', 'clientServer').map((row) => row[0])).toEqual([7680, 51200, 512000]);
    expect(seconds('published', 'peerToPeer')[1]).toEqual([25600, 15360, 7680]);
  });

  it('gives the same bounds once a cell is taken into the scenario', () => {
    for (const reading of ['si', 'published'] as const) {
      for (const cell of homeworkTable(reading).flat()) {
        const next = withHomework(defaultScenario(), reading, cell);
        expect(checkScenario(next).ok).toBe(true);
        expect(bounds(next)).toEqual(cell.bounds);
      }
    }
    expect(readings.published / readings.si).toBeCloseTo(1.024, 12);
  });

  it('has the one-hour figure: N/10 h from the server, N/(10 + N) h together', () => {
    const [row] = boundCurve(withOneHour(defaultScenario()), [30]);
    expect([row?.clientServer.seconds, row?.peerToPeer.seconds]).toEqual([10800, 2700]);
  });
});
