import { defaultScenario, type Scenario } from '@core/scenario/index';
import { describe, expect, test } from 'vitest';
import { completedOf, completionChart } from './completion';
import { curveCounts, curveEnd, distributionOf } from './distributionOf';
import { progressChart } from './progress';
import { chartSummary } from './summary';
import { chartTable } from './table';
import { volumeChart } from './volume';
import { wordsOf } from './words.testKit';

const words = wordsOf('en');
const series = (...points: readonly (readonly [number, number])[]) => ({
  timeSeconds: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});

const stamp = { scenarioHash: 'sha256:ab', seed: 1 };

/** theory.md section 4: F = 15 Gbit, us = 30 Mbit/s, u = 700 kbit/s, d = 2 Mbit/s. */
function textbook(peers: number): Scenario {
  const scenario = defaultScenario();
  const group = { ...scenario.peerGroups[0]!, count: peers, uploadBitrate: 700_000, downloadBitrate: 2_000_000 };
  return { ...scenario, content: { sizeBits: 15e9, pieceBits: 30e6 }, server: { ...scenario.server, uploadBitrate: 30e6 }, peerGroups: [group] };
}

describe('distribution time against N', () => {
  const chart = distributionOf(
    textbook(100),
    [{ architecture: 'peer-to-peer', peers: 100, makespanSeconds: 15_600, stamp }, { architecture: 'client-server', peers: 100, makespanSeconds: 50_000, stamp }],
    'linear',
    words,
  );

  test('has both bounds with the golden values of the textbook', () => {
    const at = (id: string, peers: number) => {
      const { x, y } = chart.series.find((one) => one.id === id)!;
      return y[x.indexOf(peers)];
    };
    const some = chart.series[0]!.x.find((count) => count >= 100)!;
    expect(at('bound-client-server', some)).toBeCloseTo((some * 15e9) / 30e6, 6);
    expect(at('bound-peer-to-peer', some)).toBeCloseTo((some * 15e9) / (30e6 + some * 700_000), 6);
  });

  test('has each architecture’s runs as points and marks the present N', () => {
    expect(chart.series.filter((one) => one.form === 'points').map((one) => one.role)).toEqual(['client-server', 'peer-to-peer']);
    expect(chart.markers).toEqual([{ id: 'current', x: 100, label: 'N = 100', kind: 'current' }]);
    expect(chart.y.unit).toEqual({ key: 'hours', size: 3600 });
  });

  test('leaves out where a bound is infinite', () => {
    const stuck = { ...textbook(10), server: { ...textbook(10).server, uploadBitrate: 0 } };
    expect(distributionOf(stuck, [], 'linear', words).series.map((one) => one.x.length)).toEqual([0, 0]);
  });

  test('is worded in Korean as well', () => {
    const korean = distributionOf(textbook(10), [], 'log', wordsOf('ko'));
    expect(korean.title).toBe('피어 수에 따른 분배 시간');
    expect(chartSummary(korean, wordsOf('ko'))).toContain('P2P 하한');
  });

  test('the axis ends at a round number beyond N, the same for all N near it', () => {
    expect([1, 30, 41, 42, 100, 1000].map(curveEnd)).toEqual([20, 50, 50, 100, 200, 2000]);
  });

  test('counts ascend without repeats from 1 to the last, on either scale', () => {
    for (const scale of ['linear', 'log'] as const) {
      const counts = curveCounts(1500, scale);
      expect([counts[0], counts.at(-1)]).toEqual([1, 1500]);
      expect([...counts].sort((a, b) => a - b)).toEqual([...new Set(counts)]);
    }
  });
});

describe('charts over time', () => {
  test('progress has a finish line for each bound that can be stated', () => {
    const chart = progressChart(
      [
        { architecture: 'client-server', mean: series([0, 0], [15_000, 1]), boundSeconds: 15_000 },
        { architecture: 'peer-to-peer', mean: series([0, 0], [9_000, 1]), boundSeconds: null },
      ],
      words,
      { name: 'Peer 3', fraction: series([0, 0], [8_000, 1]) },
    );
    expect(chart.markers.map(({ x, of }) => [x, of])).toEqual([[15_000, 'client-server']]);
    expect(chart.series.map((one) => one.role)).toEqual(['client-server', 'peer-to-peer', 'peer']);
    expect(chart.y.max).toBe(1);
  });

  test('completion rises by steps to all peers', () => {
    const chart = completionChart([{ architecture: 'peer-to-peer', completed: series([0, 0], [10, 1], [12, 2]), boundSeconds: 9 }], 2, words);
    expect(chart.series[0]!.form).toBe('steps');
    expect(chart.y.max).toBe(2);
    expect(chart.x.unit.key).toBe('seconds');
  });

  test('lines of one architecture are told apart by name and pattern, and each says which run it is', () => {
    const completed = series([0, 0], [10, 1]);
    const future = (nth: number) => ({ id: `run ${nth}`, name: `seed ${nth}`, nth });
    const chart = completionChart([0, 1, 2].map((nth) => ({ architecture: 'peer-to-peer', completed, boundSeconds: null, future: future(nth), stamp: { ...stamp, seed: nth } })), 1, words);
    expect(chart.series.map(({ name, pattern, runs }) => [name, pattern, runs?.[0]?.seed])).toEqual([['seed 0', undefined, 0], ['seed 1', 'dotted', 1], ['seed 2', 'dashed', 2]]);
  });

  test('the completions of a result are a step for each peer that completed, by time', () => {
    const { timeSeconds, values } = completedOf([{ completedSeconds: 9 }, { completedSeconds: null }, { completedSeconds: 5 }]);
    expect([[...timeSeconds], [...values]]).toEqual([[0, 5, 9], [0, 1, 2]]);
  });

  test('volume tells server and peers of one colour apart by how thick the lines are', () => {
    const chart = volumeChart([{ architecture: 'peer-to-peer', server: series([0, 0], [10, 5e9]), peers: series([0, 0], [10, 2e9]) }], words);
    expect(chart.series.map((one) => [one.role, one.isThin])).toEqual([['peer-to-peer', true], ['peer-to-peer', undefined]]);
    expect(chart.y.unit.key).toBe('Gbit');
  });

  test('no series has more than 2,000 points, whatever is given', () => {
    const long = { timeSeconds: Float64Array.from({ length: 50_000 }, (_, at) => at), values: Float64Array.from({ length: 50_000 }, (_, at) => Math.sin(at)) };
    const chart = progressChart([{ architecture: 'peer-to-peer', mean: long, boundSeconds: null }], words);
    expect(chart.series[0]!.x.length).toBeLessThanOrEqual(2_000);
    expect([chart.series[0]!.x[0], chart.series[0]!.x.at(-1)]).toEqual([0, 49_999]);
  });

  test('the summary says start and end of every line, the table keeps the ends and says what it leaves out', () => {
    const values = Array.from({ length: 100 }, (_, at) => [at * 36, at / 99] as const);
    const chart = progressChart([{ architecture: 'peer-to-peer', mean: series(...values), boundSeconds: 3_500 }], words);
    expect(chartSummary(chart, words)).toBe(
      'Chart: Progress over time. Peer-to-peer: from 0 % at 0 min to 100 % at 59.4 min. Peer-to-peer bound at 58.33 min.',
    );
    const { rows, leftOut } = chartTable(chart, words, 10).sections[0]!;
    expect([rows.length, leftOut, rows[0], rows.at(-1)]).toEqual([10, 90, ['0', '0'], ['59.4', '100']]);
  });

  test('the summary counts peers where they are counted, and names swarms by their N', () => {
    const steps = completionChart([{ architecture: 'client-server', completed: series([0, 0], [9_000, 1], [15_012, 30]), boundSeconds: null }], 30, words);
    expect(chartSummary(steps, words)).toBe('Chart: Peers with the whole file. Client-server: from 0 peers at 0 h to 30 peers at 4.17 h.');
    const one = completionChart([{ architecture: 'client-server', completed: series([0, 0], [15_012, 1]), boundSeconds: null }], 1, words);
    expect(chartSummary(one, words)).toContain('to 1 peer at');
    const points = distributionOf(textbook(90), [{ architecture: 'peer-to-peer', peers: 30, makespanSeconds: 7_200, stamp }], 'linear', words);
    expect(chartSummary(points, words)).toMatch(/Peer-to-peer, runs: .* at N = 30\. Marked: N = 90\.$/);
  });

  test('a run without data is said to have none', () => {
    expect(chartSummary(completionChart([{ architecture: 'real', completed: series(), boundSeconds: null }], 3, words), words)).toContain('no data yet');
  });
});
