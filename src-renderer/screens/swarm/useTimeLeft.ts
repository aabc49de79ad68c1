import { shallowRef, watch, type Ref } from 'vue';
import { useRuns } from '../../stores/runs';

/** Before that much has been seen of a computation nothing is foretold. */
const SEEN_SECONDS = 1;
const SEEN_FRACTION = 0.01;

/**
 * How much longer a computation takes that goes on as it went, in steps that do not flicker: whole seconds, then fives, then
 * half minutes.
 * @param seconds that it was watched for
 * @param from share that was done when watching began, 0..1
 * @param to share that is done now
 * @returns seconds; null: too little was seen to tell
 */
export function secondsLeft(seconds: number, from: number, to: number): number | null {
  if (seconds < SEEN_SECONDS || to - from < SEEN_FRACTION) return null;
  const left = ((1 - to) * seconds) / (to - from);
  const step = left < 10 ? 1 : left < 60 ? 5 : 30;
  return Math.max(1, Math.ceil(left / step) * step);
}

/** Seconds until both runs are computed, as far as can be told; null: nothing is under way, or it cannot be told yet. */
export function useTimeLeft(): Readonly<Ref<number | null>> {
  const runs = useRuns();
  const left = shallowRef<number | null>(null);
  let sinceMs = 0;
  let from = 0;
  watch(
    [() => runs.isRunning, () => runs.computedFraction],
    ([isRunning, fraction], [wasRunning]) => {
      if (!isRunning || !wasRunning || fraction < from) {
        sinceMs = performance.now();
        from = fraction;
      }
      left.value = isRunning ? secondsLeft((performance.now() - sinceMs) / 1000, from, fraction) : null;
    },
    { immediate: true },
  );
  return left;
}
