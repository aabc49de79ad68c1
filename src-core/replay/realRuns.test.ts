import { describe, expect, test } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { createSimulation, type RunEnd } from '../sim/index';
import { createTraceRecorder, type Trace, type TraceWriter } from '../trace/index';
import { createReplay } from './replay';
import { completionSeries, progressSeries, uploadedSeries } from './series';
import { shownBy } from './traces.testKit';

const base = defaultScenario();
/** Peers that interrupt, free-ride, leave and share: everything that a trace can say. */
const lively: Scenario = {
  ...base,
  content: { sizeBits: 60_500_000, pieceBits: 1_000_000 },
  server: { ...base.server, uploadBitrate: 5_000_000 },
  peerGroups: [
    { ...newPeerGroup(), name: 'stay', count: 8, uploadBitrate: 800_000 },
    { ...newPeerGroup(), name: 'away', count: 6, uploadBitrate: 400_000, interruption: { kind: 'once', afterFraction: 0.5, awaySeconds: 30 } },
    { ...newPeerGroup(), name: 'late', count: 5, uploadBitrate: 1_000_000, arrival: { kind: 'evenly', fromSeconds: 5, untilSeconds: 60 }, onComplete: { kind: 'leave' } },
    { ...newPeerGroup(), name: 'free', count: 3, uploadBitrate: 1_000_000, strategy: 'free-rider' },
  ],
};

function simulated(architecture: 'client-server' | 'peer-to-peer'): { trace: Trace; end: RunEnd } {
  const recorders: (TraceWriter & { finish(): Trace })[] = [];
  const simulation = createSimulation({ scenario: lively, architecture, randomSeed: 5 }, (header) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  });
  while (!simulation.advance(1_000));
  return { trace: recorders[0]!.finish(), end: simulation.end() };
}

const replayOf = (trace: Trace) => {
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  return replay;
};
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe.each(['client-server', 'peer-to-peer'] as const)('the replay of a simulated %s run', (architecture) => {
  const { trace, end } = simulated(architecture);
  const { sizeBits } = lively.content;

  test('ends with what the simulator counted, peer by peer', () => {
    const replay = replayOf(trace);
    replay.seek(Infinity);
    const { state } = replay;
    expect(end.finished).toBe(true);
    expect(state.transferCount).toBe(0);
    expect(sum(state.heldCount)).toBe(state.heldCount.length * trace.header.pieceCount);
    for (let peer = 0; peer < trace.header.peerCount; peer++) {
      // The result is rounded to whole bits; a trace has the fractions of stopped transfers.
      expect(Math.abs(state.uploadedBits[peer]! - end.uploadedBits[peer]!)).toBeLessThanOrEqual(1e-6 * sizeBits);
      expect(Math.abs(state.downloadedBits[peer]! - end.downloadedBits[peer]!)).toBeLessThanOrEqual(1e-6);
    }
    expect(replay.endSeconds).toBe(end.endedSeconds);
  });

  test('conserves bits at any time, and what a peer has is its pieces and what is on its way', () => {
    const replay = replayOf(trace);
    for (let part = 0; part <= 40; part++) {
      replay.seek((part / 40) * replay.endSeconds);
      const { state } = replay;
      expect(Math.abs(sum(state.uploadedBits) - sum(state.downloadedBits))).toBeLessThan(1e-3);
      for (let at = 0; at < state.transferCount; at++) {
        const [from, to] = [state.transferFrom[at]!, state.transferTo[at]!];
        expect([state.online[from], state.online[to], replay.slot(from, to) > 0]).toEqual([1, 1, true]);
        expect(state.transferBitrate[at]).toBeGreaterThan(0);
        expect(state.transferFraction[at]).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  test('shows the same at a time however it got there', () => {
    const replay = replayOf(trace);
    const forward = replayOf(trace);
    const parts = [0, 0.1, 0.3, 0.5, 0.8, 1];
    const states = parts.map((part) => {
      forward.seek(part * forward.endSeconds);
      return shownBy(forward);
    });
    for (const index of [3, 1, 5, 0, 4, 2]) {
      replay.seek(parts[index]! * replay.endSeconds);
      expect(shownBy(replay)).toEqual(states[index]);
    }
  });

  test('its series end where the result ends', () => {
    const replay = replayOf(trace);
    const { server, peers } = uploadedSeries(replay);
    expect(server.values.at(-1)! + peers.values.at(-1)!).toBeCloseTo((trace.header.peerCount - 1) * sizeBits, 3);
    expect(progressSeries(replay).mean.values.at(-1)).toBe(1);
    expect(completionSeries(replay).timeSeconds.at(-1)).toBe(Math.max(...end.completedSeconds.filter((seconds) => !Number.isNaN(seconds))));
  });
});
