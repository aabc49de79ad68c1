import { bounds } from '@core/theory/index';
import { peerCount } from '@core/scenario/index';
import type { Replay } from '@core/replay/index';
import { computed, shallowRef, watch } from 'vue';
import { useDocument } from '../../stores/document';
import { usePlayer } from '../../stores/player';
import { lanes, type Lane } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import type { Standing } from './answer';

/** Of the scenario's own peers: outside clients are guests. */
function completedIn({ state, header }: Replay, peers: number): number {
  let completed = 0;
  for (let peer = 1; peer <= peers; peer += 1) if (state.heldCount[peer] === header.pieceCount) completed += 1;
  return completed;
}

/**
 * Puts all replays at the player's time, once for each change of it, and says what is known then.
 * `tick` counts the changes: views read the replays' arrays again when it does.
 */
export function useRaceView() {
  const document = useDocument();
  const runs = useRuns();
  const player = usePlayer();
  const tick = shallowRef(0);

  watch(
    // What arrives of a run lies after the time shown; only at its end may it complete what is shown.
    [() => player.timeSeconds, () => runs.replays, () => runs.isRunning, () => runs.current.real?.status],
    () => {
      for (const lane of lanes) {
        const replay = runs.replays[lane];
        replay.seek(Math.min(player.timeSeconds, Math.max(0, replay.endSeconds)));
      }
      tick.value += 1;
    },
    { immediate: true, flush: 'sync' },
  );

  const theory = computed(() => bounds(document.scenario));
  const peers = computed(() => peerCount(document.scenario));
  const standings = computed<Record<Lane, Standing>>(() => {
    // The replays are not reactive: `tick` says that they stand elsewhere.
    const isCurrent = tick.value >= 0;
    const standing = (architecture: Lane): Standing => {
      const bound = architecture === 'client-server' ? theory.value.clientServer : theory.value.peerToPeer;
      const run = runs.current[architecture];
      const completed = isCurrent && run !== null ? completedIn(runs.replays[architecture], peers.value) : 0;
      return { architecture, run, boundSeconds: bound.seconds, binding: bound.binding, completed, peers: peers.value };
    };
    return {
      'client-server': standing('client-server'), 'peer-to-peer': standing('peer-to-peer'), 'fluid-schedule': standing('fluid-schedule'), real: standing('real'), branch: standing('branch'),
    };
  });

  return { tick, standings, peers };
}
