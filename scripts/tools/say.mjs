// Messages of the scripts: to standard error, each with the name of what speaks.

/**
 * @param {string} who shown in brackets before each line
 * @returns {(text: string) => void} prints one message
 */
export const speaker = (who) => (text) => console.error(`[${who}] ${text}`);

/** @param {number} since from `performance.now()` */
export const secondsSince = (since) => ((performance.now() - since) / 1000).toFixed(1);

/**
 * Tells every ten seconds that something is still under way, so that a slow line does not look like a hang.
 * @template T
 * @param {(text: string) => void} say
 * @param {string} doing what takes its time, e.g. `fetching`
 * @param {Promise<T>} work
 * @returns {Promise<T>} that of the work
 */
export async function withTicks(say, doing, work) {
  const since = performance.now();
  const ticks = setInterval(() => say(`… still ${doing}, ${Math.round((performance.now() - since) / 1000)} s`), 10_000);
  try {
    return await work;
  } finally {
    clearInterval(ticks);
  }
}

/** @param {unknown} error what was thrown */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
