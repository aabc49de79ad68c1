import { createStreams } from '../base/index';
import { createPiecePicker, NeighbourFlag, type DecisionObserver } from '../policy/index';
import { EventKind, type TraceHeader, type TraceWriter } from '../trace/index';
import { createAgenda, Due } from './agenda';
import { createCapacity } from './capacity';
import { createChoking } from './choking';
import { createDelays } from './delays';
import { createLinkSharing } from './linkSharing';
import { createMembership } from './membership';
import { memoryRefusal } from './memory';
import { createNeighbours } from './neighbours';
import { outlookOf, type Outlook } from './outlook';
import { PURPOSES } from './purposes';
import { createSwarm } from './swarm';
import { createTimedChanges, type Changeable } from './timedChanges';
import { createTracker } from './tracker';
import { createTransfers } from './transfers';
import type { RunEnd, RunOptions, SwarmSimulation } from './types';

/** Peers that come and go so often each without anything being sent will never meet. */
const MOST_VAIN_CHANGES = 100;
/** Idle time that is made good by a time of sending. Transfers that are cut off as soon as they begin, for ever, make nothing good. */
const IDLE_PER_SENDING = 1000;
/** A hopeless run with announces years apart must not take years of choke rounds. */
const MOST_PATIENCE_SECONDS = 86_400;

/**
 * An event-driven run of one swarm at piece level. Time moves from event to event, never by ticks; between two events every
 * flow runs at its max-min fair rate over the access links (theory.md section 5; `docs/model.md`).
 * Nothing happens before the first `advance`. The same options give the same rows, bit for bit.
 * @param openWriter makes the trace's writer from its header
 * @param observer hears of each decision with all that it was taken from; the run is the same with and without one
 * @throws MemoryLimitError when it would take more than `memoryLimitBytes`
 */
export function createSimulation(options: RunOptions, openWriter: (header: TraceHeader) => TraceWriter, observer?: DecisionObserver): SwarmSimulation {
  const refusal = options.memoryLimitBytes === undefined ? null : memoryRefusal(options, options.memoryLimitBytes);
  if (refusal) throw refusal;
  const swarm = createSwarm(options);
  const { scenario, peers, pieces, table } = swarm;
  const { protocol } = scenario;
  const trace = openWriter(swarm.header);
  const streams = createStreams(options.randomSeed, PURPOSES, peers);
  const agenda = createAgenda(peers);
  const delays = createDelays(agenda, protocol.latencySeconds);
  const { pieceSelection, randomFirstPieces } = protocol;
  const rules: Changeable['rules'] = swarm.clientServer ? { pieceSelection: 'in-order', randomFirstPieces: 0 } : { pieceSelection, randomFirstPieces };
  const picker = createPiecePicker(rules, peers, pieces, Math.max(1, ...swarm.capacity));
  const sharing = createLinkSharing(swarm);
  const capacity = createCapacity(swarm, sharing);
  const transfers = createTransfers(swarm, sharing, picker, agenda, streams, trace, protocol.endGame, observer);
  const choking = createChoking(swarm, transfers, agenda, streams, trace, (row, now) => delays.later(now, sendFirst, row, swarm.unchokedRow[row]!), observer);
  const neighbours = createNeighbours(swarm, transfers, choking, picker, trace);
  const tracker = createTracker(swarm, neighbours, agenda, delays, streams, trace, observer);
  const membership = createMembership(swarm, choking, neighbours, tracker, agenda, streams, trace);
  const changes = createTimedChanges({ swarm, sharing, capacity, transfers, choking, membership, agenda, trace, rules });
  const until = options.untilSeconds ?? Infinity;
  /** With nothing being sent for so long, peers that could help each other have had their chances to meet: two announces, all that follows. */
  const patience = Math.min(2 * protocol.announceIntervalSeconds, MOST_PATIENCE_SECONDS) + protocol.rechokeSeconds + 8 * protocol.latencySeconds;

  let now = 0;
  // How long nothing has been sent since everybody has come, and how often peers had come or gone when that began.
  let idleSeconds = 0;
  let changesThen = 0;
  let outlook: Outlook = { hopeful: true, lostPieces: [] };
  let outlookAt = '';
  let events = 0;
  let over = false;
  let lostPieces: readonly number[] = [];
  membership.begin();
  changes.begin();

  /** The request of a peer that was unchoked has arrived, unless it was choked again meanwhile. */
  function sendFirst(row: number, unchokedRow: number, at: number): void {
    const served = table.flags[row] !== 0 && !(table.flags[row]! & NeighbourFlag.amChoking) && swarm.unchokedRow[row] === unchokedRow;
    if (served && swarm.wanted[row]! > 0) transfers.start(row, at, unchokedRow);
  }

  const wanted = peers - 1;
  /** Everyone has everything but those who went for good, and somebody does. */
  const finished = () => membership.completedPeers + membership.gonePeers === wanted && (membership.completedPeers > 0 || wanted === 0);

  const isAwaited = () => membership.arrivalsPending > 0 || changes.pending > 0;

  /** Nothing is being sent: is there any hope that something will be? */
  function isStuck(): boolean {
    if (isAwaited()) return false;
    // Whatever is still to change is awaited: here the last change has been made.
    const state = `${membership.changes} ${transfers.completedPieces}`;
    if (state !== outlookAt) {
      outlook = outlookOf(swarm, membership);
      outlookAt = state;
    }
    const mayMeet = membership.returnsPending > 0 && membership.changes - changesThen < MOST_VAIN_CHANGES * peers;
    return !(outlook.hopeful && (mayMeet || idleSeconds < patience));
  }

  function finish(): void {
    over = true;
    transfers.closeBooks(now);
    if (!finished()) lostPieces = outlookOf(swarm, membership).lostPieces;
    for (const piece of lostPieces) trace.write(now, EventKind.pieceLost, -1, -1, piece, 0, -1);
    trace.write(now, EventKind.ended, -1, -1, -1, finished() ? 1 : 0, -1);
  }

  function pass(seconds: number): void {
    if (isAwaited()) idleSeconds = 0;
    else if (transfers.running === 0) idleSeconds += seconds - now;
    else idleSeconds = Math.max(0, idleSeconds - IDLE_PER_SENDING * (seconds - now));
    if (idleSeconds === 0) changesThen = membership.changes;
    now = seconds;
  }

  function handle(): void {
    const kind = agenda.kind();
    const subject = agenda.subject();
    if (kind === Due.transfer) {
      const peer = transfers.receiver(subject);
      membership.afterPiece(peer, now, neighbours.pieceArrived(subject, now));
    } else if (kind === Due.choke) choking.turn(subject, now);
    else if (kind === Due.announce) tracker.turn(subject, now);
    else if (kind === Due.life) membership.turn(subject, now);
    else if (kind === Due.expiry) tracker.expire(subject, now);
    else if (kind === Due.change) changes.turn(now);
    else delays.turn(now);
  }

  function advance(most: number): boolean {
    for (let done = 0; done < most && !over; ) {
      if (!agenda.isDueBy(now)) {
        // Time is about to move: rates must be right for the stretch that begins.
        transfers.share(now);
        capacity.reckon(now);
        if (finished() || agenda.empty || (transfers.running === 0 && isStuck())) {
          finish();
          break;
        }
        if (!agenda.isDueBy(until)) {
          now = until;
          finish();
          break;
        }
        pass(agenda.nextSeconds);
      }
      handle();
      events++;
      done++;
    }
    return over;
  }

  return {
    header: swarm.header,
    state: swarm,
    total: wanted * pieces,
    get completed() {
      return transfers.completedPieces;
    },
    get timeSeconds() {
      return now;
    },
    advance,
    end(): RunEnd {
      if (!over) throw new Error('the run is not over');
      return {
        finished: finished(),
        endedSeconds: now,
        pieceTransfers: transfers.completedPieces,
        joinedSeconds: swarm.joinedSeconds,
        completedSeconds: swarm.completedSeconds,
        awaySeconds: swarm.awaySeconds,
        uploadedBits: swarm.uploadedBits,
        downloadedBits: swarm.downloadedBits,
        lostPieces,
        events,
        capacity: capacity.close(now),
      };
    },
  };
}
