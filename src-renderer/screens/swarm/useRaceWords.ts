import { inOrder } from '@core/scenario/index';
import { computed, type ComputedRef } from 'vue';
import { deviationsOf } from '../../charts/signature';
import { useFormat } from '../../composables/useFormat';
import { useRace } from '../../composables/useRace';
import { useText } from '../../composables/useText';
import { useBranches } from '../../stores/branches';
import { usePlayer } from '../../stores/player';
import type { Lane } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import { deviationSentences } from '../compare/signature/deviationText';
import { lastCopyOf } from './lastCopyOf';
import { useTimeLeft } from './useTimeLeft';
import { compareFutures } from './branches/compareFutures';
import { useChangeWords } from './branches/useChangeWords';
import { boundOf, figureOf, headline, isDone, lesson, type Sentence, type Standing } from './answer';

/** So many lost pieces are named one by one. */
const NAMED_PIECES = 4;

/** The sentences of the Swarm screen at the time that is shown. */
export function useRaceWords(standings: ComputedRef<Record<Lane, Standing>>) {
  const { t } = useText();
  const format = useFormat();
  const player = usePlayer();
  const runs = useRuns();
  const branches = useBranches();
  const race = useRace();
  const timeLeft = useTimeLeft();
  const changeWords = useChangeWords();
  const say = ({ key, values, plural }: Sentence) => t(key, values, plural);

  /** What became of the pieces that nobody can get any more; null: nothing is lost. */
  const lost = computed((): Sentence | null => {
    const { result, replay } = runs.current['peer-to-peer'] ?? {};
    const pieces = result?.lostPieces ?? [];
    const [first] = pieces;
    if (first === undefined || !replay) return null;
    const named = pieces.slice(0, NAMED_PIECES).join(', ');
    const left = pieces.length - NAMED_PIECES;
    const list = left > 0 ? t('swarm.lost.more', { list: named, n: format.value.number(left) }) : named;
    const taker = lastCopyOf(replay.reader.chunks, first);
    if (taker === null) return { key: 'swarm.hint.gone', values: { list }, plural: pieces.length };
    const who = taker.peer === 0 ? t('swarm.lost.server') : t('swarm.lost.peer', { n: taker.peer });
    return { key: 'swarm.hint.lost', values: { list, first, who, time: format.value.clock(taker.timeSeconds) }, plural: pieces.length };
  });

  const difference = computed(() => {
    const [first, ...more] = inOrder(branches.raced?.changes ?? []);
    if (first === undefined) return '';
    const change = changeWords.value(first);
    // A name that says it already needs no second line of the same.
    if (change === branches.raced?.name) return t('branch.sameUntil', { time: format.value.clock(first.atSeconds) });
    return more.length === 0 ? change : t('branch.difference', { change, n: more.length });
  });

  const names = computed<Record<Lane, string>>(() => ({
    'client-server': t('swarm.architecture.client-server'),
    'peer-to-peer': t('swarm.architecture.peer-to-peer'),
    'fluid-schedule': t('swarm.architecture.fluid-schedule'),
    real: t('swarm.architecture.real'),
    branch: branches.raced?.name ?? '',
  }));

  /** How the sockets did, against the simulation and the bound; nothing: they are not looked at, or one of the two is not done yet. */
  const deviation = computed((): readonly string[] => {
    const { real, 'peer-to-peer': peerToPeer } = standings.value;
    const both = [real, peerToPeer];
    if (runs.rival !== 'real' || !both.every((one) => isDone(one, player.timeSeconds))) return [];
    const finished = both.flatMap(({ run, peers }) =>
      (run?.result ? [{ architecture: run.architecture, peers, makespanSeconds: run.result.makespanSeconds, boundSeconds: run.result.boundSeconds }] : []));
    return deviationsOf(finished).flatMap((one) => deviationSentences(one, format.value)).map(say);
  });

  function hint(peerToPeer: Standing, branch: Standing): Sentence {
    if (race.isAtStartLine.value) return { key: 'swarm.hint.start', values: {} };
    if (player.isComplete && !player.isFinished) return { key: 'swarm.hint.broken', values: {} };
    if (player.isAtEnd && runs.rival === 'branch') return compareFutures(peerToPeer, branch, names.value.branch, format.value);
    if (player.isAtEnd) return lost.value ?? lesson(peerToPeer, format.value);
    // What is computed at once needs no word; of what takes longer it is said how far it is and how long it will take.
    if (runs.isRunning && (timeLeft.value !== null || player.timeSeconds >= player.horizonSeconds)) {
      const share = format.value.percent(runs.computedFraction);
      if (timeLeft.value === null) return { key: 'swarm.hint.computing', values: { share } };
      return { key: 'swarm.hint.computingLeft', values: { share, time: format.value.duration(timeLeft.value) } };
    }
    return { key: player.isPlaying ? 'swarm.hint.playing' : 'swarm.hint.paused', values: {} };
  }

  return computed(() => {
    const { timeSeconds } = player;
    const pane = (standing: Standing, name: string) => ({
      name,
      figure: say(figureOf(standing, timeSeconds, format.value)),
      bound: say(boundOf(standing, timeSeconds, format.value)),
      isFinal: isDone(standing, timeSeconds),
    });
    const { 'client-server': clientServer, 'peer-to-peer': peerToPeer, 'fluid-schedule': schedule, real, branch } = standings.value;
    const [answer, ...comparison] = deviation.value;
    return {
      sentence: answer ?? say(headline(runs.rival === 'real' ? real : clientServer, peerToPeer, timeSeconds, format.value)),
      hint: comparison.length > 0 ? comparison.join(' ') : say(hint(peerToPeer, branch)),
      names: names.value,
      panes: {
        'client-server': pane(clientServer, names.value['client-server']),
        'peer-to-peer': pane(peerToPeer, names.value['peer-to-peer']),
        'fluid-schedule': pane(schedule, names.value['fluid-schedule']),
        real: pane(real, names.value.real),
        // No bound is stated for it: what differs is.
        branch: { ...pane(branch, names.value.branch), bound: difference.value },
      },
    };
  });
}
