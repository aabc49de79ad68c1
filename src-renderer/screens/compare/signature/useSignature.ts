import { progressSeries } from '@core/replay/index';
import { bounds } from '@core/theory/index';
import { computed } from 'vue';
import { progressChart } from '../../../charts/progress';
import { deviationsOf, signatureChart } from '../../../charts/signature';
import type { ChartSpec } from '../../../charts/spec';
import { useChartWords } from '../../../composables/useChartWords';
import { useFormat } from '../../../composables/useFormat';
import { useText } from '../../../composables/useText';
import { useDocument } from '../../../stores/document';
import { familyOf } from '../../../stores/family';
import { MEASURED_PEERS, useMeasurement } from '../../../stores/measurement';
import { useRealRun } from '../../../stores/realRun';
import { useRuns } from '../../../stores/runs';
import { deviationSentences } from './deviationText';

/** More than the pixels that a line is drawn on. */
const POINTS = 800;
/** What a real run of most scenarios takes, and what comes on top of it. */
const SECONDS_A_RUN = 65;

/** Whether theory, simulation and sockets agree, as far as they have been asked. */
export function useSignature() {
  const { t } = useText();
  const document = useDocument();
  const runs = useRuns();
  const real = useRealRun();
  const measurement = useMeasurement();
  const words = useChartWords();
  const format = useFormat();

  const family = computed(() => familyOf(document.scenario));
  const related = computed(() => runs.earlier.filter((run) => run.family === family.value));
  const rows = computed(() => deviationsOf(related.value));
  const distribution = computed(() => {
    const points = related.value.flatMap(({ architecture, peers, makespanSeconds, scenarioHash, randomSeed }) =>
      (makespanSeconds === null ? [] : [{ architecture, peers, makespanSeconds, stamp: { scenarioHash, seed: randomSeed } }]));
    return signatureChart(document.scenario, points, words.value);
  });
  /** Of the scenario as it stands, real and simulated. A replay is not reactive; its record is replaced whenever more of it arrives. */
  const progress = computed((): ChartSpec | null => {
    const { 'peer-to-peer': simulated, real: sockets } = runs.current;
    if (!sockets?.replay) return null;
    const boundSeconds = bounds(document.scenario).peerToPeer.seconds;
    const lines = [simulated, sockets].flatMap((run) => (run?.replay ? [{ architecture: run.architecture, mean: progressSeries(run.replay, POINTS).mean }] : []));
    // Both have the same bound: one mark says so.
    return progressChart(lines.map((line, at) => ({ ...line, boundSeconds: at === 0 ? boundSeconds : null })), words.value);
  });

  const answer = computed(() => {
    const said = [...rows.value].reverse().flatMap((row) => (row.realSeconds === null ? [] : [deviationSentences(row, format.value)]))[0];
    if (said !== undefined) return said.map(({ key, values, plural }) => t(key, values, plural)).join(' ');
    return t(rows.value.length > 0 ? 'real.signature.onlySimulated' : 'real.signature.none');
  });
  const missed = computed(() => (measurement.missed.length === 0 ? '' : t('real.signature.missed', { counts: measurement.missed.join(', ') })));

  const measure = computed(() => ({
    label: t('real.signature.measure', { counts: MEASURED_PEERS.join(', ') }),
    title: t('real.signature.measureTitle', { time: format.value.duration(SECONDS_A_RUN * MEASURED_PEERS.length) }),
    obstacle: !document.canRun ? t('swarm.blocked') : real.isRunning ? t('real.signature.busy') : '',
  }));
  const measuring = computed(() => {
    const { step, share } = measurement;
    if (step === null) return null;
    return {
      text: t(`real.signature.measuring.${step.kind}`, { n: step.peers, share: format.value.percent(real.share) }),
      step: t('real.signature.step', { at: step.at + 1, all: MEASURED_PEERS.length }),
      share,
    };
  });

  return { answer, missed, distribution, progress, rows, measure, measuring, start: measurement.start, cancel: measurement.cancel };
}
