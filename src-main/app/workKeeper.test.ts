import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createRecoveryCopies, type RecoveryCopies } from '../files/recoveryCopies';
import { createSaveQueue } from '../files/saveQueue';
import { createWorkKeeper, type WorkKeeper } from './workKeeper';

let folder: string;
let copies: RecoveryCopies;
let keeper: WorkKeeper;
const errors: unknown[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-keeper-'));
  copies = createRecoveryCopies(folder, createSaveQueue());
  keeper = createWorkKeeper(copies, (error) => errors.push(error));
  // The disk takes its real time, only the clock of the keeper is ours.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
  expect(errors.splice(0)).toEqual([]);
});

const workOf = (copyId: string, text: string) => ({ copyId, name: 'a', file: null, bytesHash: null, text });
/** What the copy holds so many milliseconds later, the disk given its time. */
async function textAfter(ms: number, id: string): Promise<string | null> {
  vi.advanceTimersByTime(ms);
  while (hasWork()) await new Promise((resolve) => setImmediate(resolve));
  return (await copies.read(id))?.text ?? null;
}
/** Under way on the disk, as opposed to waiting for the clock. */
const hasWork = (): boolean => !keeper.isIdle() && vi.getTimerCount() === 0;

test('two seconds after the last edit there is a copy of it', async () => {
  const id = randomUUID();
  keeper.note(workOf(id, 'one'));
  expect(await textAfter(1_900, id)).toBe(null);
  keeper.note(workOf(id, 'two'));
  expect(await textAfter(1_900, id)).toBe(null);
  expect(await textAfter(200, id)).toBe('two');
});

test('who edits without a pause is never more than ten seconds ahead of the copy', async () => {
  const id = randomUUID();
  let kept = -Infinity;
  for (let second = 0; second < 35; second++) {
    keeper.note(workOf(id, String(second)));
    const text = await textAfter(1_000, id);
    if (text !== null) kept = Number(text);
    if (second >= 10) expect(second - kept).toBeLessThanOrEqual(10);
  }
  expect(kept).toBeGreaterThan(20);
});

test('what was restored and is saved at once leaves no copy of the earlier start', async () => {
  const id = randomUUID();
  await copies.write({ ...workOf(id, 'restored'), id, savedAtMs: 0 });
  keeper.note(workOf(id, 'restored'));
  keeper.note(null);
  expect(await textAfter(10_000, id)).toBe(null);
});

test('what is saved, or not to be saved, has no copy any more; another document has its own', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  keeper.note(workOf(first, 'one'));
  await keeper.flush();
  expect((await copies.read(first))?.text).toBe('one');
  keeper.note(workOf(second, 'two'));
  await keeper.flush();
  expect([(await copies.read(first))?.text, (await copies.read(second))?.text]).toEqual([undefined, 'two']);
  keeper.note(workOf(second, 'three'));
  keeper.note(null);
  await keeper.flush();
  expect([await copies.read(second), keeper.isIdle()]).toEqual([null, true]);
});

test('a copy that is being written when it becomes needless is removed after that', async () => {
  const id = randomUUID();
  keeper.note(workOf(id, 'x'.repeat(3e6)));
  const writing = keeper.flush();
  keeper.note(null);
  await writing;
  await keeper.flush();
  expect(await copies.read(id)).toBe(null);
});
