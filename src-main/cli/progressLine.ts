const TERMINAL_EVERY_MS = 200;
/** A log must not fill with progress. */
const LOG_EVERY_MS = 5_000;

export interface StatusLine {
  /** Asks for the sentence only when it is time to say one. */
  show(sentence: () => string): void;
  /** Takes the line away, so that what is written next stands alone. */
  clear(): void;
}

/** Says how far something is: one line that is written over on a terminal, now and then a line elsewhere. */
export function createStatusLine(stream: NodeJS.WriteStream): StatusLine {
  const everyMs = stream.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS;
  let lastMs = Date.now();
  let isShown = false;
  return {
    show(sentence) {
      if (Date.now() - lastMs < everyMs) return;
      lastMs = Date.now();
      isShown = stream.isTTY;
      stream.write(stream.isTTY ? `\r\u001b[K${sentence()}` : `${sentence()}\n`);
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
