import type { RealEvent, RealRequest } from '@core/messages/index';
import { toRunResult } from '@core/replay/index';
import { createLiveRecorder, OffenceCode } from '@core/trace/index';
import { planRealRun, type PlanOptions, type RealPlan } from '../peers/swarm/plan';
import { createRealRun, type RealRun } from '../peers/swarm/swarm';
import { carryOut, type Command } from './commands';
import { createCopies } from './copies';
import { createDecisionOutbox } from './decisionOutbox';
import { placeOf } from './place';
import { realProblem } from './realProblem';
import { createRowOutbox, watchCompletions } from './rowOutbox';

type StartRequest = Extract<RealRequest, { kind: 'start' }>;

/** The run of a window: what happens to it is said through `send`, what is asked of it comes as commands. */
export interface RealService {
  readonly runId: string;
  /** It has said its last word, and nothing of it is left. */
  readonly isOver: boolean;
  command(command: Command): void;
  /** Ends it, whatever is missing, for a window that is gone; resolves when nothing is left of it. */
  stop(): Promise<void>;
}

const ROWS_MS = 100;
const STATE_MS = 500;

export function startReal({ runId, scenario, expectsGuests }: StartRequest, options: PlanOptions, send: (event: RealEvent) => void): RealService {
  const rows = createRowOutbox((chunk) => send({ runId, kind: 'chunk', chunk }));
  let run: RealRun | null = null;
  let isStopped = false;
  let isOver = false;
  const whole = go();

  function last(event: RealEvent): void {
    isOver = true;
    send(event);
  }

  async function go(): Promise<void> {
    try {
      const planned = planRealRun(scenario, options);
      if (!planned.ok) return last({ runId, kind: 'failed', problem: { code: `real.${planned.obstacle.code}`, detail: String(planned.obstacle.allowed) } });
      last(await swarm(planned.plan));
    } catch (error) {
      last({ runId, kind: 'failed', problem: realProblem(error) });
    }
  }

  /** @returns its last word */
  async function swarm(plan: RealPlan): Promise<RealEvent> {
    const recorder = createLiveRecorder(plan.header);
    const decisions = createDecisionOutbox(() => performance.now());
    const copies = createCopies((peer) => running.fileOf(peer));
    const running = createRealRun({
      scenario, plan, expectsGuests, goesOn: expectsGuests, observer: decisions,
      openWriter: () => watchCompletions(recorder, (peer) => peer < plan.header.peerCount && copies.completed(peer)),
      grown: (header) => send({ runId, kind: 'grown', header }),
      tracked: (line) => send({ runId, kind: 'tracked', lines: [line] }),
      offended(peer, offender, { code }) {
        if (isOffence(code)) send({ runId, kind: 'offended', offence: { timeSeconds: running.journal.now(), peer, offender, code } });
      },
    });
    send({ runId, kind: 'started', header: plan.header });

    function sendRows(): void {
      rows.sendFrom(recorder);
      const settled = decisions.settled();
      if (settled.length > 0) send({ runId, kind: 'decided', decisions: settled });
    }

    function sendState(): void {
      const { journal } = running;
      const timeSeconds = journal.now();
      const own = plan.header.peerCount;
      const completed = journal.books.heldCount.subarray(1, own).reduce((sum, held) => sum + held, 0);
      send({ runId, kind: 'progress', completed, total: (own - 1) * plan.header.pieceCount, timeSeconds });
      send({ runId, kind: 'state', state: { timeSeconds, peers: running.peerStates(), tracker: running.trackerState() } });
    }

    const timers = [setInterval(sendRows, ROWS_MS), setInterval(sendState, STATE_MS)];
    try {
      send({ runId, kind: 'ready', place: await placeOf(await running.prepare()) });
      run = running;
      if (isStopped) return { runId, kind: 'cancelled' };
      sendState();
      const end = await running.run();
      run = null;
      decisions.end();
      const { header } = running.journal;
      const { digest } = recorder.finish(header);
      sendRows();
      sendState();
      await rows.emptied(recorder);
      if (isStopped && !end.finished) return { runId, kind: 'cancelled' };
      send({ runId, kind: 'compared', copies: await copies.compared() });
      return { runId, kind: 'finished', result: toRunResult(scenario, header, end, digest) };
    } finally {
      timers.forEach(clearInterval);
      await running.stop();
    }
  }

  function finish(): void {
    isStopped = true;
    run?.finish();
  }

  return {
    runId,
    get isOver() {
      return isOver;
    },
    command(command) {
      if (command.kind === 'stop') finish();
      else if (command.kind === 'taken') rows.taken();
      else if (run) carryOut(command, run, send);
    },
    async stop() {
      // One that hangs or has crashed would never take what is still to be sent.
      rows.giveUp();
      finish();
      await whole;
    },
  };
}

const isOffence = (code: string): code is keyof typeof OffenceCode => code in OffenceCode;
