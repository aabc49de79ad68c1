import { EventKind, type TraceRow } from '../../trace/index';
import type { RecordedRun } from '../swarm';
import { factsOf, type Facts } from './facts';
import { applyStanding, checkBegin, checkChoice, checkStanding } from './legality';
import { maxMinRates } from './maxMin';
import { createScene } from './scene';

/** What a trace comes to when somebody reckons it all again. */
export interface Account {
  /** By peer. */
  readonly sentBits: readonly number[];
  readonly receivedBits: readonly number[];
  /** Bits of the pieces held at the end, and of those begun. */
  readonly wholeBits: readonly number[];
  readonly partialBits: readonly number[];
  /** Transfers that each peer had a part in, as sender or receiver. */
  readonly transfers: readonly number[];
  /** Integral of the number of peers online over the run, the server included. */
  readonly onlineSeconds: number;
  /** Transfers that are still going on at the end. */
  readonly stillSending: number;
  readonly held: readonly ReadonlySet<number>[];
  readonly online: ReadonlySet<number>;
  /** As they stand at the end. */
  readonly facts: Facts;
}

/**
 * Walks a trace as a slow witness who trusts nothing but the scenario: who holds what, who knows and serves whom, and how many
 * bits every transfer has at every moment, by max-min rates of its own. Laws L5, L6 and L7 at every event; the choice of pieces too.
 * @throws Error that names the claim which does not hold, the row and the time
 */
export function witness(run: RecordedRun): Account {
  const facts = factsOf(run);
  const scene = createScene(facts);
  const { sizeBits } = facts.scenario.content;
  const tolerance = 1e-9 * facts.peers * sizeBits;
  const sentBits = scene.peers.map(() => 0);
  const receivedBits = scene.peers.map(() => 0);
  const transfers = scene.peers.map(() => 0);
  let onlineSeconds = 0;
  let now = 0;
  let at: Readonly<TraceRow> | undefined;

  function must(claim: boolean, words: string): void {
    if (!claim) throw new Error(`${words} (row ${at?.row ?? -1}, ${now} s)`);
  }
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance;

  /** L6: every flow at its max-min rate until the next event. */
  function pass(seconds: number): void {
    must(seconds >= now, 'time does not run backwards');
    if (seconds === now) return;
    checkStanding(facts, scene, must);
    const flows = [...scene.sendings.values()];
    const rates = maxMinRates(flows, facts.upload, facts.download);
    flows.forEach((flow, k) => {
      const bits = rates[k]! * (seconds - now);
      flow.bits += bits;
      sentBits[flow.from]! += bits;
      receivedBits[flow.to]! += bits;
      must(scene.came(flow.to, flow.piece) <= facts.pieceBits(flow.piece) + tolerance, `${flow.to} receives no more of piece ${flow.piece} than there is`);
    });
    onlineSeconds += scene.online.size * (seconds - now);
    now = seconds;
  }

  function begin(from: number, to: number, piece: number): void {
    checkBegin(scene, from, to, piece, must);
    checkChoice(facts, scene, from, to, piece, must);
    scene.begin(from, to, piece);
    transfers[from]!++;
    transfers[to]!++;
  }

  function applyTransfer({ kind, subject: to, object: from, piece, value }: Readonly<TraceRow>): void {
    if (kind === EventKind.transferStarted) {
      must(near(value, scene.came(to, piece)), `${to} has ${value} bits of piece ${piece} as it goes on; ${scene.came(to, piece)} came`);
      begin(from, to, piece);
      return;
    }
    const sending = scene.sending(from, to);
    must(sending?.piece === piece, `${from} was sending piece ${piece} to ${to}`);
    const bits = sending?.bits ?? 0;
    if (kind === EventKind.transferStopped) {
      must(near(value, bits), `${value} bits of piece ${piece} went from ${from} to ${to}; ${bits} did`);
      scene.partial[to]!.set(piece, (scene.partial[to]!.get(piece) ?? 0) + bits);
      scene.cease(from, to);
      return;
    }
    must(near(scene.came(to, piece), facts.pieceBits(piece)), `${to} has piece ${piece} whole: ${scene.came(to, piece)} of ${facts.pieceBits(piece)} came`);
    scene.cease(from, to);
    must(scene.into(to, piece).length === 0, `the other senders of piece ${piece} to ${to} have stopped`);
    scene.partial[to]!.delete(piece);
    scene.held[to]!.add(piece);
    if (value >= 0) begin(from, to, value);
  }

  for (const row of run.rows) {
    at = row;
    pass(row.timeSeconds);
    const { kind } = row;
    if (kind === EventKind.transferStarted || kind === EventKind.transferStopped || kind === EventKind.pieceCompleted) applyTransfer(row);
    else if (kind === EventKind.completed) must(scene.held[row.subject]!.size === facts.pieces, `${row.subject} is complete`);
    else if (kind >= EventKind.uploadRateChanged) facts.amend(row);
    else applyStanding(facts, scene, row, must);
  }
  const bitsOf = (pieces: Iterable<number>) => [...pieces].reduce((sum, piece) => sum + facts.pieceBits(piece), 0);
  const partialOf = (peer: number) => scene.everything.reduce((sum, piece) => sum + (scene.held[peer]!.has(piece) ? 0 : scene.came(peer, piece)), 0);
  return {
    sentBits,
    receivedBits,
    wholeBits: scene.peers.map((peer) => (peer === 0 ? 0 : bitsOf(scene.held[peer]!))),
    partialBits: scene.peers.map(partialOf),
    transfers,
    onlineSeconds,
    stillSending: scene.sendings.size,
    held: scene.held,
    online: scene.online,
    facts,
  };
}
