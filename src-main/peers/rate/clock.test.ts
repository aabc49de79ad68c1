import { describe, expect, it } from 'vitest';
import { processClock } from './clock';

describe('the clock of a process', () => {
  it('runs nothing before its time, whatever the fraction of its delay', async () => {
    const earlyMs = await Promise.all(
      Array.from({ length: 300 }, (_, k) => {
        const delayMs = 1 + k / 7;
        const dueMs = processClock.nowMs() + delayMs;
        // Its timers do not keep a process alive: this one does.
        const alive = setInterval(() => undefined, 1000);
        return new Promise<number>((resolve) => processClock.after(delayMs, () => {
          clearInterval(alive);
          resolve(Math.max(0, dueMs - processClock.nowMs()));
        }));
      }),
    );
    expect(Math.max(...earlyMs)).toBe(0);
  });

  it('runs nothing that was called off', async () => {
    let ran = false;
    const callOff = processClock.after(5, () => (ran = true));
    callOff();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ran).toBe(false);
  });
});
