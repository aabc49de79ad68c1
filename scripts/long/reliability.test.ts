import { expect, test } from 'vitest';
import { linesOf, withPart } from './reliability';

const parts = ['first', 'second', 'third'];
const on = (date: string) => ({ date, commit: 'abc' });
const row = (found: string, holds = true) => ({ what: 'kills', goal: '2 of 2', found, holds });

test('a part takes the place of its earlier figures; those of others stay, in their order', () => {
  const second = withPart('', parts, 'second', linesOf('second', [row('2 of 2')], on('2026-11-01')));
  const both = withPart(second, parts, 'first', linesOf('first', [row('1 of 2', false), row('0')], on('2026-11-02')));
  const again = withPart(both, parts, 'second', linesOf('second', [row('2 of 2')], on('2026-11-03')));
  expect(again.split('\n').filter((line) => /^\| (first|second)/.test(line))).toEqual([
    '| first | kills | 2 of 2 | 1 of 2 | **BROKEN** | 2026-11-02 | abc |',
    '| first | kills | 2 of 2 | 0 | holds | 2026-11-02 | abc |',
    '| second | kills | 2 of 2 | 2 of 2 | holds | 2026-11-03 | abc |',
  ]);
});

test('a part that is no longer there leaves the document', () => {
  const old = withPart('', ['gone'], 'gone', linesOf('gone', [row('1')], on('2026-11-01')));
  expect(withPart(old, parts, 'first', [])).not.toContain('gone');
});
