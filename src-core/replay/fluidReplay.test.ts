import { describe, expect, test } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { createRun } from '../sim/index';
import { createTraceWriter, type DigestingWriter } from '../trace/index';
import { createReplay } from './replay';
import { toRunResult } from './runResult';
import type { Replay } from './types';

const base = defaultScenario();
/** Case B with a free rider, and pieces that lie across several classes. */
const mixed: Scenario = {
  ...base,
  content: { sizeBits: 1_000_000_000, pieceBits: 30_000_000 },
  server: { ...base.server, uploadBitrate: 5_000_000 },
  peerGroups: [
    { ...newPeerGroup(), name: 'fast', count: 3, uploadBitrate: 2_000_000, downloadBitrate: null },
    { ...newPeerGroup(), name: 'slow', count: 20, uploadBitrate: 100_000, downloadBitrate: null },
    { ...newPeerGroup(), name: 'free', count: 1, uploadBitrate: 1_000_000, downloadBitrate: null, strategy: 'free-rider' },
  ],
};

function fluid(scenario: Scenario) {
  const opened: { replay: Replay; writer: DigestingWriter }[] = [];
  const run = createRun({ scenario, architecture: 'fluid-schedule', randomSeed: 9 }, (header) => {
    const replay = createReplay(header);
    const writer = createTraceWriter(header, (chunk) => replay.append(chunk));
    opened.push({ replay, writer });
    return writer;
  });
  while (!run.advance(100));
  const [{ replay, writer }] = opened as [{ replay: Replay; writer: DigestingWriter }];
  const { digest } = writer.finish();
  return { replay, end: run.end(), result: toRunResult(scenario, run.header, run.end(), digest) };
}

describe('the replay of a fluid schedule', () => {
  const { replay, end, result } = fluid(mixed);
  const { peerCount, pieceCount } = replay.header;

  test('ends with every piece held by everybody, and what each sent', () => {
    replay.seek(Infinity);
    expect(replay.endSeconds).toBe(end.endedSeconds);
    expect(Array.from(replay.state.heldCount)).toEqual(Array.from({ length: peerCount }, () => pieceCount));
    expect(replay.state.transferCount).toBe(0);
    for (let peer = 0; peer < peerCount; peer++) {
      expect(Math.abs(replay.state.uploadedBits[peer]! - end.uploadedBits[peer]!)).toBeLessThanOrEqual(peerCount);
      expect(Math.abs(replay.state.downloadedBits[peer]! - end.downloadedBits[peer]!)).toBeLessThanOrEqual(1e-5);
    }
  });

  test('shows at any time that everyone receives at the common rate from everyone who can send', () => {
    const common = mixed.content.sizeBits / end.endedSeconds;
    for (const share of [0.1, 0.37, 0.5, 0.93]) {
      replay.seek(share * end.endedSeconds);
      const { state } = replay;
      for (let peer = 1; peer < peerCount; peer++) expect(state.downloadedBits[peer]! / (common * share * end.endedSeconds)).toBeCloseTo(1, 6);
      for (let at = 0; at < state.transferCount; at++) expect(state.transferFraction[at]).toBeLessThanOrEqual(1);
    }
    expect(replay.slot(1, 2)).toBe(1);
    expect(replay.slot(peerCount - 1, 2)).not.toBe(1);
  });

  test('its result is at its bound, which is that of peer-to-peer', () => {
    expect(result).toMatchObject({ architecture: 'fluid-schedule', seed: 9, finished: true, completed: peerCount - 1, pieceTransfers: (peerCount - 1) * pieceCount });
    expect(result.makespanSeconds! / result.boundSeconds!).toBeCloseTo(1, 12);
    expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);
  });
});
