import type { TrackerLine } from '@core/messages/index';
import { createReplay } from '@core/replay/index';
import { AnnounceReason, createRowCounter, createTraceRow, EventKind } from '@core/trace/index';
import { access, readdir, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answers } from './answers.testKit';
import { holdings } from './cycles.testKit';
import { runForReal, smallPlan, smallScenario, type Ran } from './realRun.testKit';
import { createRealRun } from './swarm';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const replayOf = ({ trace }: Ran) => {
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  replay.seek(Infinity);
  return replay;
};
const rowsOf = ({ trace }: Ran, kind: EventKind) => trace.chunks.reduce((count, chunk) => count + chunk.kind.filter((one) => one === kind).length, 0);

describe('a real swarm', () => {
  it('gives everyone the same bytes, and a trace that plays back to the same end', async () => {
    const ran = await runForReal(smallScenario());
    expect(ran.end).toMatchObject({ finished: true, pieceTransfers: 96, lostPieces: [] });
    expect(ran.copies).toEqual(new Array(4).fill(ran.content));
    expect(ran.offences).toEqual([]);
    expect(sum(ran.end.uploadedBits)).toBe(sum(ran.end.downloadedBits));
    expect(sum(ran.end.downloadedBits)).toBe(4 * 24e6 + ran.end.duplicateBits);
    const { state } = replayOf(ran);
    expect(Array.from(state.heldCount)).toEqual([24, 24, 24, 24, 24]);
    expect(state.transferCount).toBe(0);
    expect(sum(state.downloadedBits)).toBeCloseTo(4 * 24e6, 0);
  });

  it('lets peers come late, free-ride, be interrupted and leave', async () => {
    const ran = await runForReal(smallScenario([
      { count: 2, onComplete: { kind: 'leave' } },
      { count: 1, strategy: 'free-rider' },
      { count: 1, interruption: { kind: 'once', afterFraction: 0.5, awaySeconds: 2 } },
      { count: 1, arrival: { kind: 'together', atSeconds: 4 }, acceptsConnections: false },
    ]));
    expect(ran.end.finished).toBe(true);
    expect(ran.copies).toEqual(new Array(5).fill(ran.content));
    expect(ran.end.uploadedBits[3]).toBe(0);
    expect(ran.end.awaySeconds[4]).toBeGreaterThanOrEqual(2);
    expect(ran.end.joinedSeconds[5]).toBeGreaterThanOrEqual(4);
    expect(Array.from(replayOf(ran).state.heldCount)).toEqual(new Array(6).fill(24));
  });

  it('asks the tracker for more neighbours once a minute, where it has few', async () => {
    const ran = await runForReal(smallScenario([{ count: 3, uploadBitrate: 2e5 }], { server: { ...smallScenario().server, uploadBitrate: 4e5 } }));
    expect(ran.end.endedSeconds).toBeGreaterThan(70);
    const { reader } = replayOf(ran);
    const last = new Map<number, number>();
    for (let row = 0, at = createTraceRow(); row < reader.rowCount; row++) {
      const { kind, value, subject, timeSeconds } = reader.read(row, at);
      if (kind !== EventKind.announced) continue;
      if (value === AnnounceReason.fewNeighbours) expect(timeSeconds - last.get(subject)!).toBeGreaterThanOrEqual(59.9);
      last.set(subject, timeSeconds);
    }
    expect(rowsOf(ran, EventKind.announced)).toBeGreaterThan(6);
  });

  it('obeys timed changes', async () => {
    const ran = await runForReal(smallScenario([{ count: 3 }], {
      changes: [{ kind: 'leave', atSeconds: 2, peer: 3 }, { kind: 'regular-unchokes', atSeconds: 3, regularUnchokes: 2 }, { kind: 'peer-upload', atSeconds: 3, peer: 1, uploadBitrate: 1e6 }],
    }));
    expect(ran.end).toMatchObject({ finished: true });
    expect(Number.isNaN(ran.end.completedSeconds[3]!)).toBe(true);
    expect([rowsOf(ran, EventKind.regularUnchokesChanged), rowsOf(ran, EventKind.uploadRateChanged)]).toEqual([1, 1]);
  });

  it('says which pieces are lost where nobody can give them any more', async () => {
    const scenario = smallScenario();
    const ran = await runForReal({ ...scenario, server: { ...scenario.server, leaveAfterCopies: 0.4 } });
    expect(ran.end.finished).toBe(false);
    expect(ran.end.lostPieces.length).toBeGreaterThan(0);
    expect(rowsOf(ran, EventKind.pieceLost)).toBe(ran.end.lostPieces.length);
  });

  it('goes on when a peer is killed and comes back with its pieces, and while the tracker is away', async () => {
    const ran = await runForReal(smallScenario(), {
      async meanwhile(run) {
        while (run.journal.books.heldCount[2]! < 4) await after(10);
        await run.stopTracker();
        run.kill(2);
        const held = run.journal.books.heldCount[2]!;
        await after(200);
        await run.startTracker();
        run.restart(2);
        while (run.journal.online[2] === 0) await after(10);
        expect(run.journal.books.heldCount[2]).toBeGreaterThanOrEqual(held);
      },
    });
    expect(ran.end.finished).toBe(true);
    expect(ran.copies).toEqual(new Array(4).fill(ran.content));
  });

  it('takes a peer back once, however often it is asked for', async () => {
    const listening = async () => (await holdings()).resources.TCPServerWrap;
    const before = await listening();
    const ran = await runForReal(smallScenario(), {
      async meanwhile(run) {
        while (run.journal.books.heldCount[2]! < 4) await after(10);
        const wanted = await listening();
        run.kill(2);
        for (let press = 0; press < 3; press++) run.restart(2);
        while (run.journal.online[2] === 0) await after(10);
        await after(50);
        expect(await listening()).toBe(wanted);
      },
    });
    expect(ran.end.finished).toBe(true);
    expect(ran.copies).toEqual(new Array(4).fill(ran.content));
    expect(await listening()).toBe(before);
  });

  it('waits for one that was killed, even if nothing can go on without it', async () => {
    const ran = await runForReal(smallScenario(), {
      async meanwhile(run) {
        while (run.journal.books.heldCount[1]! < 2) await after(10);
        run.kill(0);
        await after(1_500);
        run.restart(0);
      },
    });
    expect(ran.end).toMatchObject({ finished: true, lostPieces: [] });
  });

  it('does not wait for one that was killed and would have gone for good meanwhile', async () => {
    const ran = await runForReal(smallScenario([{ count: 2 }], { changes: [{ kind: 'leave', atSeconds: 2, peer: 2 }] }), {
      async meanwhile(run) {
        while (run.journal.books.heldCount[2]! < 2) await after(10);
        run.kill(2);
      },
    });
    expect(ran.end.finished).toBe(true);
  });

  it('fails when the disk cannot be read, and blames nobody for it', async () => {
    const ran = runForReal(smallScenario(), { meanwhile: (_run, { contentFile }) => truncate(contentFile, 0) });
    await expect(ran).rejects.toThrow('gone from the disk');
  });

  it('says when its tracker goes and comes back, once each time', async () => {
    const plain = smallScenario();
    const scenario = { ...plain, protocol: { ...plain.protocol, trackerFailsAtSeconds: 0.5 } };
    const lines: TrackerLine['kind'][] = [];
    const run = createRealRun({ scenario, plan: smallPlan(scenario), openWriter: createRowCounter, tracked: ({ kind }) => void lines.push(kind) });
    await run.prepare();
    const over = run.run();
    while (!lines.includes('down')) await after(10);
    await run.stopTracker();
    await Promise.all([run.startTracker(), run.startTracker()]);
    await run.stop();
    await over;
    expect(lines.filter((kind) => kind === 'up' || kind === 'down')).toEqual(['down', 'up']);
  });

  it('finds a block that is wrong, and gets the right one', async () => {
    const ran = await runForReal(smallScenario(), { meanwhile: async (run) => run.corruptNextBlock(0) });
    expect(ran.end.finished).toBe(true);
    expect(ran.copies).toEqual(new Array(4).fill(ran.content));
    expect(ran.offences.every(({ code, remote }) => code === 'wrongPiece' && remote === 0)).toBe(true);
    expect(rowsOf(ran, EventKind.pieceRejected)).toBe(1);
    expect(Array.from(replayOf(ran).state.heldCount)).toEqual(new Array(5).fill(24));
  });

  it('can be stopped at any time, and leaves nothing behind', async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`swarm-lab-peers-${process.pid}`));
    for (const waitMs of [0, 5, 50, 400]) {
      const scenario = smallScenario();
      const run = createRealRun({ scenario, plan: smallPlan(scenario), openWriter: createRowCounter });
      const { peers, contentFile } = await run.prepare();
      const over = run.run();
      await after(waitMs);
      const began = performance.now();
      await run.stop();
      expect((await over).finished).toBe(false);
      expect(performance.now() - began).toBeLessThan(2_000);
      await expect(access(contentFile)).rejects.toThrow('ENOENT');
      expect(await left()).toEqual([]);
      for (const { host, port } of peers) expect(await answers(host, port)).toBe(false);
    }
  });
});
