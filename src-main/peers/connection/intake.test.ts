import { createStreams } from '@core/base/index';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '../metainfo/geometry';
import { createTestClock, type TestClock } from '../rate/clock.testKit';
import { createRateLimit } from '../rate/rateLimit';
import { createIntake } from './intake';

const START_MS = 1_000;
/** What one read of a socket gives when much is waiting. */
const READ_BYTES = 65_536;

/** Connections whose other ends always have more to give, over one link. @returns bytes taken in by each */
function takeIn(clock: TestClock, bytesPerSecond: number, connections: number, seconds: number): number[] {
  const limit = createRateLimit(bytesPerSecond, clock);
  const taken = new Array<number>(connections).fill(0);
  for (let k = 0; k < connections; k++) {
    let isPaused = false;
    const read = () => {
      while (!isPaused) intake.push(new Uint8Array(READ_BYTES));
    };
    const intake = createIntake({
      limit,
      take: (bytes) => ((taken[k]! += bytes.length), true),
      pause: () => (isPaused = true),
      resume: () => ((isPaused = false), read()),
    });
    read();
  }
  clock.runUntil(START_MS + seconds * 1_000);
  return taken;
}

describe('what comes in', () => {
  it.each([[10, 1], [10, 4], [25, 1], [40, 3], [128, 1], [640, 8]])('keeps a limit of %i blocks/s over %i connections within two per cent in 10 s', (blocks, connections) => {
    const draw = createStreams(5, 1, 1).of(0, 0);
    const taken = takeIn(createTestClock(() => 15 * draw.fraction()), blocks * BLOCK_BYTES, connections, 10);
    expect(Math.abs(taken.reduce((sum, bytes) => sum + bytes, 0) / (10 * blocks * BLOCK_BYTES) - 1)).toBeLessThan(0.02);
    expect(Math.max(...taken) - Math.min(...taken)).toBeLessThanOrEqual(READ_BYTES);
  });

  it('at ten blocks a second moves in steps of half a block', () => {
    const clock = createTestClock();
    let taken = 0;
    const steps: number[] = [];
    const intake = createIntake({
      limit: createRateLimit(10 * BLOCK_BYTES, clock), take: (bytes) => ((taken += bytes.length), steps.push(bytes.length) > 0), pause: () => undefined, resume: () => undefined,
    });
    intake.push(new Uint8Array(READ_BYTES));
    expect(taken).toBeLessThanOrEqual(BLOCK_BYTES);
    clock.runUntil(START_MS + 1_000);
    expect([taken, Math.max(...steps)]).toEqual([READ_BYTES, BLOCK_BYTES / 2]);
  });

  it('is not cut where there is no limit, and ends with the connection', () => {
    const clock = createTestClock();
    const steps: number[] = [];
    const free = createIntake({ limit: createRateLimit(Infinity, clock), take: (bytes) => steps.push(bytes.length) > 0, pause: () => steps.push(-1), resume: () => undefined });
    free.push(new Uint8Array(READ_BYTES));
    expect(steps).toEqual([READ_BYTES]);
    const limited = createIntake({ limit: createRateLimit(BLOCK_BYTES, clock), take: (bytes) => steps.push(bytes.length) > 0, pause: () => undefined, resume: () => undefined });
    limited.push(new Uint8Array(READ_BYTES));
    const before = steps.length;
    limited.close();
    clock.runUntil(START_MS + 10_000);
    expect(steps.length).toBe(before);
  });
});
