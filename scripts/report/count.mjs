// Counts of passed, failed and skipped tests, out of what the runners write.

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @typedef {{ testResults: VitestFile[], numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, success: boolean }} VitestReport
 * @typedef {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number }, errors: unknown[] }} PlaywrightReport
 */

/**
 * A run that ended badly counts at least one failure, and a runner that found no tests at all proved nothing.
 * @param {Counts} counts
 * @param {boolean} isGood
 * @returns {Counts}
 */
const honest = (counts, isGood) => (counts.failed || (isGood && counts.passed + counts.skipped) ? counts : { ...counts, failed: 1 });

/**
 * A file that did not load, or whose set-up failed, is one failure: it has no failed test to show.
 * @param {VitestReport} report
 */
const ofVitest = ({ testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests, success }) => {
  const isBroken = (/** @type {VitestFile} */ file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed');
  const failed = numFailedTests + testResults.filter(isBroken).length;
  return honest({ passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }, success);
};

/** A flaky test is one that failed. @param {PlaywrightReport} report */
const ofPlaywright = ({ stats, errors }) =>
  honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, errors.length === 0);

/** @param {{ success: boolean }} report */
const ofExit = ({ success }) => ({ passed: success ? 1 : 0, failed: success ? 0 : 1, skipped: 0 });

/**
 * @param {import('./steps.mjs').ReportKind} kind
 * @param {string} text of the report
 * @returns {Counts}
 * @throws if it is not a report of that kind
 */
export function count(kind, text) {
  const report = JSON.parse(text);
  const counts = { exit: ofExit, vitest: ofVitest, playwright: ofPlaywright }[kind](report);
  if (!Object.values(counts).every(Number.isSafeInteger)) throw new Error(`not a report of ${kind}`);
  return counts;
}

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });

/** @param {Counts} counts */
export const inWords = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
