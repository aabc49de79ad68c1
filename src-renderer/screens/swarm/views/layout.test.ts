import { expect, test } from 'vitest';
import { fitting, isUsual, moved, readLayout, toggled, usualLayout } from './layout';
import { paneIds, panes } from './panes';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('what is kept comes back without the views that there are no more, each once', () => {
  expect(readLayout({ open: ['chart', 'oscilloscope', 'matrix', 'chart', '__proto__'], shares: { chart: 2 } })).toEqual({ open: ['chart', 'matrix'], shares: { chart: 2 } });
  expect(isUsual(readLayout(null))).toBe(true);
});

test('hiding a view and showing it again makes it the one that counts most', () => {
  const hidden = toggled(usualLayout, 'matrix');
  expect(hidden.open).not.toContain('matrix');
  expect(toggled(hidden, 'matrix').open.at(-1)).toBe('matrix');
  expect(isUsual(hidden)).toBe(false);
});

test('in a wide window all views stand in the order of the registry', () => {
  const all = paneIds.filter((id) => panes[id].place === 'lower');
  expect(fitting([...all].reverse(), 'lower', 10_000, 13, ['inspector'])).toEqual(all);
});

test('where there is no room the inspector of nobody gives way first, then what was opened first; one stays', () => {
  const { open } = usualLayout;
  expect(fitting(open, 'lower', 952, 13, [])).toEqual(['chart', 'inspector']);
  expect(fitting(open, 'lower', 952, 13, ['inspector'])).toEqual(['chart', 'matrix']);
  expect(fitting(open, 'lower', 500, 13, ['inspector'])).toEqual(['chart']);
  expect(fitting(open, 'lower', 500, 13, [])).toEqual(['inspector']);
  expect(fitting(open, 'lower', 1, 13, [])).toEqual(['inspector']);
});

test('a line moves room between its two neighbours and no further than the least of either', () => {
  const shares = [5, 4, 3];
  const least = [200, 200, 200];
  const wider = moved(shares, 0, 100, 1200, least);
  expect(wider).toEqual([6, 3, 3]);
  expect(sum(wider)).toBeCloseTo(sum(shares));
  expect(moved(shares, 0, 5000, 1200, least)).toEqual([7, 2, 3]);
  expect(moved(shares, 1, -5000, 1200, least)).toEqual([5, 2, 5]);
});

test('where neither neighbour has its least the line stays in the middle of both', () => {
  expect(moved([1, 1], 0, 30, 100, [200, 200])).toEqual([1, 1]);
});
