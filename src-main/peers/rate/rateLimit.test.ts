import { createStreams } from '@core/base/index';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '../metainfo/geometry';
import { createTestClock } from './clock.testKit';
import { createRateLimit, type RateLimit } from './rateLimit';

const START_MS = 1_000;

/** A connection that always has more to send. @returns what it has sent so far */
function hungry(limit: RateLimit, blockBytes = BLOCK_BYTES): { sent: number; stop(): void } {
  const lane = limit.lane();
  const state = { sent: 0, stop: () => lane.close() };
  const ask = () => lane.ask(blockBytes, () => ((state.sent += blockBytes), ask()));
  ask();
  return state;
}
const lateBy = (mostMs: number) => {
  const draw = createStreams(5, 1, 1).of(0, 0);
  return () => draw.fraction() * mostMs;
};

describe('a rate limit', () => {
  it.each([
    [10, 1, 0], [10, 1, 15], [10, 7, 15], [25, 3, 15], [100, 20, 15], [640, 60, 15], [6_400, 4, 15], [25, 3, 100], [640, 8, 100],
  ])('is kept within two per cent over 10 s at %i blocks/s, %i connections, timers up to %i ms late', (blocks, connections, lateMs) => {
    const clock = createTestClock(lateBy(lateMs));
    const limit = createRateLimit(blocks * BLOCK_BYTES, clock);
    const lanes = Array.from({ length: connections }, () => hungry(limit));
    clock.runUntil(START_MS + 10_000);
    const sent = lanes.reduce((sum, lane) => sum + lane.sent, 0);
    expect(limit.grantedBytes).toBe(sent);
    expect(Math.abs(sent / (10 * blocks * BLOCK_BYTES) - 1)).toBeLessThan(0.02);
  });

  it('makes up for a timer that was late, not for time in which nobody asked', () => {
    const late = [600];
    const clock = createTestClock(() => late.pop() ?? 0);
    const limit = createRateLimit(10 * BLOCK_BYTES, clock);
    const waiting = hungry(limit);
    clock.runUntil(START_MS + 1_000);
    expect(waiting.sent).toBeGreaterThanOrEqual(10 * BLOCK_BYTES);
    waiting.stop();
    clock.runUntil(START_MS + 60_000);
    const before = limit.grantedBytes;
    hungry(limit);
    expect(limit.grantedBytes - before).toBeLessThanOrEqual(BLOCK_BYTES);
  });

  it('gives each connection the same, to a block', () => {
    const clock = createTestClock(lateBy(15));
    const limit = createRateLimit(50 * BLOCK_BYTES, clock);
    const lanes = Array.from({ length: 7 }, () => hungry(limit));
    clock.runUntil(START_MS + 10_000);
    const sent = lanes.map((lane) => lane.sent);
    expect(Math.max(...sent) - Math.min(...sent)).toBeLessThanOrEqual(BLOCK_BYTES);
  });

  it('is fair in bytes, not in turns', () => {
    const clock = createTestClock();
    const limit = createRateLimit(50 * BLOCK_BYTES, clock);
    const [large, small] = [hungry(limit), hungry(limit, 1_000)];
    clock.runUntil(START_MS + 20_000);
    expect(Math.abs(large.sent - small.sent)).toBeLessThanOrEqual(BLOCK_BYTES + 1_000);
  });

  it('does not let a connection that was idle catch up', () => {
    const clock = createTestClock();
    const limit = createRateLimit(10 * BLOCK_BYTES, clock);
    const early = hungry(limit);
    const idle = limit.lane();
    clock.runUntil(START_MS + 10_000);
    const before = early.sent;
    let late = 0;
    const ask = () => idle.ask(BLOCK_BYTES, () => ((late += BLOCK_BYTES), ask()));
    ask();
    clock.runUntil(START_MS + 20_000);
    expect(Math.abs(late - (early.sent - before))).toBeLessThanOrEqual(2 * BLOCK_BYTES);
  });

  it('begins without a burst, and keeps none while idle', () => {
    const clock = createTestClock();
    const limit = createRateLimit(10 * BLOCK_BYTES, clock);
    clock.runUntil(START_MS + 60_000);
    const lane = hungry(limit);
    expect(lane.sent).toBeLessThanOrEqual(2 * BLOCK_BYTES);
    clock.runUntil(START_MS + 61_000);
    expect(lane.sent).toBeLessThanOrEqual(12 * BLOCK_BYTES);
  });

  it('in every second gives no more than the rate and one block', () => {
    const clock = createTestClock(lateBy(15));
    const limit = createRateLimit(40 * BLOCK_BYTES, clock);
    Array.from({ length: 3 }, () => hungry(limit));
    let before = 0;
    for (let second = 1; second <= 10; second++) {
      clock.runUntil(START_MS + second * 1_000);
      // What was kept, 50 ms of the rate, is two blocks here.
      expect(limit.grantedBytes - before).toBeLessThanOrEqual((40 + 3) * BLOCK_BYTES);
      before = limit.grantedBytes;
    }
  });

  it('of nothing moves nothing; without one all moves at once', () => {
    const clock = createTestClock();
    const none = createRateLimit(0, clock);
    const stuck = hungry(none);
    clock.runUntil(START_MS + 100_000);
    expect([stuck.sent, clock.timers]).toEqual([0, 0]);
    const free = createRateLimit(Infinity, clock);
    const lane = free.lane();
    let granted = 0;
    for (let k = 0; k < 1_000; k++) lane.ask(BLOCK_BYTES, () => granted++);
    expect([granted, clock.timers]).toEqual([1_000, 0]);
  });

  it('can be changed while it holds', () => {
    const clock = createTestClock();
    const limit = createRateLimit(0, clock);
    const lane = hungry(limit);
    limit.setRate(10 * BLOCK_BYTES);
    clock.runUntil(START_MS + 10_000);
    expect(Math.abs(lane.sent / BLOCK_BYTES - 100)).toBeLessThanOrEqual(2);
    limit.setRate(100 * BLOCK_BYTES);
    clock.runUntil(START_MS + 20_000);
    expect(Math.abs(lane.sent / BLOCK_BYTES - 1_100)).toBeLessThanOrEqual(7);
    limit.setRate(0);
    const sent = lane.sent;
    clock.runUntil(START_MS + 30_000);
    expect(lane.sent).toBe(sent);
  });

  it('grants nothing to a connection that is closed, nor after its own end', () => {
    const clock = createTestClock();
    const limit = createRateLimit(10 * BLOCK_BYTES, clock);
    const [one, other] = [hungry(limit), hungry(limit)];
    clock.runUntil(START_MS + 1_000);
    one.stop();
    const sent = one.sent;
    clock.runUntil(START_MS + 2_000);
    expect(one.sent).toBe(sent);
    expect(other.sent).toBeGreaterThan(12 * BLOCK_BYTES);
    limit.close();
    const all = other.sent;
    clock.runUntil(START_MS + 3_000);
    expect([other.sent, clock.timers]).toEqual([all, 0]);
  });

  it('lets a lane ask one question at a time', () => {
    const lane = createRateLimit(0, createTestClock()).lane();
    lane.ask(1, () => undefined);
    expect(() => lane.ask(1, () => undefined)).toThrow('one question at a time');
  });
});
