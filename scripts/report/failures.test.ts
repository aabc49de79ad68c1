import { describe, expect, it } from 'vitest';
import { failures } from './failures.mjs';

describe('what failed, at the end of the output', () => {
  it('vitest: test and first words of its failure, without colours; a file that did not load', () => {
    const report = {
      testResults: [
        { name: '/x/src-core/laws/a.test.ts', status: 'failed', message: '', assertionResults: [
          { status: 'passed', fullName: 'adds', failureMessages: [] },
          { status: 'failed', fullName: 'a swarm ends', failureMessages: ['\u001b[31mError\u001b[39m:\n  it did not'] },
        ] },
        { name: '/x/src-core/base/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    };
    expect(failures('vitest', JSON.stringify(report))).toEqual(['laws/a.test.ts › a swarm ends: Error: it did not', 'base/b.test.ts: no such module']);
  });

  it('playwright: tests in suites of suites, and errors outside of them', () => {
    const spec = (ok: boolean) => ({ title: `opens ${ok}`, file: 'app/a.spec.ts', ok, tests: [{ results: [{ errors: ok ? [] : [{ message: 'timed out' }] }] }] });
    const report = { suites: [{ suites: [{ specs: [spec(true), spec(false)] }] }], errors: [{ message: 'no display' }] };
    expect(failures('playwright', JSON.stringify(report))).toEqual(['app/a.spec.ts › opens false: timed out', 'outside of the tests: no display']);
  });
});
