import type { ConnectionDecision, DecisionObserver, NeighbourManager } from '../policy/index';
import type { Swarm } from './swarm';

/** Describes to an observer what the tracker answers, whom a peer dials, and what the dialled one says. */
export interface TrackerWatch {
  /** @param answer the first `count` are the addresses offered */
  answered(peer: number, now: number, members: number, answer: Int32Array, count: number): void;
  /** The decision described by `answered` last led to that row of the trace. */
  offered(line: number): void;
  /** The peer that was answered last dials those. */
  dials(chosen: Int32Array, count: number): void;
  connection(peer: number, remote: number, now: number, outcome: ConnectionDecision['outcome']): void;
  /** The decision described by `connection` last led to that row of the trace. */
  connected(line: number): void;
}

export function createTrackerWatch(swarm: Swarm, manager: NeighbourManager, observer: DecisionObserver): TrackerWatch {
  const { neighbourCount } = swarm;
  const { maxNeighbours, trackerResponsePeers } = swarm.scenario.protocol;
  let offeredRows: number[] | null = null;
  let connectionRows: number[] | null = null;
  let offered: { readonly peer: number; isDialled: boolean }[] = [];
  return {
    answered(peer, now, members, answer, count) {
      offeredRows = null;
      offered = [];
      if (now < observer.fromSeconds) return;
      offeredRows = [];
      offered = Array.from(answer.subarray(0, count), (one) => ({ peer: one, isDialled: false }));
      observer.take({
        kind: 'tracker', timeSeconds: now, peer, rows: offeredRows, members, most: trackerResponsePeers, offered,
        neighbours: neighbourCount[peer]!, dialsUpTo: manager.dialsUpTo,
      });
    },
    offered: (line) => void offeredRows?.push(line),
    dials(chosen, count) {
      const dialled = new Set(chosen.subarray(0, count));
      for (const one of offered) one.isDialled ||= dialled.has(one.peer);
    },
    connection(peer, remote, now, outcome) {
      connectionRows = null;
      if (now < observer.fromSeconds) return;
      connectionRows = [];
      observer.take({
        kind: 'connection', timeSeconds: now, peer, rows: connectionRows, remote, outcome,
        neighbours: neighbourCount[peer]!, remoteNeighbours: neighbourCount[remote]!, maxNeighbours,
      });
    },
    connected: (line) => void connectionRows?.push(line),
  };
}
