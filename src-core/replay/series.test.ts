import { describe, expect, test } from 'vitest';
import { EventKind, createTraceRecorder } from '../trace/index';
import { createReplay } from './replay';
import {
  MOST_POINTS, announceSeries, bitrateSeries, completionSeries, neighbourSeries, onlineSeries, peerProgressSeries, progressSeries, rarestCopiesSeries, thin, uploadedSeries, type Series,
} from './series';
import { headerOf, randomTrace } from './traces.testKit';

const points = ({ timeSeconds, values }: Series) => [...timeSeconds].map((seconds, at) => [seconds, values[at]]);
/** The value that holds at that time. */
const at = ({ timeSeconds, values }: Series, seconds: number) => values[timeSeconds.findLastIndex((time) => time <= seconds)];

describe('series', () => {
  const recorder = createTraceRecorder(headerOf(2, 2, 1000, 400));
  const write = (seconds: number, kind: EventKind, subject: number, object = -1, piece = -1, value = 0) => recorder.write(seconds, kind, subject, object, piece, value, -1);
  write(0, EventKind.joined, 0);
  write(0, EventKind.joined, 1);
  write(0, EventKind.transferStarted, 1, 0, 0);
  write(4, EventKind.pieceCompleted, 1, 0, 0, 1);
  write(5, EventKind.joined, 2);
  write(6, EventKind.pieceCompleted, 1, 0, 1, -1);
  write(6, EventKind.completed, 1);
  write(6, EventKind.transferStarted, 2, 1, 1);
  write(8, EventKind.pieceCompleted, 2, 1, 1, -1);
  write(9, EventKind.left, 1);
  const trace = recorder.finish();
  const replay = createReplay(trace.header);
  replay.append(trace.chunks[0]!);

  test('progress is over the peers that have arrived: a newcomer pulls the mean down', () => {
    const { mean, min, max } = progressSeries(replay);
    expect(points(mean)).toEqual([[0, 0], [4, 0.5], [5, 0.25], [6, 0.5], [8, 0.75], [9, 0.75]]);
    expect([at(min, 4.5), at(min, 7), at(min, 9)]).toEqual([0.5, 0, 0.5]);
    expect([at(max, 4), at(max, 7)]).toEqual([0.5, 1]);
  });

  test('uploads are counted by who sent them', () => {
    const { server, peers } = uploadedSeries(replay);
    expect([at(server, 3), at(server, 4), at(server, 9)]).toEqual([0, 1000, 1400]);
    expect([at(peers, 7), at(peers, 8)]).toEqual([0, 400]);
  });

  test('copies and peers online follow who comes and goes', () => {
    expect(points(rarestCopiesSeries(replay))).toEqual([[0, 1], [4, 1], [5, 1], [6, 2], [8, 2], [9, 1]]);
    expect(points(onlineSeries(replay))).toEqual([[0, 1], [4, 1], [5, 2], [6, 2], [8, 2], [9, 1]]);
  });

  test('rates are averages of what really went out: all bits are in them, also of transfers that last through many spans', () => {
    const { server, peers } = bitrateSeries(replay);
    const bits = ({ timeSeconds, values }: Series) => values.reduce((sum, bitrate, span) => sum + bitrate * ((timeSeconds[span + 1] ?? replay.endSeconds) - timeSeconds[span]!), 0);
    expect(bits(server)).toBeCloseTo(1400, 6);
    expect(bits(peers)).toBeCloseTo(400, 6);
    // 1000 bits from 0 s to 4 s, 400 bits from 4 s to 6 s; from peer 1 400 bits from 6 s to 8 s.
    expect([at(server, 1), at(server, 5), at(server, 7)]).toEqual([250, 200, 0]);
    expect([at(peers, 5), at(peers, 7)]).toEqual([0, 200]);
    const coarse = bitrateSeries(replay, 10);
    expect(coarse.server.values.length).toBeLessThanOrEqual(10);
  });

  test('neighbours are counted over all that are online, and each announce once', () => {
    const recorded = createTraceRecorder(headerOf(2, 2, 1000, 400));
    const row = (seconds: number, kind: EventKind, subject: number, object = -1) => recorded.write(seconds, kind, subject, object, -1, 0, -1);
    for (const peer of [0, 1, 2]) row(0, EventKind.joined, peer);
    row(1, EventKind.announced, 1);
    row(2, EventKind.connected, 1, 0);
    row(3, EventKind.connected, 1, 2);
    row(4, EventKind.announced, 2);
    row(5, EventKind.left, 1);
    const whole = recorded.finish();
    const small = createReplay(whole.header);
    small.append(whole.chunks[0]!);
    const neighbours = neighbourSeries(small);
    expect([0, 2, 3, 5].map((seconds) => at(neighbours, seconds))).toEqual([0, 2 / 3, 4 / 3, 0]);
    expect([0, 1, 3, 4].map((seconds) => at(announceSeries(small), seconds))).toEqual([0, 1, 1, 2]);
  });

  test('completions and the progress of one peer are exact', () => {
    expect(points(completionSeries(replay))).toEqual([[0, 0], [6, 1]]);
    expect(points(peerProgressSeries(replay, 2))).toEqual([[5, 0], [8, 0.5]]);
  });

  test('a long run is thinned to what a chart draws, at true values, from its first to its last row', () => {
    const long = randomTrace(3, 5, 300, 60_000);
    const whole = createReplay(long.header);
    for (const chunk of long.chunks) {
      whole.append(chunk);
      const { timeSeconds } = onlineSeries(whole);
      expect(timeSeconds.at(-1)).toBe(whole.endSeconds);
    }
    const { mean } = progressSeries(whole);
    expect(mean.values.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(mean.values.length).toBeGreaterThan(MOST_POINTS / 4);
    expect(mean.timeSeconds[0]).toBe(0);
    for (let point = 0; point < mean.values.length; point += 97) {
      whole.seek(mean.timeSeconds[point]!);
      const { arrived, heldCount } = whole.state;
      const peers = [1, 2, 3, 4, 5].filter((peer) => arrived[peer] === 1);
      const held = peers.reduce((sum, peer) => sum + heldCount[peer]!, 0);
      expect(mean.values[point]).toBeCloseTo(peers.length === 0 ? 0 : held / (peers.length * 300), 12);
    }
    for (let point = 1; point < mean.values.length; point++) expect(mean.timeSeconds[point]!).toBeGreaterThan(mean.timeSeconds[point - 1]!);
  });

  test('thinning keeps the ends', () => {
    const timeSeconds = Float64Array.from({ length: 101 }, (_, index) => index);
    expect(points(thin({ timeSeconds, values: timeSeconds }, 3))).toEqual([[0, 0], [50, 50], [100, 100]]);
  });
});
