import type { Page } from '@playwright/test';

// What runs in the window has no functions with names of their own: tsx would wrap them in a helper that the window does not have.

/** What the window's main thread did while it was watched. */
export interface Playback {
  /** Between one frame and the next, ms. */
  readonly gapsMs: readonly number[];
  readonly work: Work;
}

/** Processor time of the window's main thread for each frame or seek on average, ms: other programs do not count. */
export interface Work {
  readonly allMs: number;
  /** Of it JavaScript: finding the state, drawing on canvases. */
  readonly scriptMs: number;
}

export interface Seeks {
  /** From the press on the time bar until its work is done: state found, canvases drawn. */
  readonly workMs: readonly number[];
  /** From the press until the frame that shows it has left the main thread. */
  readonly shownMs: readonly number[];
  readonly work: Work;
}

/** Does something and tells what it cost the main thread. */
async function costOf<Done>(page: Page, act: () => Promise<Done>): Promise<{ readonly done: Done; readonly allMs: number; readonly scriptMs: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const totals = async () => new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const before = await totals();
  const done = await act();
  const after = await totals();
  await session.detach();
  const spentMs = (name: string) => 1000 * ((after.get(name) ?? 0) - (before.get(name) ?? 0));
  return { done, allMs: spentMs('TaskDuration'), scriptMs: spentMs('ScriptDuration') };
}

/** Watches what is playing for so long. */
export async function watchFrames(page: Page, seconds: number): Promise<Playback> {
  const { done: gapsMs, allMs, scriptMs } = await costOf(page, () => page.evaluate(async (lastMs) => {
    const times: number[] = [];
    do times.push(await new Promise<number>((done) => requestAnimationFrame(done)));
    while (times.at(-1)! - times[0]! < lastMs);
    return times.slice(1).map((time, at) => time - times[at]!);
  }, seconds * 1000));
  return { gapsMs, work: { allMs: allMs / gapsMs.length, scriptMs: scriptMs / gapsMs.length } };
}

/** Presses the time bar at random places, the same in every bench, one after the other. */
export async function seekAtRandom(page: Page, count: number): Promise<Seeks> {
  const { done, allMs, scriptMs } = await costOf(page, () => page.evaluate(async (presses) => {
    const bar = document.querySelector('[data-testid="time-slider"]');
    const clock = document.querySelector('[data-testid="clock"]');
    if (!bar || !clock) throw new Error('there is no time bar');
    const box = bar.getBoundingClientRect();
    const workMs: number[] = [];
    const shownMs: number[] = [];
    // Park and Miller's minimal generator.
    let draw = 20_261_124;
    for (let press = 0; press < presses; press++) {
      draw = (draw * 48_271) % 2_147_483_647;
      const at = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, clientX: box.left + (draw / 2_147_483_647) * box.width, clientY: box.top + box.height / 2 };
      const told = clock.textContent;
      const startMs = performance.now();
      bar.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 0, buttons: 1 }));
      // The views follow in microtasks that are queued by now; so this one comes after them.
      await new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)));
      workMs.push(performance.now() - startMs);
      await new Promise<void>((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        requestAnimationFrame(() => port2.postMessage(null));
      });
      shownMs.push(performance.now() - startMs);
      bar.dispatchEvent(new PointerEvent('pointerup', at));
      if (clock.textContent === told) throw new Error('the time bar did not follow the press');
      await new Promise((done) => setTimeout(done, 50));
    }
    return { workMs, shownMs };
  }, count));
  return { ...done, work: { allMs: allMs / count, scriptMs: scriptMs / count } };
}
