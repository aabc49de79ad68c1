import { computed, ref } from 'vue';
import { peerCount, type Scenario } from '@core/scenario/index';
import { boundCurve } from '@core/theory/index';
import { distributionChart } from '../../charts/distribution';
import { useChartWords } from '../../composables/useChartWords';
import { curveCounts } from './curveCounts';

/** The textbook's figure for a scenario: both bounds against N, on linear or logarithmic axes, with a mark at its own N. */
export function useBoundsChart(scenario: () => Scenario) {
  const words = useChartWords();
  const scale = ref<'linear' | 'log'>('linear');

  const spec = computed(() => {
    const peers = peerCount(scenario());
    const counts = curveCounts(peers, scale.value);
    const curve = boundCurve(scenario(), counts);
    return distributionChart(
      {
        bounds: [
          { architecture: 'client-server', peers: counts, seconds: curve.map((at) => at.clientServer.seconds) },
          { architecture: 'peer-to-peer', peers: counts, seconds: curve.map((at) => at.peerToPeer.seconds) },
        ],
        runs: [],
        currentPeers: peers === 0 ? null : peers,
        scale: scale.value,
      },
      words.value,
    );
  });
  return { scale, spec };
}
