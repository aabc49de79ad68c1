import { createFinder, type Condition, type Finder, type Finding, type Replay } from '@core/replay/index';
import { createTraceRow } from '@core/trace/index';
import { onScopeDispose, shallowRef, watch } from 'vue';
import { inSlices } from '../../../composables/inSlices';
import { useNotices } from '../../../composables/useNotices';
import { useRace } from '../../../composables/useRace';
import { useText } from '../../../composables/useText';
import { usePlayer } from '../../../stores/player';
import { isUnderWay } from '../../../stores/runRecord';
import { useRuns } from '../../../stores/runs';
import type { Goal } from './goal';
import { useGoalWords } from './useGoalWords';

/** A few milliseconds of reading. */
const ROWS_AT_ONCE = 32_768;

/** What the run that is looked at is on its way to. */
interface Pursuit {
  readonly goal: Goal;
  /** Goes there without playing. */
  readonly isAtOnce: boolean;
  /** The event from which on it is looked for. */
  readonly afterRow: number;
}

/** Where it comes true. */
interface Place {
  readonly seconds: number;
  readonly row: number | null;
  readonly piece: number | null;
}

/** Runs until something happens, and stops exactly there: plays, or goes there at once. Pausing gives it up. */
export function useRunUntil() {
  const runs = useRuns();
  const player = usePlayer();
  const race = useRace();
  const { notify } = useNotices();
  const { t } = useText();
  const words = useGoalWords();

  const pursuit = shallowRef<Pursuit | null>(null);
  const place = shallowRef<Place | null>(null);
  let finder: Finder | null = null;
  let searched: Replay | null = null;
  let giveUpReading = () => undefined as void;

  function stop(): void {
    giveUpReading();
    pursuit.value = place.value = finder = searched = null;
  }

  async function start(goal: Goal, isAtOnce: boolean): Promise<void> {
    stop();
    if (goal.kind === 'time' && goal.seconds < player.timeSeconds && !isAtOnce) return notify('info', t('events.until.past'));
    const isFresh = race.isAtStartLine.value;
    const afterRow = isFresh ? -1 : player.eventRow();
    if (isFresh) await race.run();
    if (isAtOnce) player.pause();
    pursuit.value = { goal, isAtOnce, afterRow };
    if (goal.kind === 'time') place.value = { seconds: goal.seconds, row: null, piece: null };
    else look(goal, afterRow);
    if (pursuit.value !== null) goOn();
  }

  /** Reads on in what has been computed by now, and goes on once that is known. */
  function look(condition: Condition, afterRow: number): void {
    const run = runs.current[player.lane];
    if (!run?.replay || place.value !== null) return;
    const { replay } = run;
    const reading = searched === replay && finder ? finder : createFinder(replay.reader, condition, afterRow);
    [finder, searched] = [reading, replay];
    let finding: Finding = { kind: 'reading' };
    giveUpReading();
    giveUpReading = inSlices(() => {
      finding = reading.look(ROWS_AT_ONCE);
      return finding.kind !== 'reading';
    }, () => heed(finding, condition, replay));
  }

  function heed(finding: Finding, condition: Condition, { reader }: Replay): void {
    const run = runs.current[player.lane];
    if (finding.kind === 'found') {
      const { row, piece } = finding;
      place.value = { row, piece, seconds: reader.read(row, createTraceRow()).timeSeconds };
      goOn();
    } else if (finding.kind === 'waiting' && !isUnderWay(run)) {
      const key = run?.status === 'finished' ? 'events.until.never' : 'events.until.neverSoFar';
      stop();
      player.pause();
      notify('info', t(key, { goal: words.value.goal(condition) }));
    }
  }

  /** Moves towards the place as far as one can by now. */
  function goOn(): void {
    const target = place.value;
    if (target === null || pursuit.value === null) {
      if (pursuit.value?.isAtOnce === false && !player.isPlaying) player.play();
      return;
    }
    if (player.timeSeconds === target.seconds || (pursuit.value.isAtOnce && (target.seconds <= player.horizonSeconds || player.isComplete))) arrive(target);
    else if (!pursuit.value.isAtOnce) player.playUntil(target.seconds);
  }

  function arrive({ row, piece, seconds }: Place): void {
    stop();
    player.pause();
    player.seek(seconds);
    if (row === null) return;
    player.lookAt(row);
    if (piece !== null) player.select({ row, piece });
  }

  watch(() => runs.current[player.lane], () => {
    const going = pursuit.value;
    if (going === null || place.value !== null || going.goal.kind === 'time') return;
    look(going.goal, going.afterRow);
  }, { flush: 'sync' });
  watch(() => [player.horizonSeconds, player.isComplete], () => {
    if (pursuit.value?.isAtOnce === true && place.value !== null) goOn();
  });
  watch(() => player.isPlaying, (isPlaying) => {
    if (isPlaying || pursuit.value === null || pursuit.value.isAtOnce) return;
    if (place.value !== null && (player.timeSeconds === place.value.seconds || player.isAtEnd)) arrive(place.value);
    else stop();
  }, { flush: 'sync' });
  watch([() => runs.hash, () => player.lane], stop);
  onScopeDispose(stop);

  return { pursuit, start, stop };
}
