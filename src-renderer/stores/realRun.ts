import type { ComparedCopies, Problem, RealEvent, RealObstacle, RealPlace, RealScale, RealState, TrackerLine } from '@core/messages/index';
import { createReplay, type Replay } from '@core/replay/index';
import { withoutKeptRuns, type Scenario } from '@core/scenario/index';
import type { TraceHeader } from '@core/trace/index';
import { defineStore } from 'pinia';
import { computed, markRaw, shallowRef } from 'vue';
import { createRealClient, type RealClient, type RealCommand } from '../client/real';
import { afterEvent, queuedRun } from './followRun';
import { createRealDecisions } from './realDecisions';
import { isUnderWay, type RunRecord } from './runRecord';
import { useRuns } from './runs';

/** So many lines of the tracker's log are kept. */
const MOST_LINES = 2_000;

/** A line of the tracker's log with its number in the whole log, which it keeps when older ones are dropped. */
export type LoggedLine = TrackerLine & { readonly number: number };

/** How the scenario would run for real, or why it cannot. */
export type RealOutlook =
  | { readonly kind: 'planned'; readonly scale: RealScale }
  | { readonly kind: 'obstructed'; readonly obstacle: RealObstacle }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What is known of the run that has the sockets, or had them last. */
export interface RealStanding {
  readonly runId: string;
  readonly scale: RealScale;
  readonly expectsGuests: boolean;
  readonly isStopping: boolean;
  /** Null: the sockets are not open yet. */
  readonly place: RealPlace | null;
  readonly state: RealState | null;
  /** Oldest first. */
  readonly lines: readonly LoggedLine[];
  /** How many there were; each is a row of the trace. */
  readonly offences: number;
  readonly copies: ComparedCopies | null;
  /** The last command that could not be carried out. */
  readonly refusal: Problem | null;
}

/** The log goes on with these lines. */
function logged(log: readonly LoggedLine[], lines: readonly TrackerLine[]): readonly LoggedLine[] {
  const first = (log.at(-1)?.number ?? -1) + 1;
  return [...log, ...lines.map((line, at) => ({ ...line, number: first + at }))].slice(-MOST_LINES);
}

/** The trace goes on with one peer more, and what has been read of it stays as it is. */
function grown({ reader }: Replay, header: TraceHeader): Replay {
  const replay = createReplay(header);
  for (const chunk of reader.chunks) replay.append(chunk);
  return markRaw(replay);
}

/** The run over real sockets: how it would be, what is heard of it while it goes on, and what can be done to its peers. One at a time. */
export const useRealRun = defineStore('realRun', () => {
  const runs = useRuns();
  const outlook = shallowRef<RealOutlook | null>(null);
  const standing = shallowRef<RealStanding | null>(null);
  const record = shallowRef<RunRecord | null>(null);
  let client: RealClient | null = null;
  let asked = 0;
  let planId = '';
  let ended: ((record: RunRecord) => void) | null = null;
  /** Who waits for the outlook. */
  let planned: ((outlook: RealOutlook) => void)[] = [];

  const isRunning = computed(() => isUnderWay(record.value));
  /** Of all pieces that all peers are to get, 0..1. */
  const share = computed(() => (record.value !== null && record.value.total > 0 ? record.value.completed / record.value.total : 0));
  /** It is the run of the scenario as it stands, and not one with another number of peers that is being measured. */
  const isShown = computed(() => record.value !== null && runs.current.real === record.value);

  function note(part: Partial<RealStanding>): void {
    if (standing.value !== null) standing.value = { ...standing.value, ...part };
  }

  function put(next: RunRecord): void {
    record.value = next;
    runs.takeReal(next);
    if (!isUnderWay(next)) ended?.(next);
  }

  function hear(event: RealEvent): void {
    if (event.runId === planId) return hearPlan(event);
    const { value: now } = record;
    if (event.runId !== standing.value?.runId || now === null) return;
    switch (event.kind) {
      case 'ready':
        return note({ place: event.place });
      case 'state':
        return note({ state: event.state });
      case 'tracked':
        return note({ lines: logged(standing.value.lines, event.lines) });
      case 'offended':
        return note({ offences: standing.value.offences + 1 });
      case 'compared':
        return note({ copies: event.copies });
      case 'refused':
        return note({ refusal: event.problem });
      case 'grown':
        return put({ ...now, replay: now.replay && grown(now.replay, event.header) });
      case 'decided':
        return now.decisions?.take(event.decisions);
      case 'planned':
      case 'obstructed':
        return;
      default:
        return put(afterEvent(now, event));
    }
  }

  function look(seen: RealOutlook): void {
    outlook.value = seen;
    const waiting = planned;
    planned = [];
    for (const answer of waiting) answer(seen);
  }

  function hearPlan(event: RealEvent): void {
    if (event.kind === 'planned') look({ kind: 'planned', scale: event.scale });
    else if (event.kind === 'obstructed') look({ kind: 'obstructed', obstacle: event.obstacle });
    else if (event.kind === 'failed') look({ kind: 'failed', problem: event.problem });
  }

  async function send(runId: string, command: RealCommand): Promise<boolean> {
    client ??= createRealClient(hear, ({ problem, wanted }) => {
      const { value: now } = record;
      if (now !== null && isUnderWay(now)) put({ ...now, status: 'failed', problem });
      if (!wanted && outlook.value === null) look({ kind: 'failed', problem });
    });
    return client.send(runId, command);
  }

  const command = (one: RealCommand) => {
    if (standing.value !== null && isRunning.value) void send(standing.value.runId, one);
  };

  return {
    outlook,
    standing,
    record,
    isRunning,
    share,
    isShown,

    /** Asks how a scenario would run for real; opens nothing. The answer becomes `outlook` too. What is asked before another has its answer gets the same. */
    async plan(scenario: Scenario): Promise<RealOutlook> {
      outlook.value = null;
      planId = `plan-${++asked}`;
      const answer = new Promise<RealOutlook>((resolve) => planned.push(resolve));
      if (!(await send(planId, { kind: 'plan', scenario: withoutKeptRuns(scenario) }))) look({ kind: 'failed', problem: { code: 'realRefused', detail: '' } });
      return answer;
    },
    /**
     * Opens the sockets and runs the scenario, which was planned before, at that scale.
     * @param expectsGuests the swarm stays up for outside clients until it is stopped
     * @returns how it ended; null: it was not started
     */
    async start(scenario: Scenario, scale: RealScale, expectsGuests: boolean): Promise<RunRecord | null> {
      if (isRunning.value) return null;
      const runId = `real-${++asked}`;
      standing.value = { runId, scale, expectsGuests, isStopping: false, place: null, state: null, lines: [], offences: 0, copies: null, refusal: null };
      const end = new Promise<RunRecord>((resolve) => (ended = resolve));
      const queued = { ...queuedRun(scenario, 'real'), decisions: markRaw(createRealDecisions()) };
      put(queued);
      if (await send(runId, { kind: 'start', scenario: queued.scenario, expectsGuests })) return end;
      put({ ...queued, status: 'cancelled' });
      return null;
    },
    /** Says goodbye, closes every socket; what has arrived of the run stays to be looked at. */
    stop(): void {
      if (standing.value === null || !isRunning.value) return;
      note({ isStopping: true });
      void client?.stop(standing.value.runId, share.value === 1);
    },
    kill: (peer: number) => command({ kind: 'kill', peer }),
    restart: (peer: number) => command({ kind: 'restart', peer }),
    corrupt: (peer: number) => command({ kind: 'corrupt', peer }),
    setFreeRider: (peer: number, isFreeRider: boolean) => command({ kind: 'setFreeRider', peer, isFreeRider }),
    stopTracker: () => command({ kind: 'stopTracker' }),
    startTracker: () => command({ kind: 'startTracker' }),
  };
});
