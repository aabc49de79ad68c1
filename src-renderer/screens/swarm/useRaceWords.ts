import { computed, type ComputedRef } from 'vue';
import { useFormat } from '../../composables/useFormat';
import { useRace } from '../../composables/useRace';
import { useText, type TextKey } from '../../composables/useText';
import { usePlayer } from '../../stores/player';
import type { RaceArchitecture } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import { boundOf, figureOf, headline, isDone, lesson, type Sentence, type Standing } from './answer';

/** The sentences of the Swarm screen at the time that is shown. */
export function useRaceWords(standings: ComputedRef<Record<RaceArchitecture, Standing>>) {
  const { t } = useText();
  const format = useFormat();
  const player = usePlayer();
  const runs = useRuns();
  const race = useRace();
  const say = ({ key, values }: Sentence) => t(key, values);

  function hint(peerToPeer: Standing): Sentence {
    if (race.isAtStartLine.value) return { key: 'swarm.hint.start', values: {} };
    if (player.isComplete && !player.isFinished) return { key: 'swarm.hint.broken', values: {} };
    if (player.isAtEnd) return lesson(peerToPeer, format.value);
    if (runs.isRunning && player.timeSeconds >= player.horizonSeconds) {
      return { key: 'swarm.hint.computing', values: { share: format.value.percent(runs.computedFraction) } };
    }
    return { key: player.isPlaying ? 'swarm.hint.playing' : 'swarm.hint.paused', values: {} };
  }

  return computed(() => {
    const { timeSeconds } = player;
    const pane = (standing: Standing, name: TextKey) => ({
      name: t(name),
      figure: say(figureOf(standing, timeSeconds, format.value)),
      bound: say(boundOf(standing, timeSeconds, format.value)),
      isFinal: isDone(standing, timeSeconds),
    });
    const { 'client-server': clientServer, 'peer-to-peer': peerToPeer } = standings.value;
    return {
      sentence: say(headline(clientServer, peerToPeer, timeSeconds, format.value)),
      hint: say(hint(peerToPeer)),
      panes: { 'client-server': pane(clientServer, 'swarm.architecture.client-server'), 'peer-to-peer': pane(peerToPeer, 'swarm.architecture.peer-to-peer') },
    };
  });
}
