import { expect } from 'vitest';
import { inOrder } from '../../scenario/index';
import { EventKind, LeaveReason } from '../../trace/index';
import type { RecordedRun } from '../swarm';
import { witness } from './index';

/** L5 on the books of a run, against what the witness saw. */
export function expectConserved(recorded: RecordedRun): void {
  const { end, scenario } = recorded;
  const account = witness(recorded);
  const { peers, pieces } = account.facts;
  const total = (bits: ArrayLike<number>) => Array.from(bits).reduce((sum, one) => sum + one, 0);
  const tolerance = 1e-9 * peers * scenario.content.sizeBits;
  expect(total(end.uploadedBits)).toBe(total(end.downloadedBits));
  for (let peer = 0; peer < peers; peer++) {
    // Booked in whole bits: each transfer may be off by one.
    expect(Math.abs(end.uploadedBits[peer]! - account.sentBits[peer]!)).toBeLessThanOrEqual(account.transfers[peer]! + tolerance);
    expect(Math.abs(account.receivedBits[peer]! - account.wholeBits[peer]! - account.partialBits[peer]!)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(end.downloadedBits[peer]! - account.wholeBits[peer]! - account.partialBits[peer]!)).toBeLessThanOrEqual(pieces + tolerance);
  }
  if (!end.finished) return;
  const needless = Array.from({ length: peers }, (_, peer) => peer).filter((peer) => isGone(recorded, peer));
  expect(end.completedSeconds.filter((seconds) => !Number.isNaN(seconds)).length).toBe(peers - 1 - needless.length);
  if (needless.length > 0) return;
  expect(total(end.downloadedBits)).toBe((peers - 1) * scenario.content.sizeBits);
  expect(end.pieceTransfers).toBe((peers - 1) * pieces);
}

/** Whether a timed change took a peer away for good before it had everything. */
function isGone({ scenario, end }: RecordedRun, peer: number): boolean {
  if (peer === 0 || !Number.isNaN(end.completedSeconds[peer]!)) return false;
  const last = inOrder(scenario.changes).findLast((change) => (change.kind === 'leave' || change.kind === 'return') && change.peer === peer);
  return last?.kind === 'leave' && last.atSeconds >= end.joinedSeconds[peer]! && last.atSeconds <= end.endedSeconds;
}

/** Pieces that somebody lacks and nobody holds who uploads and is there or will be back. */
export function lostAccordingTo(recorded: RecordedRun): number[] {
  const { held, online, facts } = witness(recorded);
  const leftFor = (peer: number) => recorded.rows.findLast(({ kind, subject }) => kind === EventKind.left && subject === peer)?.value;
  const comesBack = (peer: number) => leftFor(peer) === LeaveReason.interruption && !isGone(recorded, peer);
  const there = [...held.keys()].filter((peer) => online.has(peer) || comesBack(peer));
  const givers = there.filter((peer) => facts.regularSlots[peer]! + facts.optimisticSlots[peer]! > 0);
  const wanting = [...held.keys()].filter((peer) => peer > 0 && Number.isNaN(recorded.end.completedSeconds[peer]!) && !isGone(recorded, peer));
  return Array.from({ length: facts.pieces }, (_, piece) => piece)
    .filter((piece) => wanting.some((peer) => !held[peer]!.has(piece)) && !givers.some((peer) => held[peer]!.has(piece)));
}
