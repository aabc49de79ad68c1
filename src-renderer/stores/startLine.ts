import { createReplay, type Replay } from '@core/replay/index';
import type { Scenario } from '@core/scenario/index';
import { createTraceWriter, EventKind, runHeader } from '@core/trace/index';
import { markRaw } from 'vue';
import type { RunArchitecture } from './runRecord';

/**
 * What a run of that scenario will look like before anything has been sent: the server and everyone who is there from the
 * start. It lets the Swarm screen show the networks of a scenario that has not run yet.
 */
export function startLine(scenario: Scenario, architecture: RunArchitecture): Replay {
  const header = runHeader(scenario, architecture, scenario.seed, '');
  const replay = createReplay(header);
  const writer = createTraceWriter(header, (chunk) => replay.append(chunk));
  const join = (peer: number) => writer.write(0, EventKind.joined, peer, -1, -1, 0, -1);
  join(0);
  for (let peer = 1; peer < header.peerCount; peer += 1) {
    const arrival = scenario.peerGroups[header.groupOf[peer] ?? 0]?.arrival;
    if (arrival?.kind === 'together' && arrival.atSeconds === 0) join(peer);
  }
  writer.finish();
  replay.seek(0);
  return markRaw(replay);
}
