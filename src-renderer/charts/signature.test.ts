import { defaultScenario, type Scenario } from '@core/scenario/index';
import { bounds } from '@core/theory/index';
import { expect, test } from 'vitest';
import { deviationsOf, signatureChart, type SignatureRun } from './signature';
import { chartSummary } from './summary';
import { wordsOf } from './words.testKit';

const run = (architecture: SignatureRun['architecture'], peers: number, makespanSeconds: number | null, boundSeconds: number | null = 100): SignatureRun =>
  ({ architecture, peers, makespanSeconds, boundSeconds });

test('what the sockets took is held against the simulation and the bound of the same N', () => {
  const [at] = deviationsOf([run('peer-to-peer', 30, 106), run('real', 30, 112)]);
  expect(at).toMatchObject({ peers: 30, realSeconds: 112, simulatedSeconds: 106, boundSeconds: 100 });
  expect(at!.overSimulated).toBeCloseTo(112 / 106 - 1, 12);
  expect(at!.overBound).toBeCloseTo(0.12, 12);
});

test('several runs with one N count by their mean, and numbers of peers ascend', () => {
  const rows = deviationsOf([run('real', 20, 130), run('real', 5, 104), run('real', 20, 110), run('peer-to-peer', 20, 100)]);
  expect(rows.map(({ peers, realSeconds, simulatedSeconds }) => [peers, realSeconds, simulatedSeconds])).toEqual([[5, 104, null], [20, 120, 100]]);
});

test('nothing is said of what was not measured, did not finish or has no bound', () => {
  const [five, ten] = deviationsOf([run('peer-to-peer', 5, 100), run('real', 10, null, null), run('peer-to-peer', 10, 90, null)]);
  expect(five).toMatchObject({ realSeconds: null, overSimulated: null, overBound: null });
  expect(ten).toMatchObject({ realSeconds: null, boundSeconds: null, overSimulated: null, overBound: null });
});

test('client-server runs have no place in the comparison', () => {
  expect(deviationsOf([run('client-server', 30, 500)])).toEqual([]);
});

test('the chart has three series: the swarm’s bound, simulated runs and real ones', () => {
  const base = defaultScenario();
  const scenario: Scenario = { ...base, peerGroups: [{ ...base.peerGroups[0]!, count: 10 }] };
  const stamp = { scenarioHash: 'sha256:ab', seed: 1 };
  const points = (['client-server', 'peer-to-peer', 'real'] as const).map((architecture) => ({ architecture, peers: 10, makespanSeconds: 9_000, stamp }));
  const chart = signatureChart(scenario, points, wordsOf('en'));
  const korean = signatureChart(scenario, points, wordsOf('ko'));
  expect(chart.series.map(({ id, form }) => [id, form])).toEqual([['bound-peer-to-peer', 'line'], ['runs-peer-to-peer', 'points'], ['runs-real', 'points']]);
  const { x, y } = chart.series[0]!;
  expect(y[x.indexOf(10)]).toBe(bounds(scenario).peerToPeer.seconds);
  expect(chartSummary(korean, wordsOf('ko'))).toContain('실제 소켓 실행 결과: N = 10');
});
