import { readonly, ref } from 'vue';

/** A longer pause than this between two frames (a hidden window, a debugger) is not made up for. */
const LONGEST_FRAME_SECONDS = 0.25;

/** Calls `onFrame` with the seconds since the last frame, from `start` until `stop`. The lab has one such loop. */
export function createFrameLoop(onFrame: (elapsedSeconds: number) => void) {
  const isRunning = ref(false);
  let request = 0;
  let last = 0;

  const frame = (nowMs: number): void => {
    request = requestAnimationFrame(frame);
    onFrame(Math.min(LONGEST_FRAME_SECONDS, Math.max(0, (nowMs - last) / 1000)));
    last = nowMs;
  };

  return {
    isRunning: readonly(isRunning),
    start(): void {
      if (isRunning.value) return;
      isRunning.value = true;
      last = performance.now();
      request = requestAnimationFrame(frame);
    },
    stop(): void {
      cancelAnimationFrame(request);
      isRunning.value = false;
    },
  };
}
