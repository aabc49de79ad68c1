import { createReplay, type Replay } from '@core/replay/index';
import { peerCount, pieceCount, type Scenario } from '@core/scenario/index';
import { createTraceWriter, EventKind, type TraceHeader } from '@core/trace/index';
import { markRaw } from 'vue';
import type { RaceArchitecture } from './runRecord';

function headerOf(scenario: Scenario, architecture: RaceArchitecture): TraceHeader {
  const { sizeBits, pieceBits } = scenario.content;
  const pieces = pieceCount(scenario.content);
  const groupOf = new Int32Array(peerCount(scenario) + 1);
  groupOf[0] = -1;
  let peer = 1;
  scenario.peerGroups.forEach(({ count }, group) => {
    groupOf.fill(group, peer, peer + count);
    peer += count;
  });
  return {
    architecture,
    engineVersion: '',
    randomSeed: scenario.seed,
    peerCount: groupOf.length,
    pieceCount: pieces,
    pieceBits,
    lastPieceBits: sizeBits - (pieces - 1) * pieceBits,
    groupOf,
  };
}

/**
 * What a run of that scenario will look like before anything has been sent: the server and everyone who is there from the
 * start. It lets the Swarm screen show the networks of a scenario that has not run yet.
 */
export function startLine(scenario: Scenario, architecture: RaceArchitecture): Replay {
  const header = headerOf(scenario, architecture);
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
