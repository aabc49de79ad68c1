import { expect, test } from 'vitest';
import { completionChart } from './completion';
import { chartJson } from './exportJson';
import { wordsOf } from './words.testKit';

test('the rows of a chart leave with their names, in base units and full precision, Korean as it is', () => {
  const completed = { timeSeconds: Float64Array.of(0, 8823.529411764706), values: Float64Array.of(0, 1) };
  const chart = completionChart([{ architecture: 'peer-to-peer', completed, boundSeconds: 8000 }], 1, wordsOf('ko'));
  const text = chartJson(chart, { appVersion: '0.1.0', scenarioHash: 'sha256:ab', seed: 7, word: 'swarm-lab-stamp-1:AAAA' }, wordsOf('ko'));
  expect(text).toContain('파일을 모두 받은 피어 수');
  expect(JSON.parse(text)).toMatchObject({
    format: 'swarm-lab/chart', version: 1, chart: 'completion',
    markers: [{ label: 'P2P 하한', time_seconds: 8000 }],
    rows: [
      { time_seconds: 0, peers_completed: 0 },
      { series: 'P2P', role: 'peer-to-peer', time_seconds: 8823.529411764706, peers_completed: 1, app_version: '0.1.0', scenario_hash: 'sha256:ab', seed: 7 },
    ],
  });
});
