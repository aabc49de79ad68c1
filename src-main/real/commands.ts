import type { RealEvent, RealRequest } from '@core/messages/index';
import type { RealRun } from '../peers/swarm/swarm';
import { realProblem } from './realProblem';

export type Command = Exclude<RealRequest, { kind: 'plan' | 'start' }>;

/** Carries out what the class does to a run. What concerns nobody who is there does nothing. */
export function carryOut(command: Exclude<Command, { kind: 'stop' | 'taken' }>, run: RealRun, send: (event: RealEvent) => void): void {
  const { runId } = command;
  const { journal } = run;
  const isPeer = (peer: number) => peer < journal.header.peerCount - (journal.header.outside?.length ?? 0);

  async function orRefused(carriedOut: Promise<void>): Promise<void> {
    try {
      await carriedOut;
    } catch (error) {
      send({ runId, kind: 'refused', problem: realProblem(error) });
    }
  }

  switch (command.kind) {
    case 'stopTracker':
      return void orRefused(run.stopTracker());
    case 'startTracker':
      return void orRefused(run.startTracker());
    case 'kill':
      if (isPeer(command.peer) && journal.online[command.peer]) run.kill(command.peer);
      return;
    case 'restart':
      if (isPeer(command.peer) && !journal.online[command.peer]) run.restart(command.peer);
      return;
    case 'corrupt':
      if (isPeer(command.peer)) run.corruptNextBlock(command.peer);
      return;
    case 'setFreeRider':
      if (isPeer(command.peer) && command.peer > 0) run.setFreeRider(command.peer, command.isFreeRider);
  }
}
