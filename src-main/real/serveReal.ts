import { readRealRequest, type RealEvent, type RealRequest, type RealScale } from '@core/messages/index';
import type { ServedPort } from '../engine/servedPort';
import { planRealRun, type PlanOptions } from '../peers/swarm/plan';
import { realProblem } from './realProblem';
import { startReal, type RealService } from './realService';

type PlanRequest = Extract<RealRequest, { kind: 'plan' }>;

/**
 * Serves one window over its port: checks each request and carries it out on the one run that has sockets.
 * @param closed the window's end of the port is gone
 * @param options how long a run may take
 * @returns stops the run, if there is one: says goodbye, closes every socket, removes every file
 */
export function serveReal(port: ServedPort<RealEvent>, closed: () => void, options: PlanOptions = {}): () => Promise<void> {
  let running: RealService | null = null;

  port.onMessage((message) => {
    const read = readRealRequest(message);
    // Nobody could be told about a message without a run.
    if (read === null) return;
    if (read.ok) return take(read.request);
    const [issue] = read.issues;
    port.send({ runId: read.runId, kind: 'failed', problem: { code: 'runRefused', detail: issue ? `${issue.path}: ${issue.found}` : '' } });
  });
  port.onClose(closed);

  function take(request: RealRequest): void {
    const { runId } = request;
    switch (request.kind) {
      case 'plan':
        return port.send(answerPlan(request));
      case 'start':
        if (running === null || running.isOver) running = startReal(request, options, port.send);
        else if (running.runId !== runId) port.send({ runId, kind: 'failed', problem: { code: 'realBusy', detail: '' } });
        return;
      default:
        if (running?.runId === runId) running.command(request);
    }
  }

  function answerPlan({ runId, scenario }: PlanRequest): RealEvent {
    try {
      const planned = planRealRun(scenario, options);
      return planned.ok ? { runId, kind: 'planned', scale: scaleOf(planned.plan) } : { runId, kind: 'obstructed', obstacle: planned.obstacle };
    } catch (error) {
      return { runId, kind: 'failed', problem: realProblem(error) };
    }
  }

  return async () => running?.stop();
}

/** What crosses the border of a plan: the header comes with the run. */
function scaleOf({ sizeScale, timeScale, lengthBytes, pieceLengthBytes, expectedSeconds, diskBytes, slowestBlocksPerSecond }: RealScale): RealScale {
  return { sizeScale, timeScale, lengthBytes, pieceLengthBytes, expectedSeconds, diskBytes, slowestBlocksPerSecond };
}
