import { createReplay } from '@core/replay/index';
import { createLiveRecorder, EventKind, LeaveReason, type TraceHeader } from '@core/trace/index';
import { expect, it } from 'vitest';
import { createJournal } from './journal';
import { createOutside } from './outside';

/** A server, one peer, room for two outside clients; 4 pieces of 1,000 bits, each in two blocks. */
const header: TraceHeader = {
  architecture: 'real', engineVersion: 'test', randomSeed: 1, peerCount: 2, pieceCount: 4, pieceBits: 1000, lastPieceBits: 1000, groupOf: Int32Array.of(-1, 0),
};
const GUEST = 2;

function swarm() {
  let now = 0;
  const recorder = createLiveRecorder(header);
  const journal = createJournal(header, recorder, () => now++, 2);
  const outside = createOutside(journal, header.peerCount);
  journal.joined(0, false);
  journal.joined(1, false);
  journal.seat('aria2 1.36.0');
  const replay = () => {
    const { chunks, header: grown } = recorder.finish(journal.header);
    const shown = createReplay(grown);
    for (const chunk of chunks) shown.append(chunk);
    shown.seek(Infinity);
    return shown;
  };
  return { journal, outside, replay };
}

const kindsOf = (shown: ReturnType<typeof createReplay>) => shown.reader.chunks.flatMap(({ kind }) => Array.from(kind));

it('an outside client is a peer of the trace: it comes, is sent pieces, sends some, and goes', () => {
  const { journal, outside, replay } = swarm();
  journal.connected(GUEST, 0);
  journal.connected(1, GUEST);
  // Its own server sends it piece 0, the two of them share piece 1, and piece 2 it had before.
  for (const begin of [0, 1]) outside.wasSent(GUEST, 0, 0, begin, 500);
  outside.holds(GUEST, 0);
  outside.wasSent(GUEST, 0, 1, 0, 500);
  outside.wasSent(GUEST, 1, 1, 1, 500);
  outside.wasSent(GUEST, 1, 1, 1, 500);
  outside.holds(GUEST, 1);
  outside.holds(GUEST, 2);
  outside.chokes(GUEST, 1, false);
  journal.began(1, GUEST, 2, 0);
  journal.came(1, GUEST, 2, 1000);
  journal.pieceCompleted(1, GUEST, 2, -1);
  const shown = replay();
  expect(shown.header).toMatchObject({ peerCount: 3, outside: ['aria2 1.36.0'] });
  expect(Array.from(shown.state.heldCount)).toEqual([4, 1, 3]);
  expect(Array.from(shown.state.uploadedBits)).toEqual([1500, 500, 1000]);
  expect(Array.from(shown.state.downloadedBits)).toEqual([0, 1000, 2000]);
  expect(shown.slot(GUEST, 1)).toBe(1);
  expect(Array.from(journal.books.uploadedBits.subarray(0, 3))).toEqual([1500, 1000, 1000]);
  expect(journal.books.duplicateBits).toBe(500);
});

it('it is there while it talks with anybody, and returns with what it had', () => {
  const { journal, outside, replay } = swarm();
  journal.connected(GUEST, 0);
  journal.connected(GUEST, 1);
  outside.holds(GUEST, 2);
  journal.disconnected(GUEST, 0);
  expect(journal.online[GUEST]).toBe(1);
  journal.left(1, LeaveReason.interruption);
  expect(journal.online[GUEST]).toBe(0);
  journal.connected(0, GUEST);
  const shown = replay();
  expect([shown.state.online[GUEST], shown.state.heldCount[GUEST]]).toEqual([1, 1]);
  expect(kindsOf(shown).filter((kind) => kind === EventKind.left).length).toBe(2);
});

it('what it holds without having it from here is shown, and it is complete once it holds all', () => {
  const { journal, outside, replay } = swarm();
  journal.connected(GUEST, 0);
  outside.wasSent(GUEST, 0, 3, 0, 500);
  for (const piece of [0, 1, 2, 3]) outside.holds(GUEST, piece);
  const shown = replay();
  expect(kindsOf(shown).filter((kind) => kind === EventKind.pieceShown).length).toBe(4);
  expect(kindsOf(shown).at(-1)).toBe(EventKind.completed);
  expect(shown.state.transferCount).toBe(0);
  expect(Array.from(shown.state.uploadedBits)).toEqual([500, 0, 0]);
  expect(journal.books.uploadedBits[0]).toBe(500);
  // The run is over when the scenario's own peers have everything.
  expect(journal.books.completedPeers).toBe(0);
});

it('comes too late once the run is over: the header stays as its digest has it', () => {
  const { journal } = swarm();
  expect(journal.seat('Transmission 3.0')).toBe(true);
  journal.ended(true, []);
  const { header: last } = journal;
  expect(journal.seat('aria2 1.36.0')).toBe(false);
  expect(journal.header).toBe(last);
});
