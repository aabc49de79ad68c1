import { describe, expect, it } from 'vitest';
import { count, inWords, sum } from './count.mjs';

const vitest = (counts: object) =>
  JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, success: true, testResults: [], ...counts });
const playwright = (stats: object, errors: object[] = []) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the counts of a report', () => {
  it.each([
    ['passed, failed, skipped and written down for later', vitest({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1, success: false }), [7, 2, 2]],
    [
      'a file that did not load is a failure beside those of other files',
      vitest({
        ...{ numPassedTests: 7, numFailedTests: 1, success: false },
        testResults: [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{ status: 'failed' }] }],
      }),
      [7, 2, 0],
    ],
    ['a run that failed after its last test is a failure', vitest({ numPassedTests: 7, success: false }), [7, 1, 0]],
    ['no tests at all is a failure', vitest({}), [0, 1, 0]],
  ])('vitest: %s', (_claim, text, [passed, failed, skipped]) => {
    expect(count('vitest', text)).toEqual({ passed, failed, skipped });
  });

  it.each([
    ['a flaky test failed', playwright({ expected: 3, flaky: 1, skipped: 2 }), [3, 1, 2]],
    ['an error outside of the tests is a failure', playwright({ expected: 3 }, [{ message: 'no such file' }]), [3, 1, 0]],
    ['no tests at all is a failure', playwright({}), [0, 1, 0]],
  ])('playwright: %s', (_claim, text, [passed, failed, skipped]) => {
    expect(count('playwright', text)).toEqual({ passed, failed, skipped });
  });

  it('types and lint are one test each', () => {
    expect(count('exit', '{"success":true}')).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(count('exit', '{"success":false}')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it.each(['', '{', '{}', '[]'])('%j is no report', (text) => {
    expect(() => count('vitest', text)).toThrow();
    expect(() => count('playwright', text)).toThrow();
  });

  it('sums up in one line', () => {
    expect(inWords(sum([{ passed: 1, failed: 0, skipped: 2 }, { passed: 3, failed: 4, skipped: 0 }]))).toBe('4 passed, 4 failed, 2 skipped');
  });
});
