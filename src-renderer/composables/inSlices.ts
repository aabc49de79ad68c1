/** A slice of work may hold up the window for so long. */
const SLICE_MS = 12;

/**
 * Does long work in slices, between which the window draws and hears its user. The first slice is done before this returns: what is short is done at once.
 * @param work does a part of a few milliseconds at most; true: that was the last one
 * @param told called after each slice
 * @returns gives the work up
 */
export function inSlices(work: () => boolean, told: (isDone: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function slice(): void {
    const untilMs = performance.now() + SLICE_MS;
    let isDone = work();
    while (!isDone && performance.now() < untilMs) isDone = work();
    if (!isDone) timer = setTimeout(slice);
    told(isDone);
  }
  slice();
  return () => clearTimeout(timer);
}
