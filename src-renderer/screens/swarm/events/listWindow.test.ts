import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstAt, scrollPxOf, showing, type ListSize } from './listWindow';

const sizes: fc.Arbitrary<ListSize> = fc
  .record({ count: fc.integer({ min: 1, max: 6_000_000 }), rowPx: fc.constantFrom(24, 27, 38), heightPx: fc.integer({ min: 100, max: 1200 }) })
  .map(({ count, rowPx, heightPx }) => ({ count, rowPx, heightPx, visible: Math.max(1, Math.floor(heightPx / rowPx)) }));

test('any of millions of lines can be brought into sight, and the scroll bar agrees where it is', () => {
  fc.assert(fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (size, part, fromPart) => {
    const place = Math.floor(part * (size.count - 1));
    const before = Math.floor(fromPart * Math.max(0, size.count - size.visible));
    const next = showing(place, before, size);
    const first = next?.first ?? before;
    expect(place >= first && place < first + size.visible).toBe(true);
    if (next) expect(firstAt(next.scrollTop, size)).toBe(next.first);
    expect(scrollPxOf(size)).toBeLessThanOrEqual(8_000_000);
  }));
});

test('scrolled to its end a list shows its last line, at its start the first', () => {
  fc.assert(fc.property(sizes, (size) => {
    expect(firstAt(0, size)).toBe(0);
    expect(firstAt(Infinity, size)).toBe(Math.max(0, size.count - size.visible));
  }));
});
