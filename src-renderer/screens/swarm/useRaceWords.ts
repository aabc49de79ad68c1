import { computed, type ComputedRef } from 'vue';
import { useFormat } from '../../composables/useFormat';
import { useRace } from '../../composables/useRace';
import { useText, type TextKey } from '../../composables/useText';
import { usePlayer } from '../../stores/player';
import type { RaceArchitecture } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import { bindingKeyOf, boundOf, figureOf, headline, isDone, type Sentence, type Standing } from './answer';

/** The sentences of the Swarm screen at the time that is shown. */
export function useRaceWords(standings: ComputedRef<Record<RaceArchitecture, Standing>>) {
  const { t } = useText();
  const format = useFormat();
  const player = usePlayer();
  const runs = useRuns();
  const race = useRace();
  const say = ({ key, values }: Sentence) => t(key, values);

  const hintKey = computed<TextKey>(() => {
    if (race.isAtStartLine.value) return 'swarm.hint.start';
    if (player.isAtEnd) return 'swarm.hint.end';
    if (runs.isRunning && player.timeSeconds >= player.horizonSeconds) return 'swarm.hint.computing';
    return player.isPlaying ? 'swarm.hint.playing' : 'swarm.hint.paused';
  });

  return computed(() => {
    const { timeSeconds } = player;
    const pane = (standing: Standing, name: TextKey) => ({
      name: t(name),
      figure: say(figureOf(standing, timeSeconds, format.value)),
      bound: say(boundOf(standing, timeSeconds, format.value)),
      isFinal: isDone(standing, timeSeconds),
    });
    const { 'client-server': clientServer, 'peer-to-peer': peerToPeer } = standings.value;
    const binding = peerToPeer.binding === null ? '' : t(bindingKeyOf(peerToPeer.binding));
    const next = format.value.number(Math.max(1, peerToPeer.peers * 3));
    return {
      sentence: say(headline(clientServer, peerToPeer, timeSeconds, binding, format.value)),
      hint: t(hintKey.value, { next, share: format.value.percent(runs.computedFraction) }),
      panes: { 'client-server': pane(clientServer, 'swarm.architecture.client-server'), 'peer-to-peer': pane(peerToPeer, 'swarm.architecture.peer-to-peer') },
    };
  });
}
