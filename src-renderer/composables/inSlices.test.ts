import { expect, test, vi } from 'vitest';
import { inSlices } from './inSlices';

/** Keeps the processor busy for a while, as reading rows does. */
function busy(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

test('short work is done at once', () => {
  const told = vi.fn();
  inSlices(() => true, told);
  expect(told.mock.calls).toEqual([[true]]);
});

test('long work lets others have their turn, and is done in the end', async () => {
  let parts = 0;
  let turns = 0;
  const others = setInterval(() => turns++, 1);
  await new Promise<void>((done) => {
    inSlices(() => {
      busy(4);
      parts++;
      return parts === 40;
    }, (isDone) => isDone && done());
    expect(parts).toBeLessThan(40);
  });
  clearInterval(others);
  expect(parts).toBe(40);
  expect(turns).toBeGreaterThan(3);
});

test('work that is given up goes no further', async () => {
  let parts = 0;
  const giveUp = inSlices(() => {
    busy(4);
    return ++parts === 1_000;
  }, () => undefined);
  giveUp();
  const before = parts;
  await new Promise((later) => setTimeout(later, 30));
  expect(parts).toBe(before);
});
