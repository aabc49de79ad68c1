import { computed } from 'vue';
import { useText } from '../../composables/useText';
import { useRealRun } from '../../stores/realRun';
import { useRuns } from '../../stores/runs';

/** Something that can be done to a peer of the run that goes on over real sockets. */
export interface RealControl {
  readonly key: 'kill' | 'restart' | 'corrupt' | 'freeRider';
  readonly words: string;
  /** On or off; undefined: it is no switch. */
  readonly isOn?: boolean;
  readonly act: () => void;
}

/** What can be done to a peer (0: the server) while it runs for real; nothing where no real run is looked at, and to outside clients. */
export function useRealControls() {
  const { t } = useText();
  const real = useRealRun();
  const runs = useRuns();

  return computed(() => (peer: number): readonly RealControl[] => {
    const state = real.standing?.state?.peers.find((one) => one.peer === peer);
    if (!real.isRunning || !real.isShown || runs.rival !== 'real' || state === undefined || state.client !== null) return [];
    const kill: RealControl = { key: 'kill', words: t('real.peer.kill'), act: () => real.kill(peer) };
    const restart: RealControl = { key: 'restart', words: t('real.peer.restart'), act: () => real.restart(peer) };
    if (!state.isOnline) return [restart];
    const corrupt: RealControl = { key: 'corrupt', words: t('real.peer.corrupt'), act: () => real.corrupt(peer) };
    const freeRider: RealControl = { key: 'freeRider', words: t('real.peer.freeRider'), isOn: state.isFreeRider, act: () => real.setFreeRider(peer, !state.isFreeRider) };
    return [kill, corrupt, ...(peer > 0 ? [freeRider] : [])];
  });
}
