import type { Words } from './words';

const TERMINAL_EVERY_MS = 200;
/** A log must not fill with progress. */
const LOG_EVERY_MS = 5_000;

export interface ProgressLine {
  show(completed: number, total: number, timeSeconds: number): void;
  /** Takes the line away, so that what is written next stands alone. */
  clear(): void;
}

/** Says how far a run is: one line that is written over on a terminal, now and then a line elsewhere. */
export function createProgressLine(stream: NodeJS.WriteStream, words: Words): ProgressLine {
  const everyMs = stream.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS;
  let lastMs = Date.now();
  let isShown = false;
  return {
    show(completed, total, timeSeconds) {
      if (Date.now() - lastMs < everyMs) return;
      lastMs = Date.now();
      const percent = total === 0 ? 100 : Math.floor((100 * completed) / total);
      const sentence = words('cli.run.progress', { percent, seconds: Math.round(timeSeconds) });
      isShown = stream.isTTY;
      stream.write(stream.isTTY ? `\r\u001b[K${sentence}` : `${sentence}\n`);
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
