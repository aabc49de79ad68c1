import { defaultScenario, newPeerGroup, type Scenario } from '@core/scenario/index';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '../metainfo/geometry';
import { LEAST_BLOCKS_PER_SECOND, MOST_REAL_PEERS, planRealRun, withContent, type RealPlan } from './plan';

const base = defaultScenario();
const textbook: Scenario = {
  ...base,
  content: { sizeBits: 15e9, pieceBits: 30e6 },
  server: { ...base.server, uploadBitrate: 30e6 },
  peerGroups: [{ ...newPeerGroup(), count: 10, uploadBitrate: 300e3, downloadBitrate: 2e6 }],
};
const withPeers = (count: number): Scenario => ({ ...textbook, peerGroups: [{ ...textbook.peerGroups[0]!, count }] });

function planOf(scenario: Scenario, options = {}): RealPlan {
  const planned = planRealRun(scenario, options);
  if (!planned.ok) throw new Error(planned.obstacle.code);
  return planned.plan;
}
const rateOf = (bitrate: number, { sizeScale, timeScale }: RealPlan) => (bitrate * sizeScale) / timeScale / (8 * BLOCK_BYTES);

describe('the plan of a real run', () => {
  it('lets the textbook last about a minute, with ten blocks a second on the slowest link', () => {
    const plan = planOf(textbook);
    expect(plan.expectedSeconds).toBeGreaterThan(45);
    expect(plan.expectedSeconds).toBeLessThan(120);
    expect(plan.slowestBlocksPerSecond).toBeGreaterThanOrEqual(LEAST_BLOCKS_PER_SECOND);
    expect(plan.slowestBlocksPerSecond).toBeCloseTo(rateOf(300e3, plan), 6);
  });

  it('keeps the number of pieces, and cuts them to powers of two from 16 KiB', () => {
    const plan = planOf(textbook);
    expect(Math.ceil(plan.lengthBytes / plan.pieceLengthBytes)).toBe(500);
    expect(Math.log2(plan.pieceLengthBytes / BLOCK_BYTES) % 1).toBe(0);
    expect(plan.sizeScale).toBe((8 * plan.pieceLengthBytes) / 30e6);
    expect(plan.diskBytes).toBe(11 * plan.lengthBytes);
  });

  it('does not draw out a scenario that is shorter than a minute, but a very short one', () => {
    const short = (seconds: number): Scenario => ({
      ...textbook,
      content: { sizeBits: seconds * 1.5e6, pieceBits: seconds * 15e3 },
      server: { ...base.server, uploadBitrate: 3e6 },
      peerGroups: [{ ...newPeerGroup(), count: 6, uploadBitrate: 1e6, downloadBitrate: null }],
    });
    expect(planOf(short(30)).timeScale).toBe(1);
    expect(planOf(short(1)).expectedSeconds).toBeCloseTo(15, 6);
  });

  it('takes up to 60 peers, and says so beyond', () => {
    expect(planRealRun(withPeers(MOST_REAL_PEERS)).ok).toBe(true);
    expect(planRealRun(withPeers(MOST_REAL_PEERS + 1))).toEqual({ ok: false, obstacle: { code: 'tooManyPeers', allowed: 60 } });
    expect(planRealRun(withPeers(0))).toEqual({ ok: false, obstacle: { code: 'noPeers', allowed: 1 } });
    const pieces = (count: number): Scenario => ({ ...withPeers(1), content: { sizeBits: count * 1e6, pieceBits: 1e6 } });
    expect(planRealRun(pieces(131_073))).toEqual({ ok: false, obstacle: { code: 'tooManyPieces', allowed: 131_072 } });
  });

  it('takes a real file as it is: only time is scaled', () => {
    for (const lengthBytes of [1, 16_384, 16_385, 100_000, 7_654_321]) {
      const plan = planOf(withContent(textbook, lengthBytes), { keepsSize: true });
      expect([plan.lengthBytes, plan.sizeScale, Math.log2(plan.pieceLengthBytes) % 1]).toEqual([lengthBytes, 1, 0]);
    }
  });
});
