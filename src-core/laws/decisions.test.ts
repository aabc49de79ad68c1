import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, PieceDecision, RoundDecision } from '../policy/index';
import type { Scenario } from '../scenario/index';
import { ChokeReason, EventKind, UnchokeReason, type TraceRow } from '../trace/index';
import { smallSwarm, SWARMS_SEED } from './smallSwarms';
import { record, type RecordedRun } from './swarm';

fc.configureGlobal({ seed: SWARMS_SEED });

const seeds = fc.nat({ max: 1_000_000 });
const architectures = fc.constantFrom('peer-to-peer' as const, 'peer-to-peer' as const, 'client-server' as const);
const anySwarm = [smallSwarm(false), seeds, architectures] as const;

function observed(scenario: Scenario, randomSeed: number, architecture: 'peer-to-peer' | 'client-server', fromSeconds = 0, roundsFromSeconds = fromSeconds) {
  const decisions: Decision[] = [];
  const run = record(scenario, { randomSeed, architecture, observer: { fromSeconds, roundsFromSeconds, take: (decision) => void decisions.push(decision) } });
  return { run, decisions };
}

/** Whether somebody decided what that row says, or it followed by itself. */
function isDecided({ kind, value }: TraceRow, { options }: RecordedRun): boolean {
  if (kind === EventKind.choked) return value === ChokeReason.outranked || value === ChokeReason.optimisticOver;
  if (kind === EventKind.pieceCompleted) return value >= 0;
  if (kind === EventKind.connected) return options.architecture === 'peer-to-peer'; // a server alone takes everybody
  return [EventKind.chokeRound, EventKind.unchoked, EventKind.transferStarted, EventKind.offered, EventKind.refused].some((one) => one === kind);
}

/** What a decision's rows must say, by what the decision says: kind, subject, object, piece and value of each. */
function rowsSaidBy(decision: Decision): readonly string[] {
  const say = (kind: number, object: number, piece: number, value: number) => `${kind} ${decision.peer} ${object} ${piece} ${value}`;
  switch (decision.kind) {
    case 'round': {
      const { candidates } = decision;
      const lost = candidates.filter(({ before, after }) => before !== 'choked' && after === 'choked');
      const earned = candidates.filter(({ before, after }) => before !== 'regular' && after === 'regular');
      const rows = [...lost.map(({ peer }) => say(EventKind.choked, peer, -1, ChokeReason.outranked)), ...earned.map(({ peer }) => say(EventKind.unchoked, peer, -1, UnchokeReason.earned))];
      const freed = candidates.some(({ before, after }) => before === 'regular' && after !== 'regular');
      return rows.length > 0 || freed ? [say(EventKind.chokeRound, -1, -1, candidates.length), ...rows] : [];
    }
    case 'optimistic': {
      const over = decision.candidates.filter(({ before, after }) => before === 'optimistic' && after === 'choked');
      const drawn = decision.candidates.filter(({ before, after }) => before === 'choked' && after === 'optimistic');
      return [...over.map(({ peer }) => say(EventKind.choked, peer, -1, ChokeReason.optimisticOver)), ...drawn.map(({ peer }) => say(EventKind.unchoked, peer, -1, UnchokeReason.optimistic))];
    }
    case 'free-slot': {
      const reason = decision.slot === 'regular' ? UnchokeReason.slotFree : UnchokeReason.optimistic;
      return decision.candidates.filter(({ after }) => after !== 'choked').map(({ peer }) => say(EventKind.unchoked, peer, -1, reason));
    }
    case 'tracker':
      return decision.offered.map(({ peer }) => say(EventKind.offered, peer, -1, 0));
    case 'connection': {
      const refusal = ['offline', 'full', 'unreachable'].indexOf(decision.outcome);
      return [refusal < 0 ? say(EventKind.connected, decision.remote, -1, 0) : say(EventKind.refused, decision.remote, -1, refusal)];
    }
    case 'piece':
      return []; // checked by `checkPieceRow`: its row speaks of another piece where the sender goes on
  }
}

function checkPieceRow({ peer, sender, chosen, rows }: PieceDecision, trace: RecordedRun['rows']): void {
  expect(rows.length).toBe(1);
  const row = trace[rows[0]!]!;
  expect([row.subject, row.object]).toEqual([peer, sender]);
  expect(row.kind === EventKind.transferStarted ? row.piece : row.value).toBe(chosen);
}

/** Chooses anew by the rule that the card states, from the card's table alone. */
function checkRound({ candidates, slots }: RoundDecision): void {
  candidates.forEach(({ score, before, after }, rank) => {
    const next = candidates[rank + 1];
    if (next) expect(score > next.score || (score === next.score && (before !== 'choked' || next.before === 'choked'))).toBe(true);
    if (rank < slots.regular) expect(after).toBe('regular');
    else expect(after).toBe(before === 'optimistic' ? 'optimistic' : 'choked');
  });
}

function checkPiece({ chosen, candidates, rule, stage }: PieceDecision): void {
  const mine = candidates.find(({ piece }) => piece === chosen);
  if (!mine) throw new Error(`piece ${chosen} is not among its candidates`);
  const least = (of: (candidate: PieceDecision['candidates'][number]) => number) => Math.min(...candidates.map(of));
  if (rule === 'rarest-first') expect(mine.copies).toBe(least(({ copies }) => copies));
  if (rule === 'in-order') expect(chosen).toBe(least(({ piece }) => piece));
  if (rule === 'most-missing') expect(mine.missingBits).toBe(-least(({ missingBits }) => -missingBits));
  expect(rule === 'most-missing').toBe(stage === 'shared');
}

function checkRule(decision: Decision): void {
  if (decision.kind === 'round') checkRound(decision);
  if (decision.kind === 'piece') checkPiece(decision);
  if (decision.kind === 'optimistic') {
    const drawn = decision.candidates.filter(({ after }) => after === 'optimistic').length;
    expect(drawn).toBe(Math.min(decision.slots.optimistic, decision.candidates.length));
  }
  if (decision.kind === 'free-slot') {
    const [chosen, ...more] = decision.candidates.filter(({ after }) => after !== 'choked');
    expect(more).toEqual([]);
    expect(chosen?.after).toBe(decision.slot);
    if (decision.slot === 'regular') expect(chosen?.score).toBe(Math.max(...decision.candidates.map(({ score }) => score)));
  }
  if (decision.kind === 'connection' && decision.outcome !== 'offline' && decision.outcome !== 'unreachable') {
    const { neighbours, remoteNeighbours, maxNeighbours, outcome } = decision;
    expect(outcome).toBe(Math.max(neighbours, remoteNeighbours) < maxNeighbours ? 'accepted' : 'full');
  }
  if (decision.kind === 'tracker') {
    const { offered, most, members, peer, neighbours, dialsUpTo } = decision;
    expect(new Set([peer, ...offered.map((one) => one.peer)]).size).toBe(offered.length + 1);
    expect(offered.length).toBeLessThanOrEqual(Math.min(most, members));
    if (neighbours >= dialsUpTo) expect(offered.some(({ isDialled }) => isDialled)).toBe(false);
  }
}

/** Walks the trace with who holds what and who knows whom, and counts the copies that each piece decision must have seen. */
function checkCopies({ run, decisions }: ReturnType<typeof observed>): void {
  const byRow = new Map(decisions.flatMap((decision) => (decision.kind === 'piece' ? [[decision.rows[0]!, decision] as const] : [])));
  const { peerCount, pieceCount } = run.trace.header;
  const held = Array.from({ length: peerCount }, (_, peer) => new Set(peer === 0 ? Array.from({ length: pieceCount }, (_piece, piece) => piece) : []));
  const known = Array.from({ length: peerCount }, () => new Set<number>());
  for (const { row, kind, subject, object, piece } of run.rows) {
    if (kind === EventKind.pieceCompleted) held[subject]!.add(piece);
    if (kind === EventKind.connected) {
      known[subject]!.add(object);
      known[object]!.add(subject);
    }
    if (kind === EventKind.left) {
      for (const other of known[subject]!) known[other]!.delete(subject);
      known[subject]!.clear();
    }
    const decision = byRow.get(row);
    if (!decision) continue;
    for (const { piece: candidate, copies } of decision.candidates) {
      expect(held[decision.sender]!.has(candidate) && !held[decision.peer]!.has(candidate)).toBe(true);
      expect(copies).toBe([...known[decision.peer]!].filter((other) => held[other]!.has(candidate)).length);
    }
  }
}

describe('decisions as an observer hears of them', () => {
  it('leave the run as it is, bit for bit', () => {
    fc.assert(fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
      expect(observed(scenario, randomSeed, architecture).run.trace.digest).toBe(record(scenario, { randomSeed, architecture }).trace.digest);
    }), { numRuns: 60 });
  });

  it('are what the trace says was decided, and every row that somebody decided has exactly one', () => {
    fc.assert(fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
      const { run, decisions } = observed(scenario, randomSeed, architecture);
      for (const decision of decisions) {
        expect(decision.rows.every((row) => run.rows[row]!.timeSeconds === decision.timeSeconds)).toBe(true);
        if (decision.kind === 'piece') checkPieceRow(decision, run.rows);
        else {
          const said = decision.rows.map((row) => run.rows[row]!).map(({ kind, subject, object, piece, value }) => `${kind} ${subject} ${object} ${piece} ${value}`);
          expect([...said].sort()).toEqual([...rowsSaidBy(decision)].sort());
        }
      }
      const decided = run.rows.filter((row) => isDecided(row, run)).map(({ row }) => row);
      expect(decisions.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual(decided);
    }), { numRuns: 150 });
  });

  it('follow from their own tables by the stated rules', () => {
    fc.assert(fc.property(...anySwarm, (scenario, randomSeed, architecture) => {
      for (const decision of observed(scenario, randomSeed, architecture).decisions) checkRule(decision);
    }), { numRuns: 150 });
  });

  it('count the copies of a piece among the receiver’s own neighbours', () => {
    fc.assert(fc.property(...anySwarm, (scenario, randomSeed, architecture) => checkCopies(observed(scenario, randomSeed, architecture))), { numRuns: 60 });
  });

  it('are the same when the observer listens from some time on only', () => {
    fc.assert(fc.property(...anySwarm, fc.double({ min: 0, max: 1, noNaN: true }), (scenario, randomSeed, architecture, fraction) => {
      const { run, decisions } = observed(scenario, randomSeed, architecture);
      const from = fraction * run.end.endedSeconds;
      const wanted = ({ kind, timeSeconds }: Decision) => timeSeconds >= (kind === 'round' ? from / 2 : from);
      expect(observed(scenario, randomSeed, architecture, from, from / 2).decisions).toEqual(decisions.filter(wanted));
    }), { numRuns: 40 });
  });
});
