import { nextRow, rowsOf } from '@core/replay/index';
import { bounds } from '@core/theory/index';
import { createTraceRow } from '@core/trace/index';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { createFrameLoop } from '../composables/frameLoop';
import { useBranches } from './branches';
import { useDocument } from './document';
import { nextEventSeconds } from './eventTimes';
import { isUnderWay, raceArchitectures, type Lane } from './runRecord';
import { useRuns } from './runs';

/** What is looked at in all views together; null: nothing. `row` is an event: a row of the trace of the run that is looked at, at the time shown. */
export interface PlayerSelection {
  readonly peer: number | null;
  readonly piece: number | null;
  readonly row: number | null;
}

/** Factors of the normal speed; the last is "as fast as the run is computed". */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100, Infinity] as const;
/** At 1× the longer run takes this long to watch. */
export const NORMAL_SECONDS = 20;

const NOTHING: PlayerSelection = { peer: null, piece: null, row: null };

/** The one time at which everything is shown, and how it moves. */
export const usePlayer = defineStore('player', () => {
  const document = useDocument();
  const runs = useRuns();
  const timeSeconds = ref(0);
  /** The furthest time that was shown of these runs: what has not been watched is not given away by a chart. */
  const watchedSeconds = ref(0);
  const speed = ref<number>(1);
  const direction = ref<1 | -1>(1);
  const selection = shallowRef<PlayerSelection>(NOTHING);
  const chosenLane = shallowRef<Lane>('peer-to-peer');
  /** The run whose pieces, peers and events are looked at: the swarm, or what stands beside it now. */
  const lane = computed<Lane>({
    get: () => (chosenLane.value === 'peer-to-peer' ? 'peer-to-peer' : runs.rival),
    set: (chosen) => (chosenLane.value = chosen),
  });
  /** Where playing stops by itself. */
  let stopSeconds = Infinity;

  const branches = useBranches();

  /** Real peers race with the simulated swarm alone: nobody waits for the server's last copy to see which of the two is done first. */
  const racing = computed(() => (runs.rival === 'real' ? (['real', 'peer-to-peer'] as const) : raceArchitectures));
  const records = computed(() => racing.value.map((architecture) => runs.current[architecture]));
  /** Runs of the other futures that are looked at. */
  const others = computed(() => branches.shown.flatMap(({ run }) => run ?? []));
  /** How far the time can go: what has arrived of the runs under way, else the end of the longer one. */
  const horizonSeconds = computed(() => {
    const here = [...records.value.filter((record) => record !== null), ...others.value];
    const pending = here.filter(isUnderWay);
    const ends = (pending.length > 0 ? pending : here).map((record) => record.arrivedSeconds);
    return pending.length > 0 ? Math.min(...ends) : Math.max(0, ...ends);
  });
  /** Length of the time bar: the longer run, or what theory says of it while its end is not known. */
  const spanSeconds = computed(() => {
    const theory = bounds(document.scenario);
    const expected = racing.value.map((architecture) => {
      const record = runs.current[architecture];
      const bound = (architecture === 'client-server' ? theory.clientServer : theory.peerToPeer).seconds ?? 0;
      return record?.status === 'finished' ? record.arrivedSeconds : Math.max(bound, record?.arrivedSeconds ?? 0);
    });
    return Math.max(...expected, ...others.value.map((record) => record.arrivedSeconds)) || 1;
  });
  /** Real peers are at it: at normal speed what is shown is what happens now, so that who acts on a peer sees it. */
  const isLive = computed(() => runs.rival === 'real' && isUnderWay(runs.current.real));
  const isComplete = computed(() => records.value.every((record) => record !== null && !isUnderWay(record)) && !others.value.some(isUnderWay));
  const isFinished = computed(() => records.value.every((record) => record?.status === 'finished'));
  const isAtEnd = computed(() => isComplete.value && timeSeconds.value >= horizonSeconds.value);

  const loop = createFrameLoop((elapsedSeconds) => {
    const scale = (spanSeconds.value / NORMAL_SECONDS) * direction.value;
    const isLatest = speed.value === Infinity || (isLive.value && direction.value > 0 && speed.value >= 1);
    const wanted = isLatest ? horizonSeconds.value : timeSeconds.value + elapsedSeconds * speed.value * scale;
    seek(Math.min(wanted, stopSeconds));
    const isOver = direction.value > 0 ? isAtEnd.value || timeSeconds.value === stopSeconds : timeSeconds.value === 0;
    if (isOver) pause();
  });

  function seek(seconds: number): void {
    const next = Math.min(Math.max(0, seconds), horizonSeconds.value);
    if (next === timeSeconds.value) return;
    timeSeconds.value = next;
    if (selection.value.row !== null) select({});
    watchedSeconds.value = Math.max(watchedSeconds.value, timeSeconds.value);
  }

  /** Looks at a peer or a piece; the event that was looked at is let go of, unless another is named. */
  function select(part: Partial<PlayerSelection>): void {
    selection.value = { ...selection.value, row: null, ...part };
  }

  /** Looks at an event of the run that is looked at: its time, who acted, and its piece. */
  function lookAt(row: number): void {
    const event = runs.replays[lane.value].reader.read(row, createTraceRow());
    pause();
    seek(event.timeSeconds);
    select({ row, piece: event.piece >= 0 ? event.piece : null, ...(event.subject >= 0 ? { peer: event.subject } : {}) });
  }

  /** The event that is looked at, else the last one by now; -1: none has happened. */
  function eventRow(): number {
    return selection.value.row ?? runs.replays[lane.value].reader.rowAt(timeSeconds.value);
  }

  /**
   * To the next event of the same kind, or of the peer that is looked at; or back to the one before.
   * @returns false: there is none
   */
  function stepOf(what: 'kind' | 'peer', towards: 1 | -1): boolean {
    const { reader } = runs.replays[lane.value];
    const from = eventRow();
    const { peer } = selection.value;
    if (runs.current[lane.value] === null || from < 0 || (what === 'peer' && peer === null)) return false;
    const filter = what === 'kind' ? rowsOf([reader.read(from, createTraceRow()).kind]) : rowsOf(null, [peer ?? 0]);
    const row = nextRow(reader, filter, from, towards);
    if (row < 0 || reader.read(row, createTraceRow()).timeSeconds > horizonSeconds.value) return false;
    lookAt(row);
    if (what === 'peer') select({ row, peer });
    return true;
  }

  function pause(): void {
    loop.stop();
    stopSeconds = Infinity;
  }

  /** Plays on, from the start when it was at the end. */
  function play(towards: 1 | -1 = 1): void {
    stopSeconds = Infinity;
    if (towards > 0 && isAtEnd.value) seek(0);
    direction.value = towards;
    loop.start();
  }

  /** Plays on to that time and stops there. */
  function playUntil(seconds: number): void {
    direction.value = 1;
    stopSeconds = seconds;
    loop.start();
  }

  /** A key for one direction: plays that way, and faster with each press. */
  function shuttle(towards: 1 | -1): void {
    if (loop.isRunning.value && direction.value === towards) faster(1);
    else play(towards);
  }

  function faster(steps: 1 | -1): void {
    const at = speeds.findIndex((value) => value >= speed.value) + steps;
    speed.value = speeds[Math.min(Math.max(0, at), speeds.length - 1)] ?? 1;
  }

  /** To the next moment in either drawing at which anything happens, or back to the one before. */
  function step(towards: 1 | -1): void {
    pause();
    const readers = runs.pair.map((architecture) => runs.replays[architecture].reader);
    const next = nextEventSeconds(readers, timeSeconds.value, towards);
    if (next !== null) seek(next);
  }

  // Another scenario: back to the start line, or to the end of its runs when they were watched before.
  watch([() => runs.hash, () => document.scenario.seed], () => {
    pause();
    timeSeconds.value = isComplete.value ? horizonSeconds.value : 0;
    watchedSeconds.value = timeSeconds.value;
    selection.value = NOTHING;
  });
  // Rows are numbered anew in every trace.
  watch(lane, () => select({}), { flush: 'sync' });

  return {
    timeSeconds,
    watchedSeconds,
    speed,
    direction,
    selection,
    lane,
    isPlaying: loop.isRunning,
    horizonSeconds,
    spanSeconds,
    isComplete,
    isFinished,
    isAtEnd,
    seek,
    play,
    playUntil,
    pause,
    /** Back to the start line, with nothing watched yet. */
    rewind(): void {
      pause();
      timeSeconds.value = 0;
      watchedSeconds.value = 0;
    },
    toggle: () => (loop.isRunning.value ? pause() : play()),
    shuttle,
    faster,
    step,
    /** Moves by so many seconds of watching at normal speed. */
    nudge: (watchSeconds: number) => seek(timeSeconds.value + (watchSeconds * spanSeconds.value) / NORMAL_SECONDS),
    select,
    lookAt,
    eventRow,
    stepOf,
    deselect: () => (selection.value = NOTHING),
  };
});
