import type { DrawStreams } from '../base/index';
import { createNeighbourManager, drawTrackerSubset, type DecisionObserver } from '../policy/index';
import { AnnounceReason, EventKind, RefusalReason, type TraceWriter } from '../trace/index';
import { Due, type Agenda } from './agenda';
import type { Delays } from './delays';
import type { Neighbours } from './neighbours';
import { Purpose } from './purposes';
import type { Swarm } from './swarm';
import { createTrackerWatch } from './trackerWatch';

/** The tracker with its list of members, and the peers' dealings with it: announce, get addresses, dial them. */
export interface Tracker {
  announce(peer: number, reason: AnnounceReason, now: number): void;
  /** Plans the next announce after the number of neighbours changed. */
  replan(peer: number, now: number): void;
  /** The peer is gone: it announces nothing any more. The tracker learns of it only from a `stopped`, or by its silence. */
  silence(peer: number): void;
  /** A member was silent for two intervals. */
  expire(peer: number, now: number): void;
  /** The next announce of a peer is due. */
  turn(peer: number, now: number): void;
}

/** What each `RefusalReason` is called in a decision. */
const OUTCOMES = ['offline', 'full', 'unreachable'] as const;

export function createTracker(
  swarm: Swarm, neighbours: Neighbours, agenda: Agenda, delays: Delays, streams: DrawStreams, trace: TraceWriter,
  observer?: DecisionObserver,
): Tracker {
  const { peers, online, neighbourCount } = swarm;
  const { protocol } = swarm.scenario;
  const manager = createNeighbourManager(protocol);
  const watch = observer ? createTrackerWatch(swarm, manager, observer) : null;
  const fails = protocol.trackerFailsAtSeconds ?? Infinity;
  const members = new Int32Array(peers);
  const place = new Int32Array(peers).fill(-1);
  let memberCount = 0;
  const lastAnnounce = new Float64Array(peers);
  const dialling = new Int32Array(peers);
  const answer = new Int32Array(Math.max(protocol.trackerResponsePeers, 1));
  const chosen = new Int32Array(answer.length);
  /** Row of the `started` announce that is not answered yet, or -1: whoever comes at the same instant is registered first. */
  const unanswered = new Int32Array(peers).fill(-1);

  function add(peer: number): void {
    if (place[peer]! >= 0) return;
    members[memberCount] = peer;
    place[peer] = memberCount++;
  }

  function remove(peer: number): void {
    const at = place[peer]!;
    if (at < 0) return;
    const last = members[--memberCount]!;
    members[at] = last;
    place[last] = at;
    place[peer] = -1;
    agenda.dropTimer(Due.expiry, peer);
  }

  function replan(peer: number, now: number): void {
    if (unanswered[peer]! < 0) agenda.planTimer(Due.announce, peer, manager.nextAnnounceSeconds(neighbourCount[peer]!, lastAnnounce[peer]!, now));
  }

  /** What a dialled peer answers. */
  function dialled(peer: number, other: number, now: number, cause: number): void {
    if (neighbours.areNeighbours(peer, other)) return;
    let refusal = -1;
    if (!online[other]) refusal = RefusalReason.offline;
    else if (other > 0 && !swarm.group(other).acceptsConnections) refusal = RefusalReason.unreachable;
    else if (!manager.accepts(neighbourCount[other]!) || !manager.accepts(neighbourCount[peer]!)) refusal = RefusalReason.full;
    watch?.connection(peer, other, now, OUTCOMES[refusal] ?? 'accepted');
    if (refusal >= 0) {
      const line = trace.write(now, EventKind.refused, peer, other, -1, refusal, cause);
      watch?.connected(line);
      return;
    }
    const line = neighbours.connect(peer, other, now, cause);
    watch?.connected(line);
    replan(peer, now);
    replan(other, now);
  }

  function dialledLater(peer: number, other: number, now: number): void {
    dialling[peer]!--;
    if (online[peer]) dialled(peer, other, now, swarm.joinedRow[peer]!);
  }

  /** Dials the addresses of the answer; where some refuse, others of them, while there are any. */
  function dial(peer: number, offered: number, now: number): void {
    for (let left = offered; left > 0; ) {
      const count = manager.dial(neighbourCount[peer]!, dialling[peer]!, answer, left, streams.of(Purpose.dial, peer), chosen);
      if (count === 0) return;
      left -= count;
      dialling[peer]! += count;
      watch?.dials(chosen, count);
      for (let k = 0; k < count; k++) delays.later(now, dialledLater, peer, chosen[k]!);
    }
  }

  function announce(peer: number, reason: AnnounceReason, now: number): void {
    const line = trace.write(now, EventKind.announced, peer, -1, -1, reason, swarm.joinedRow[peer]!);
    lastAnnounce[peer] = now;
    if (reason === AnnounceReason.stopped) {
      if (now < fails) remove(peer);
      return;
    }
    if (now < fails) {
      add(peer);
      agenda.planTimer(Due.expiry, peer, now + 2 * protocol.announceIntervalSeconds);
      if (reason === AnnounceReason.started) {
        unanswered[peer] = line;
        agenda.planTimer(Due.announce, peer, now);
        return;
      }
      if (reason !== AnnounceReason.completed) answerTo(peer, now, line);
    }
    replan(peer, now);
  }

  function answerTo(peer: number, now: number, cause: number): void {
    const draw = streams.of(Purpose.tracker, peer);
    const count = drawTrackerSubset(members, place, memberCount, peer, protocol.trackerResponsePeers, draw, answer);
    watch?.answered(peer, now, memberCount, answer, count);
    for (let k = 0; k < count; k++) {
      const line = trace.write(now, EventKind.offered, peer, answer[k]!, -1, 0, cause);
      watch?.offered(line);
    }
    dial(peer, count, now);
  }

  return {
    announce,
    replan,
    silence(peer) {
      unanswered[peer] = -1;
      agenda.dropTimer(Due.announce, peer);
    },
    expire(peer, now) {
      remove(peer);
      if (now < fails) trace.write(now, EventKind.expired, peer, -1, -1, 0, -1);
    },
    turn(peer, now) {
      const started = unanswered[peer]!;
      if (started >= 0) {
        unanswered[peer] = -1;
        answerTo(peer, now, started);
        replan(peer, now);
        return;
      }
      const few = neighbourCount[peer]! < protocol.minNeighbours && now < lastAnnounce[peer]! + protocol.announceIntervalSeconds;
      announce(peer, few ? AnnounceReason.fewNeighbours : AnnounceReason.periodic, now);
    },
  };
}
