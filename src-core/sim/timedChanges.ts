import type { PickerRules } from '../policy/index';
import { inOrder, type TimedChange } from '../scenario/index';
import { EventKind, PieceRule, type TraceWriter } from '../trace/index';
import { Due, type Agenda } from './agenda';
import type { Capacity } from './capacity';
import type { Choking } from './choking';
import type { LinkSharing } from './linkSharing';
import type { Membership } from './membership';
import type { Swarm } from './swarm';
import type { Transfers } from './transfers';

/** What the scenario sets for certain times, one after the other. Each comes last of all that happens at its instant. */
export interface TimedChanges {
  /** Plans the first. */
  begin(): void;
  /** The next is due. */
  turn(now: number): void;
  /** So many are still to come. */
  readonly pending: number;
}

/** The parts of a run that changes take hold of. */
export interface Changeable {
  readonly swarm: Swarm;
  readonly sharing: LinkSharing;
  readonly capacity: Capacity;
  readonly transfers: Transfers;
  readonly choking: Choking;
  readonly membership: Membership;
  readonly agenda: Agenda;
  readonly trace: TraceWriter;
  /** How pieces are chosen from now on: read at each choice. */
  readonly rules: { -readonly [K in keyof PickerRules]: PickerRules[K] };
}

export function createTimedChanges({ swarm, sharing, capacity, transfers, choking, membership, agenda, trace, rules }: Changeable): TimedChanges {
  const changes = inOrder(swarm.scenario.changes);
  let next = 0;

  const write = (now: number, kind: EventKind, subject: number, value: number) => trace.write(now, kind, subject, -1, -1, value, -1);
  const plan = () => (next < changes.length ? agenda.planTimer(Due.change, 0, changes[next]!.atSeconds) : agenda.dropTimer(Due.change, 0));

  function reslot(peer: number, now: number, cause: number): void {
    swarm.slots[peer] = swarm.slotsOf(peer);
    choking.slotsChanged(peer, now, cause);
  }

  function setUpload(peer: number, bitrate: number, now: number): void {
    const row = write(now, EventKind.uploadRateChanged, peer, bitrate);
    // Peers send nothing in client-server, whatever their links could carry.
    if (swarm.clientServer && peer > 0) return;
    swarm.uploadBitrate[peer] = bitrate;
    sharing.relink(peer);
    capacity.offerChanged(peer);
    reslot(peer, now, row);
  }

  function setDownload(peer: number, bitrate: number, now: number): void {
    const row = write(now, EventKind.downloadRateChanged, peer, bitrate);
    swarm.downloadBitrate[peer] = bitrate;
    sharing.relink(peer);
    // Nothing is sent to who can receive nothing: it would keep pieces from being taken elsewhere.
    if (bitrate > 0) transfers.wakeSenders(peer, now, row);
    else stopReceiving(peer, now, row);
  }

  function stopReceiving(peer: number, now: number, cause: number): void {
    const end = swarm.firstRow[peer]! + swarm.rowSpan[peer]!;
    for (let row = swarm.firstRow[peer]!; row < end; row++) if (swarm.table.flags[row] !== 0) transfers.stop(swarm.mirror[row]!, now, cause);
  }

  function setStrategy(peer: number, isFreeRider: boolean, now: number): void {
    const row = write(now, EventKind.strategyChanged, peer, isFreeRider ? 1 : 0);
    swarm.isFreeRider[peer] = isFreeRider ? 1 : 0;
    capacity.offerChanged(peer);
    reslot(peer, now, row);
  }

  function setUnchokes(kind: 'regular' | 'optimistic', count: number, now: number): void {
    const row = write(now, kind === 'regular' ? EventKind.regularUnchokesChanged : EventKind.optimisticUnchokesChanged, -1, count);
    swarm.unchokes[kind] = count;
    for (let peer = 0; peer < swarm.peers; peer++) reslot(peer, now, row);
  }

  function make(change: TimedChange, now: number): void {
    switch (change.kind) {
      case 'leave':
        return membership.leaveNow(change.peer, now);
      case 'return':
        return membership.returnNow(change.peer, now);
      case 'peer-upload':
        return setUpload(change.peer, change.uploadBitrate, now);
      case 'peer-download':
        return setDownload(change.peer, change.downloadBitrate ?? Infinity, now);
      case 'strategy':
        return setStrategy(change.peer, change.strategy === 'free-rider', now);
      case 'server-leaves':
        return membership.leaveNow(0, now);
      case 'server-rate':
        return setUpload(0, change.uploadBitrate, now);
      case 'piece-selection':
        write(now, EventKind.pieceSelectionChanged, -1, PieceRule[change.pieceSelection]);
        // The server of client-server sends in order, whatever the rule.
        if (!swarm.clientServer) rules.pieceSelection = change.pieceSelection;
        return;
      case 'regular-unchokes':
        return setUnchokes('regular', change.regularUnchokes, now);
      case 'optimistic-unchokes':
        return setUnchokes('optimistic', change.optimisticUnchokes, now);
    }
  }

  return {
    begin: plan,
    turn(now) {
      const change = changes[next++]!;
      plan();
      make(change, now);
    },
    get pending() {
      return changes.length - next;
    },
  };
}
