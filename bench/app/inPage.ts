import type { Page } from '@playwright/test';

/** What the window's main thread did while it was watched. */
export interface Playback {
  /** Between one frame and the next, ms. */
  readonly gapsMs: readonly number[];
  /** Of each frame on average: all work of the main thread, and the part that is JavaScript (drawing on canvases is). */
  readonly taskMs: number;
  readonly scriptMs: number;
}

export interface Seeks {
  /** From the press on the time bar until its work is done: state found, canvases drawn. */
  readonly workMs: readonly number[];
  /** From the press until the frame that shows it has left the main thread. */
  readonly shownMs: readonly number[];
}

/** Watches what is playing for so long. */
export async function watchFrames(page: Page, seconds: number): Promise<Playback> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const totals = async () => new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const before = await totals();
  const gapsMs = await page.evaluate(
    (lastMs) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        const frame = (nowMs: number) => {
          times.push(nowMs);
          if (nowMs - times[0]! < lastMs) requestAnimationFrame(frame);
          else done(times.slice(1).map((time, at) => time - times[at]!));
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  const after = await totals();
  await session.detach();
  const perFrameMs = (name: string) => (1000 * ((after.get(name) ?? 0) - (before.get(name) ?? 0))) / gapsMs.length;
  return { gapsMs, taskMs: perFrameMs('TaskDuration'), scriptMs: perFrameMs('ScriptDuration') };
}

/** Presses the time bar at random places, the same in every bench, one after the other. */
export function seekAtRandom(page: Page, count: number): Promise<Seeks> {
  return page.evaluate(async (presses) => {
    const bar = document.querySelector('[data-testid="time-slider"]');
    const clock = document.querySelector('[data-testid="clock"]');
    if (!bar || !clock) throw new Error('there is no time bar');
    const box = bar.getBoundingClientRect();
    const at = (share: number) => ({ bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: box.left + share * box.width, clientY: box.top + box.height / 2 });
    const workMs: number[] = [];
    const shownMs: number[] = [];
    // Park and Miller's minimal generator.
    let draw = 20_261_124;
    for (let press = 0; press < presses; press++) {
      draw = (draw * 48_271) % 2_147_483_647;
      const told = clock.textContent;
      const startMs = performance.now();
      bar.dispatchEvent(new PointerEvent('pointerdown', at(draw / 2_147_483_647)));
      // The views follow in microtasks that are queued by now; so this one comes after them.
      await new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)));
      workMs.push(performance.now() - startMs);
      await new Promise<void>((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        requestAnimationFrame(() => port2.postMessage(null));
      });
      shownMs.push(performance.now() - startMs);
      bar.dispatchEvent(new PointerEvent('pointerup', { ...at(draw / 2_147_483_647), buttons: 0 }));
      if (clock.textContent === told) throw new Error('the time bar did not follow the press');
      await new Promise((done) => setTimeout(done, 50));
    }
    return { workMs, shownMs };
  }, count);
}
