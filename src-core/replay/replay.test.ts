import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventKind, createTraceRecorder, type Trace } from '../trace/index';
import { createReplay } from './replay';
import { headerOf, randomTrace, shownBy, type Truth } from './traces.testKit';

function replayOf(trace: Trace) {
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  return replay;
}

/** Peer 1 gets piece 0 (1000 bits) from the server in 10 s and goes on with piece 1, of which peer 2 has sent 100 bits before. */
function twoSenders(): Trace {
  const recorder = createTraceRecorder(headerOf(2, 3));
  const write = (seconds: number, kind: EventKind, subject: number, object = -1, piece = -1, value = 0) => recorder.write(seconds, kind, subject, object, piece, value, -1);
  write(0, EventKind.joined, 0);
  write(0, EventKind.joined, 1);
  write(0, EventKind.joined, 2);
  write(0, EventKind.connected, 1, 0);
  write(0, EventKind.connected, 2, 0);
  write(0, EventKind.connected, 1, 2);
  write(0, EventKind.unchoked, 0, 1, -1, 0);
  write(0, EventKind.transferStarted, 1, 0, 0, 0);
  write(0, EventKind.transferStarted, 2, 0, 1, 0);
  write(2, EventKind.pieceCompleted, 2, 0, 1, -1);
  write(3, EventKind.unchoked, 2, 1, -1, 1);
  write(3, EventKind.transferStarted, 1, 2, 1, 0);
  write(5, EventKind.transferStopped, 1, 2, 1, 100);
  write(5, EventKind.choked, 2, 1, -1, 1);
  write(10, EventKind.pieceCompleted, 1, 0, 0, 1); // 12: goes on with piece 1
  write(11, EventKind.transferStarted, 1, 2, 1, 100);
  write(13, EventKind.transferStopped, 1, 2, 1, 300); // 150 bit/s for 2 s
  write(13, EventKind.pieceCompleted, 1, 0, 1, -1); // the server sent 600 in 3 s
  write(14, EventKind.left, 2, -1, -1, 0);
  write(20, EventKind.ended, -1, -1, -1, 0);
  return recorder.finish();
}

describe('replay', () => {
  test('is at the start line before the first row: nobody online, only the server holds anything', () => {
    const replay = createReplay(headerOf(3, 40));
    expect(replay.row).toBe(-1);
    replay.seek(100);
    const { online, heldCount, copies, timeSeconds } = shownBy(replay);
    expect({ online, heldCount, timeSeconds }).toEqual({ online: [], heldCount: [40, 0, 0, 0], timeSeconds: 0 });
    expect(copies.every((count) => count === 0)).toBe(true);
  });

  test('shows how far a transfer has come by its average rate, which only a later row tells', () => {
    const replay = replayOf(twoSenders());
    replay.seek(4);
    const { state } = replay;
    expect(shownBy(replay).transfers).toEqual(['0>1:0', '2>1:1']);
    expect([...state.transferBitrate.subarray(0, 2)]).toEqual([100, 50]);
    expect([...state.transferFraction.subarray(0, 2)]).toEqual([0.4, 0.05]);
    expect([...state.uploadedBits]).toEqual([1000 + 400, 0, 50]);
    expect([...state.downloadedBits]).toEqual([0, 450, 1000]);
  });

  test('adds up a piece that several senders share, and what an interrupted transfer has left', () => {
    const replay = replayOf(twoSenders());
    replay.seek(12);
    expect(shownBy(replay).transfers).toEqual(['0>1:1', '2>1:1']);
    expect([...replay.state.transferBitrate.subarray(0, 2)]).toEqual([200, 150]);
    expect([...replay.state.transferFraction.subarray(0, 2)]).toEqual([0.65, 0.65]); // 100 + 2 x 200 + 1 x 150
    replay.seek(13);
    expect(replay.state.transferCount).toBe(0);
    expect([...replay.state.uploadedBits]).toEqual([2600, 0, 400]);
    expect(replay.state.heldCount[1]).toBe(2);
  });

  test('tells who is whose neighbour and how they treat each other', () => {
    const replay = replayOf(twoSenders());
    const out = new Int32Array(3);
    replay.seek(4);
    expect([...out.subarray(0, replay.neighbours(1, out))]).toEqual([0, 2]);
    expect([replay.slot(0, 1), replay.slot(1, 0), replay.slot(2, 1), replay.slot(0, 2)]).toEqual([1, 0, 2, 0]);
    expect([replay.interested(1, 2), replay.interested(2, 1), replay.interested(0, 1)]).toEqual([true, false, false]);
    replay.seek(5);
    expect(replay.slot(2, 1)).toBe(0);
    replay.seek(14);
    expect(replay.slot(2, 1)).toBe(-1);
    expect([...out.subarray(0, replay.neighbours(1, out))]).toEqual([0]);
    expect(replay.state.copies[1]).toBe(2);
  });

  test('never shows more of a piece than there is while the end of a live transfer is not known', () => {
    const { header, chunks } = twoSenders();
    const replay = createReplay(header);
    const [chunk] = chunks;
    const cut = (rows: number) => ({
      timeSeconds: chunk!.timeSeconds.slice(0, rows), kind: chunk!.kind.slice(0, rows), value: chunk!.value.slice(0, rows),
      subject: chunk!.subject.slice(0, rows), object: chunk!.object.slice(0, rows), piece: chunk!.piece.slice(0, rows), cause: chunk!.cause.slice(0, rows),
    });
    replay.append(cut(16));
    replay.seek(11);
    expect(shownBy(replay).moving).toEqual([[14, 100, 0.2], [15, 0, 0.2]]); // at the rate that the pair had; 0 for the new one
  });

  test('is after each row what a plain reading of the rows says', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 70 }), (seed, peers, pieces) => {
      const truths: Truth[] = [];
      const trace = randomTrace(seed, peers, pieces, 400, (truth) => truths.push(truth));
      const replay = replayOf(trace);
      truths.forEach((truth, row) => {
        expect(replay.step(1)).toBe(row);
        expect(shownBy(replay)).toMatchObject({ online: truth.online, held: truth.held, neighbours: truth.neighbours, slots: truth.slots, transfers: truth.transfers });
        const copies = Array.from({ length: pieces }, (_, piece) => truth.online.filter((peer) => truth.held[peer]!.includes(piece)).length);
        expect([...replay.state.copies]).toEqual(copies);
        expect([...replay.state.heldCount]).toEqual(truth.held.map((held) => held.length));
      });
      expect(replay.step(1)).toBe(truths.length - 1);
    }), { numRuns: 30 });
  });

  test('what has been sent has been received, at any time, and every transfer keeps within its piece', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, part) => {
      const trace = randomTrace(seed, 6, 20, 600);
      const replay = replayOf(trace);
      replay.seek(part * replay.endSeconds);
      const { up, down, moving } = shownBy(replay);
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum(up) - sum(down))).toBeLessThan(1e-6);
      for (const [, , fraction] of moving) expect(fraction).toSatisfy((value: number) => value >= 0 && value <= 1 + 1e-12);
    }));
  });

  test('seeking from anywhere, stepping back and forward, and growing chunk by chunk all show the same', () => {
    const trace = randomTrace(7, 12, 50, 120_000);
    const replay = replayOf(trace);
    const seconds = (row: number) => trace.chunks[Math.floor(row / 16_384)]!.timeSeconds[row % 16_384]!;
    const rows = [0, 1, 16_383, 16_384, 32_767, 32_768, 32_769, 65_535, 65_536, 70_000, 98_304, 119_000];
    const fresh = new Map(rows.map((row) => {
      const one = replayOf(trace);
      for (let at = 0; at <= row; at += row - at > 100 ? row - at - 50 : 1) one.seek(seconds(at));
      one.seek(seconds(row));
      return [row, shownBy(one)] as const;
    }));
    for (const row of [119_000, 0, 65_536, 65_535, 70_000, 1, 98_304, 32_769, 32_767, 16_384, 32_768, 16_383]) {
      replay.seek(seconds(row));
      expect(shownBy(replay)).toEqual(fresh.get(row));
      const before = shownBy(replay);
      replay.step(-1);
      replay.step(1);
      expect({ ...shownBy(replay), timeSeconds: 0 }).toEqual({ ...before, timeSeconds: 0 });
    }
    const growing = createReplay(trace.header);
    for (const chunk of trace.chunks) {
      growing.append(chunk);
      growing.seek(growing.endSeconds * 0.9);
    }
    growing.seek(seconds(70_000));
    expect(shownBy(growing)).toEqual(fresh.get(70_000));
  });

  test('refuses rows that do not fit its trace', () => {
    const header = headerOf(2, 3);
    const bad = (write: (recorder: ReturnType<typeof createTraceRecorder>) => void) => {
      const recorder = createTraceRecorder(header);
      write(recorder);
      return () => replayOf(recorder.finish());
    };
    expect(bad((to) => to.write(0, EventKind.joined, 3, -1, -1, 0, -1))).toThrow(RangeError);
    expect(bad((to) => to.write(0, EventKind.connected, 1, -1, -1, 0, -1))).toThrow(RangeError);
    expect(bad((to) => to.write(0, EventKind.transferStarted, 1, 0, 3, 0, -1))).toThrow(RangeError);
    expect(bad((to) => to.write(0, EventKind.transferStarted, 1, 0, -1, 0, -1))).toThrow(RangeError);
    expect(bad((to) => to.write(0, EventKind.pieceCompleted, 1, 0, 0, 3, -1))).toThrow(RangeError);
    expect(bad((to) => to.write(NaN, EventKind.joined, 1, -1, -1, 0, -1))).toThrow(RangeError);
    expect(() => createReplay(header).seek(NaN)).toThrow(RangeError);
  });
});
