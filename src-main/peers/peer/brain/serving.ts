import {
  createChokeDecision, createChoker, createRateMeter, drawCandidates, freeSlotCandidates, NeighbourFlag, roundCandidates,
  type Decision, type Ranking, type Slots,
} from '@core/policy/index';
import { Purpose } from '@core/sim/index';
import { ChokeReason, EventKind, UnchokeReason } from '@core/trace/index';
import type { Neighbourhood } from './neighbourhood';
import type { BrainOptions } from './types';

const { amChoking, optimistic, peerInterested } = NeighbourFlag;

/** Whom one peer serves: the choker's decisions, applied to one neighbour table and told to the hands. */
export interface Serving {
  /** Begins the rounds, at a phase of its own. */
  begin(now: number, joinedRow: number): void;
  end(): void;
  /** When the next round or draw is due; Infinity while there are none. */
  readonly dueSeconds: number;
  turn(now: number): void;
  fillSlots(now: number, cause: number): void;
  setSlots(slots: Slots, now: number, cause: number): void;
  becameInterested(row: number, now: number, cause: number): void;
  lostInterest(row: number, now: number, cause: number): void;
  opened(row: number): void;
  /** The connection of that row is gone: its slot is free, without a row in the trace. */
  forget(row: number): void;
  /** Regular and optimistic slots that are taken. */
  readonly usedSlots: number;
}

export function createServing(mine: Neighbourhood, options: BrainOptions): Serving {
  const { peer, protocol, streams, trace, hands, observer, seedRanking } = options;
  const { rechokeSeconds, optimisticSeconds, rateWindowSeconds } = protocol;
  const { table } = mine;
  const { flags } = table;
  const choker = createChoker(mine.rows);
  const decision = createChokeDecision(mine.rows);
  const meter = createRateMeter(2 * mine.rows, rateWindowSeconds, rechokeSeconds);
  let slots = options.slots;
  let regularUsed = 0;
  let optimisticUsed = 0;
  let firstTurn = NaN;
  /** Turns that are over by the clock, whether or not a round took place. */
  let rounds = 0;
  let draws = 0;
  let joined = -1;
  /** Rows of the trace that the decision described last led to. */
  let led: number[] = [];

  const roundAt = () => firstTurn + rounds * rechokeSeconds;
  const drawAt = () => firstTurn + draws * optimisticSeconds;
  const hasRounds = () => !Number.isNaN(firstTurn);
  const ranking = (): Ranking => (mine.heldCount < options.pieceCount ? 'received' : seedRanking);

  function describe(make: (rows: number[]) => Decision, now: number): void {
    led = [];
    if (observer && now >= observer.fromSeconds) observer.take(make(led));
  }

  function unchoke(row: number, reason: UnchokeReason, now: number, cause: number): void {
    const wasChoked = (flags[row]! & amChoking) !== 0;
    if (flags[row]! & optimistic) optimisticUsed--; // it had a slot by draw and has earned one now
    if (reason === UnchokeReason.optimistic) optimisticUsed++;
    else regularUsed++;
    flags[row] = (flags[row]! & ~(amChoking | optimistic)) | (reason === UnchokeReason.optimistic ? optimistic : 0);
    led.push(trace.write(now, EventKind.unchoked, peer, table.remote[row]!, -1, reason, cause));
    if (wasChoked) hands.unchoke(row);
  }

  function freeSlot(row: number): void {
    if (flags[row]! & optimistic) optimisticUsed--;
    else regularUsed--;
    flags[row] = (flags[row]! | amChoking) & ~optimistic;
  }

  function choke(row: number, reason: ChokeReason, now: number, cause: number): void {
    table.servedSeconds[row] = now;
    freeSlot(row);
    const line = trace.write(now, EventKind.choked, peer, table.remote[row]!, -1, reason, cause);
    if (reason === ChokeReason.outranked || reason === ChokeReason.optimisticOver) led.push(line); // others follow by themselves
    hands.choke(row);
  }

  function fillSlot(slot: 'regular' | 'optimistic', now: number, cause: number): boolean {
    const isRegular = slot === 'regular';
    const waiting = observer ? choker.listWaiting(table, 0, mine.span, false) : null;
    const row = isRegular
      ? choker.bestWaiting(table, 0, mine.span, ranking(), streams.of(Purpose.choke, peer))
      : choker.anyWaiting(table, 0, mine.span, streams.of(Purpose.optimistic, peer));
    if (row < 0) return false;
    if (waiting) describe((rows) => ({
      kind: 'free-slot', timeSeconds: now, peer, rows, slot, ranking: ranking(), candidates: freeSlotCandidates(table, waiting, ranking(), row, slot),
    }), now);
    unchoke(row, isRegular ? UnchokeReason.slotFree : UnchokeReason.optimistic, now, cause);
    return true;
  }

  function fillSlots(now: number, cause: number): void {
    const somebodyWaits = () => mine.interestedCount > regularUsed + optimisticUsed;
    while (regularUsed < slots.regular && somebodyWaits() && fillSlot('regular', now, cause));
    while (optimisticUsed < slots.optimistic && somebodyWaits() && fillSlot('optimistic', now, cause));
  }

  function measure(): void {
    for (let row = 0; row < mine.span; row++) {
      if (flags[row] === 0) continue;
      meter.add(2 * row, mine.sentBits[row]!);
      meter.add(2 * row + 1, mine.receivedBits[row]!);
      mine.sentBits[row] = mine.receivedBits[row] = 0;
      table.sentBitrate[row] = meter.turn(2 * row);
      table.receivedBitrate[row] = meter.turn(2 * row + 1);
    }
  }

  function round(now: number): void {
    measure();
    if (ranking() === 'round-robin')
      for (let row = 0; row < mine.span; row++) if (flags[row] !== 0 && !(flags[row]! & amChoking)) table.servedSeconds[row] = now;
    decide(now);
  }

  /** Serves those who rank highest by the rates last measured. */
  function decide(now: number): void {
    choker.rechoke(table, 0, mine.span, ranking(), slots, streams.of(Purpose.choke, peer), decision);
    describe((rows) => ({
      kind: 'round', timeSeconds: now, peer, rows, ranking: ranking(), slots, candidates: roundCandidates(table, decision),
      nextRoundSeconds: roundAt() + rechokeSeconds, nextDrawSeconds: drawAt(),
    }), now);
    const best = decision.candidate.subarray(0, decision.unchokeCount);
    const stays = decision.optimistic.subarray(0, decision.optimisticCount);
    if (!best.some((row) => flags[row]! & (amChoking | optimistic)) && best.length >= regularUsed && stays.length >= optimisticUsed) return;
    const line = trace.write(now, EventKind.chokeRound, peer, -1, -1, decision.candidateCount, joined);
    led.push(line);
    for (let row = 0; row < mine.span; row++)
      if (flags[row] !== 0 && !(flags[row]! & amChoking) && !best.includes(row) && !stays.includes(row)) choke(row, ChokeReason.outranked, now, line);
    for (const row of best) if (flags[row]! & (amChoking | optimistic)) unchoke(row, UnchokeReason.earned, now, line);
    fillSlots(now, line);
  }

  function drawAnew(now: number): void {
    const inDraw = observer ? choker.listWaiting(table, 0, mine.span, true) : null;
    choker.drawOptimistic(table, 0, mine.span, slots, streams.of(Purpose.optimistic, peer), decision);
    if (inDraw) describe((rows) => ({
      kind: 'optimistic', timeSeconds: now, peer, rows, slots, candidates: drawCandidates(table, inDraw, ranking(), decision), nextDrawSeconds: drawAt() + optimisticSeconds,
    }), now);
    const drawn = decision.optimistic.subarray(0, decision.optimisticCount);
    for (let row = 0; row < mine.span; row++) if (flags[row]! & optimistic && !drawn.includes(row)) choke(row, ChokeReason.optimisticOver, now, joined);
    for (const row of drawn) if (flags[row]! & amChoking) unchoke(row, UnchokeReason.optimistic, now, joined);
  }

  const servesNobody = () => slots.regular + slots.optimistic === 0;

  function begin(now: number): void {
    if (servesNobody() || hasRounds()) return;
    firstTurn = now + streams.of(Purpose.phase, peer).fraction() * rechokeSeconds;
    rounds = draws = 0;
  }

  return {
    fillSlots,
    begin(now, joinedRow) {
      joined = joinedRow;
      begin(now);
    },
    end() {
      firstTurn = NaN;
    },
    get dueSeconds() {
      return hasRounds() ? Math.min(roundAt(), drawAt()) : Infinity;
    },
    get usedSlots() {
      return regularUsed + optimisticUsed;
    },
    turn(now) {
      // A timer that came very late does not make up for the turns that were missed.
      if (roundAt() <= now) {
        round(now);
        while (roundAt() <= now) rounds++;
      }
      if (drawAt() <= now) {
        drawAnew(now);
        while (drawAt() <= now) draws++;
      }
    },
    setSlots(next, now, cause) {
      slots = next;
      if (servesNobody()) {
        for (let row = 0; row < mine.span; row++) if (flags[row] !== 0 && !(flags[row]! & amChoking)) choke(row, ChokeReason.noSlots, now, cause);
        return;
      }
      begin(now);
      if (regularUsed > slots.regular) decide(now);
      if (optimisticUsed > slots.optimistic) drawAnew(now);
      fillSlots(now, cause);
    },
    becameInterested(row, now, cause) {
      if (flags[row]! & peerInterested) return;
      flags[row]! |= peerInterested;
      mine.interestedCount++;
      fillSlots(now, cause);
    },
    lostInterest(row, now, cause) {
      if (!(flags[row]! & peerInterested)) return;
      flags[row]! &= ~peerInterested;
      mine.interestedCount--;
      if (flags[row]! & amChoking) return;
      choke(row, ChokeReason.notInterested, now, cause);
      fillSlots(now, cause);
    },
    opened(row) {
      meter.clear(2 * row);
      meter.clear(2 * row + 1);
    },
    forget(row) {
      if (flags[row]! & peerInterested) mine.interestedCount--;
      if (!(flags[row]! & amChoking)) freeSlot(row);
    },
  };
}
