import { readEngineRequest, type EngineEvent, type EngineRequest } from '@core/messages/index';
import { createEngineRun, type EngineRun } from './engineRun';
import { createExplainer } from './explainer';
import type { ServedPort } from './servedPort';

/**
 * Serves one window over its port: checks each request, lets the runs work in turns and listens between any two turns.
 * A run that throws fails alone. Runs end with the port.
 */
export function serveEngine(port: ServedPort<EngineEvent>): void {
  const runs = new Map<string, EngineRun>();
  const explainer = createExplainer(port.send);
  let questionId = '';
  let isScheduled = false;

  port.onMessage((message) => {
    const read = readEngineRequest(message);
    // Nobody could be told about a message without a run.
    if (read === null) return;
    if (read.ok) return take(read.request);
    const [issue] = read.issues;
    port.send({ runId: read.runId, kind: 'failed', problem: { code: 'runRefused', detail: issue ? `${issue.path}: ${issue.found}` : '' } });
  });
  port.onClose(() => {
    runs.clear();
    explainer.forget();
  });

  function take(request: EngineRequest): void {
    const { runId } = request;
    const run = runs.get(runId);
    if (request.kind === 'run' && !run) {
      explainer.forget(); // a new run needs the memory, and the old one is soon asked about no more
      runs.set(runId, createEngineRun(request, port.send));
    }
    if (request.kind === 'explain' && !run) {
      if (runs.delete(questionId)) port.send({ runId: questionId, kind: 'cancelled' });
      questionId = runId;
      runs.set(runId, explainer.ask(request));
    }
    if (request.kind === 'taken') run?.taken();
    if (request.kind === 'cancel' && runs.delete(runId)) port.send({ runId, kind: 'cancelled' });
    schedule();
  }

  function schedule(): void {
    if (isScheduled || ![...runs.values()].some((run) => !run.isWaiting)) return;
    isScheduled = true;
    // After the messages that have arrived meanwhile: that is how a cancel is heard.
    setImmediate(() => {
      isScheduled = false;
      turn();
      schedule();
    });
  }

  /** Each run one turn, in the order in which they came. */
  function turn(): void {
    for (const [runId, run] of runs) {
      if (!run.isWaiting) run.work();
      if (run.isOver) runs.delete(runId);
    }
  }
}
