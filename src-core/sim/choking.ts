import type { DrawStreams } from '../base/index';
import { createChokeDecision, createChoker, NeighbourFlag, type DecisionObserver, type Ranking } from '../policy/index';
import { ChokeReason, EventKind, UnchokeReason, type TraceWriter } from '../trace/index';
import { Due, type Agenda } from './agenda';
import { createChokeWatch } from './chokeWatch';
import { Purpose } from './purposes';
import type { Swarm } from './swarm';
import type { Transfers } from './transfers';

const { amChoking, peerInterested, optimistic } = NeighbourFlag;

/** Who serves whom: applies the decisions of the choker, at each peer's own rounds and whenever a slot falls free. */
export interface Choking {
  /** Begins the rounds of a peer that came online, each peer at its own phase. */
  begin(peer: number, now: number): void;
  end(peer: number): void;
  /** The peer has other slots from now on: new ones are filled; of fewer, it decides anew by the rates last measured; with none it chokes everybody. */
  slotsChanged(peer: number, now: number, cause: number): void;
  /** The peer's round, its optimistic draw, or both are due. */
  turn(peer: number, now: number): void;
  /** Gives slots that are free to neighbours that wait. */
  fillSlots(peer: number, now: number, cause: number): void;
  /** The neighbour of that row wants something now that its owner holds. Slots are filled by the caller. */
  becameInterested(row: number): void;
  /** It wants nothing any more: it loses its slot. Slots are filled by the caller. */
  lostInterest(row: number, now: number, cause: number): void;
  /** The connection of that row is being taken down: its slot is free, without a row in the trace. */
  forget(row: number): void;
  clear(row: number): void;
}

/**
 * @param beginSending called when a row was unchoked: at once, or later where messages take time
 * @param observer hears of each decision
 */
export function createChoking(
  swarm: Swarm, transfers: Transfers, agenda: Agenda, streams: DrawStreams, trace: TraceWriter, beginSending: (row: number, now: number) => void,
  observer?: DecisionObserver,
): Choking {
  const { table, traffic, firstRow, rowSpan, slots, interestedCount, regularUsed, optimisticUsed, unchokedRow, pieces, heldCount } = swarm;
  const { flags } = table;
  const { rechokeSeconds, optimisticSeconds } = swarm.scenario.protocol;
  const most = Math.max(1, ...swarm.capacity);
  const choker = createChoker(most);
  const decision = createChokeDecision(most);
  const watch = observer ? createChokeWatch(swarm, choker, observer) : null;
  const firstTurn = new Float64Array(swarm.peers);
  const rounds = new Int32Array(swarm.peers);
  const draws = new Int32Array(swarm.peers);
  /** By peer: 1 while it has rounds. */
  const hasRounds = new Uint8Array(swarm.peers);
  /** Rows that the present decision serves: their stamp is that of the decision. */
  const stamp = new Int32Array(swarm.rows);
  let stamps = 0;

  const roundAt = (peer: number) => firstTurn[peer]! + rounds[peer]! * rechokeSeconds;
  const drawAt = (peer: number) => firstTurn[peer]! + draws[peer]! * optimisticSeconds;
  const plan = (peer: number) => agenda.planTimer(Due.choke, peer, Math.min(roundAt(peer), drawAt(peer)));

  function rankingOf(peer: number): Ranking {
    if (heldCount[peer]! < pieces) return 'received';
    return peer === 0 && swarm.scenario.server.seedChoking === 'round-robin' ? 'round-robin' : 'sent';
  }

  function unchoke(row: number, reason: UnchokeReason, now: number, cause: number): void {
    const peer = swarm.owner[row]!;
    const earned = reason !== UnchokeReason.optimistic;
    swarm.uploadChanged.add(peer);
    if (flags[row]! & optimistic) optimisticUsed[peer]!--; // it had a slot by draw and has earned one now
    if (earned) regularUsed[peer]!++;
    else optimisticUsed[peer]!++;
    flags[row] = (flags[row]! & ~(amChoking | optimistic)) | (earned ? 0 : optimistic);
    unchokedRow[row] = trace.write(now, EventKind.unchoked, peer, table.remote[row]!, -1, reason, cause);
    watch?.led(unchokedRow[row]!);
    beginSending(row, now);
  }

  function freeSlot(row: number): void {
    const peer = swarm.owner[row]!;
    swarm.uploadChanged.add(peer);
    if (flags[row]! & optimistic) optimisticUsed[peer]!--;
    else regularUsed[peer]!--;
    flags[row] = (flags[row]! | amChoking) & ~optimistic;
  }

  function choke(row: number, reason: ChokeReason, now: number, cause: number): void {
    table.servedSeconds[row] = now;
    freeSlot(row);
    const line = trace.write(now, EventKind.choked, swarm.owner[row]!, table.remote[row]!, -1, reason, cause);
    if (reason === ChokeReason.outranked || reason === ChokeReason.optimisticOver) watch?.led(line); // others follow by themselves
    transfers.stop(row, now, line);
  }

  function fillSlots(peer: number, now: number, cause: number): void {
    const { regular, optimistic: drawn } = slots[peer]!;
    while (regularUsed[peer]! < regular && interestedCount[peer]! > regularUsed[peer]! + optimisticUsed[peer]!) {
      const row = choker.bestWaiting(table, firstRow[peer]!, rowSpan[peer]!, rankingOf(peer), streams.of(Purpose.choke, peer));
      if (row < 0) break;
      watch?.freeSlot(peer, now, rankingOf(peer), row, 'regular');
      unchoke(row, UnchokeReason.slotFree, now, cause);
    }
    while (optimisticUsed[peer]! < drawn && interestedCount[peer]! > regularUsed[peer]! + optimisticUsed[peer]!) {
      const row = choker.anyWaiting(table, firstRow[peer]!, rowSpan[peer]!, streams.of(Purpose.optimistic, peer));
      if (row < 0) break;
      watch?.freeSlot(peer, now, rankingOf(peer), row, 'optimistic');
      unchoke(row, UnchokeReason.optimistic, now, cause);
    }
  }

  /** Notes who is being served: what the round robin goes by. */
  function noteServed(peer: number, now: number): void {
    const end = firstRow[peer]! + rowSpan[peer]!;
    for (let row = firstRow[peer]!; row < end; row++) if (flags[row] !== 0 && !(flags[row]! & amChoking)) table.servedSeconds[row] = now;
  }

  /** Whether the decision serves others than those served now. */
  function changesSomething(peer: number): boolean {
    for (let k = 0; k < decision.unchokeCount; k++) if (flags[decision.candidate[k]!]! & (amChoking | optimistic)) return true;
    return decision.unchokeCount < regularUsed[peer]! || decision.optimisticCount < optimisticUsed[peer]!;
  }

  function round(peer: number, now: number): void {
    transfers.tell(peer, now);
    traffic.measure(peer);
    const ranking = rankingOf(peer);
    if (ranking === 'round-robin') noteServed(peer, now);
    const { busy, busyCount } = traffic;
    if (!watch && choker.staysAsItIs(table, busy, firstRow[peer]!, busyCount[peer]!, ranking, slots[peer]!, regularUsed[peer]!)) return;
    decide(peer, ranking, now);
  }

  /** Serves those who rank highest by the rates last measured. */
  function decide(peer: number, ranking: Ranking, now: number): void {
    const first = firstRow[peer]!;
    const span = rowSpan[peer]!;
    choker.rechoke(table, first, span, ranking, slots[peer]!, streams.of(Purpose.choke, peer), decision);
    watch?.round(peer, now, ranking, decision, roundAt(peer) + rechokeSeconds, drawAt(peer));
    if (!changesSomething(peer)) return;
    const line = trace.write(now, EventKind.chokeRound, peer, -1, -1, decision.candidateCount, swarm.joinedRow[peer]!);
    watch?.led(line);
    stamps++;
    for (let k = 0; k < decision.unchokeCount; k++) stamp[decision.candidate[k]!] = stamps;
    for (let k = 0; k < decision.optimisticCount; k++) stamp[decision.optimistic[k]!] = stamps;
    for (let row = first; row < first + span; row++)
      if (flags[row] !== 0 && !(flags[row]! & amChoking) && stamp[row] !== stamps) choke(row, ChokeReason.outranked, now, line);
    for (let k = 0; k < decision.unchokeCount; k++) {
      const row = decision.candidate[k]!;
      if (flags[row]! & (amChoking | optimistic)) unchoke(row, UnchokeReason.earned, now, line);
    }
    fillSlots(peer, now, line);
  }

  function drawAnew(peer: number, now: number): void {
    const first = firstRow[peer]!;
    const span = rowSpan[peer]!;
    choker.drawOptimistic(table, first, span, slots[peer]!, streams.of(Purpose.optimistic, peer), decision);
    watch?.draw(peer, now, rankingOf(peer), decision, drawAt(peer) + optimisticSeconds);
    stamps++;
    for (let k = 0; k < decision.optimisticCount; k++) stamp[decision.optimistic[k]!] = stamps;
    for (let row = first; row < first + span; row++)
      if (flags[row]! & optimistic && stamp[row] !== stamps) choke(row, ChokeReason.optimisticOver, now, swarm.joinedRow[peer]!);
    for (let k = 0; k < decision.optimisticCount; k++) {
      const row = decision.optimistic[k]!;
      if (flags[row]! & amChoking) unchoke(row, UnchokeReason.optimistic, now, swarm.joinedRow[peer]!);
    }
  }

  const servesNobody = (peer: number) => slots[peer]!.regular + slots[peer]!.optimistic === 0;

  function begin(peer: number, now: number): void {
    if (swarm.clientServer || servesNobody(peer)) return;
    hasRounds[peer] = 1;
    firstTurn[peer] = now + streams.of(Purpose.phase, peer).fraction() * rechokeSeconds;
    rounds[peer] = 0;
    draws[peer] = 0;
    plan(peer);
  }

  /** Rounds that begin late measure nothing of what was received before. */
  function beginLate(peer: number, now: number): void {
    transfers.tell(peer, now);
    const end = firstRow[peer]! + rowSpan[peer]!;
    for (let row = firstRow[peer]!; row < end; row++) traffic.clear(row);
    begin(peer, now);
  }

  return {
    fillSlots,
    begin,
    end(peer) {
      hasRounds[peer] = 0;
      agenda.dropTimer(Due.choke, peer);
    },
    slotsChanged(peer, now, cause) {
      if (swarm.clientServer || !swarm.online[peer]) return;
      const end = firstRow[peer]! + rowSpan[peer]!;
      // Rounds go on without slots: whoever gets some again is measured by the same window.
      if (servesNobody(peer)) {
        for (let row = firstRow[peer]!; row < end; row++) if (flags[row] !== 0 && !(flags[row]! & amChoking)) choke(row, ChokeReason.noSlots, now, cause);
        return;
      }
      if (!hasRounds[peer]) beginLate(peer, now);
      if (regularUsed[peer]! > slots[peer]!.regular) decide(peer, rankingOf(peer), now);
      if (optimisticUsed[peer]! > slots[peer]!.optimistic) drawAnew(peer, now);
      fillSlots(peer, now, cause);
    },
    turn(peer, now) {
      if (roundAt(peer) <= now) {
        round(peer, now);
        rounds[peer]!++;
      }
      if (drawAt(peer) <= now) {
        drawAnew(peer, now);
        draws[peer]!++;
      }
      plan(peer);
    },
    becameInterested(row) {
      flags[row]! |= peerInterested;
      interestedCount[swarm.owner[row]!]!++;
      swarm.uploadChanged.add(swarm.owner[row]!);
    },
    lostInterest(row, now, cause) {
      flags[row]! &= ~peerInterested;
      interestedCount[swarm.owner[row]!]!--;
      swarm.uploadChanged.add(swarm.owner[row]!);
      if (!(flags[row]! & amChoking)) choke(row, ChokeReason.notInterested, now, cause);
    },
    forget(row) {
      if (flags[row]! & peerInterested) interestedCount[swarm.owner[row]!]!--;
      swarm.uploadChanged.add(swarm.owner[row]!);
      if (!(flags[row]! & amChoking)) freeSlot(row);
      flags[row] = 0;
    },
    clear(row) {
      traffic.clear(row);
      table.receivedBitrate[row] = 0;
      table.sentBitrate[row] = 0;
      table.servedSeconds[row] = -1;
      swarm.unchokedRow[row] = -1;
    },
  };
}
