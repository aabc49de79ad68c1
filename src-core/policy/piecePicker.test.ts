import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPiecePicker, type PickerRules } from './piecePicker';
import { bitfieldsOf, drawOf, sharesOf } from './policies.testKit';

const rarestFirst: PickerRules = { pieceSelection: 'rarest-first', randomFirstPieces: 0 };

/** The picker of one downloader whose neighbours hold those pieces. */
function pickerOf(pieces: number, holdings: readonly (readonly number[])[], rules: Partial<PickerRules> = {}, seed = 1) {
  const picker = createPiecePicker({ ...rarestFirst, ...rules }, 1, pieces, holdings.length);
  const { bits, at } = bitfieldsOf(pieces, holdings);
  const draw = drawOf(seed);
  holdings.forEach((_, peer) => picker.neighbourJoined(0, bits, at(peer)));
  return { picker, bits, at, pickFrom: (peer: number) => picker.pick(0, bits, at(peer), draw) };
}

const all = (pieces: number) => Array.from({ length: pieces }, (_, piece) => piece);

describe('rarest first', () => {
  it('takes the piece that fewest neighbours hold', () => {
    const { pickFrom, picker } = pickerOf(40, [all(40), all(40).filter((piece) => piece !== 37), all(40).filter((piece) => piece !== 37 && piece !== 2)]);
    expect([picker.copies(0, 37), picker.copies(0, 2), picker.copies(0, 0)]).toEqual([1, 2, 3]);
    expect(pickFrom(0)).toBe(37);
    expect(pickFrom(1)).toBe(2);
  });

  it('takes only what that neighbour holds', () => {
    const { pickFrom } = pickerOf(6, [[1, 2], [2, 5], [1, 2]]);
    expect(pickFrom(0)).toBe(1);
    expect(pickFrom(1)).toBe(5);
  });

  it('draws among equally rare pieces, each as likely as any other', () => {
    const { pickFrom } = pickerOf(5, [all(5), [0]]);
    const shares = sharesOf(20_000, 5, () => pickFrom(0));
    expect(shares[0]).toBe(0);
    for (const share of shares.slice(1)) expect(Math.abs(share - 0.25)).toBeLessThan(0.015);
  });

  it('counts neighbours that come, go and get pieces', () => {
    const { picker, bits, at, pickFrom } = pickerOf(3, [all(3), [0, 1], [0]]);
    expect(pickFrom(0)).toBe(2);
    picker.neighbourGot(0, 2);
    picker.neighbourGot(0, 2);
    expect(pickFrom(0)).toBe(1);
    picker.neighbourLeft(0, bits, at(2));
    picker.neighbourLeft(0, bits, at(1));
    expect(all(3).map((piece) => picker.copies(0, piece))).toEqual([1, 1, 3]);
  });
});

describe('pieces under way', () => {
  it('are asked of nobody else', () => {
    const { picker, pickFrom } = pickerOf(2, [all(2), all(2)]);
    picker.requested(0, 0);
    expect(pickFrom(1)).toBe(1);
    picker.requested(0, 1);
    expect(pickFrom(1)).toBe(-1);
  });

  it('that were begun and are nobody’s now come before any other, however common (strict priority)', () => {
    const { picker, pickFrom } = pickerOf(10, [all(10), [7], [7]]);
    picker.requested(0, 7);
    picker.released(0, 7);
    expect(picker.resumes(0, 7)).toBe(true);
    expect(pickFrom(0)).toBe(7);
    picker.requested(0, 7);
    expect(picker.resumes(0, 7)).toBe(false);
    expect(pickFrom(0)).not.toBe(7);
  });

  it('that were begun wait for a neighbour that holds them', () => {
    const { picker, pickFrom } = pickerOf(4, [[0, 1], [3]]);
    picker.requested(0, 3);
    picker.released(0, 3);
    expect([0, 1]).toContain(pickFrom(0));
    expect(pickFrom(1)).toBe(3);
  });

  it('that are complete are never asked for again', () => {
    const { picker, pickFrom } = pickerOf(2, [all(2)]);
    for (const piece of [0, 1]) {
      expect(picker.copies(0, piece)).toBe(1);
      picker.requested(0, piece);
      picker.completed(0, piece);
    }
    expect(pickFrom(0)).toBe(-1);
  });
});

describe('other orders', () => {
  it('in order takes the first piece that it lacks', () => {
    const { picker, pickFrom } = pickerOf(70, [all(70).slice(33), all(70)], { pieceSelection: 'in-order' });
    expect(pickFrom(0)).toBe(33);
    picker.requested(0, 0);
    expect(pickFrom(1)).toBe(1);
  });

  it('random takes each piece as likely as any other, rare or not', () => {
    const { pickFrom } = pickerOf(4, [all(4), [0], [0, 1]], { pieceSelection: 'random' });
    for (const share of sharesOf(20_000, 4, () => pickFrom(0))) expect(Math.abs(share - 0.25)).toBeLessThan(0.015);
  });

  it('the first pieces are drawn at random when the rules say so, then the rarest', () => {
    const { picker, pickFrom } = pickerOf(4, [all(4), [0, 1, 2]], { randomFirstPieces: 1 });
    const shares = sharesOf(8_000, 4, () => pickFrom(0));
    for (const share of shares) expect(Math.abs(share - 0.25)).toBeLessThan(0.025);
    picker.requested(0, 0);
    picker.completed(0, 0);
    expect(pickFrom(0)).toBe(3);
  });
});

describe('any picker', () => {
  it('keeps owners apart, and picks what an owner lacks, nobody sends it and the neighbour holds', () => {
    const act = fc.record({ owner: fc.nat({ max: 2 }), from: fc.nat({ max: 3 }), what: fc.constantFrom('request', 'release', 'complete') });
    const holdings = fc.array(fc.uniqueArray(fc.nat({ max: 39 })), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(holdings, fc.array(act, { maxLength: 80 }), fc.constantFrom('rarest-first' as const, 'random' as const, 'in-order' as const), (held, acts, pieceSelection) => {
        const picker = createPiecePicker({ pieceSelection, randomFirstPieces: 0 }, 3, 40, 4);
        const { bits, at } = bitfieldsOf(40, held);
        for (const owner of [0, 1, 2]) held.forEach((_, peer) => picker.neighbourJoined(owner, bits, at(peer)));
        const done = [new Set<number>(), new Set<number>(), new Set<number>()];
        const sent: number[][] = [[], [], []];
        for (const { owner, from, what } of acts) {
          if (what === 'request') {
            const piece = picker.pick(owner, bits, at(from), drawOf(acts.length));
            const free = held[from]!.filter((one) => !done[owner]!.has(one) && !sent[owner]!.includes(one));
            if (free.length === 0) expect(piece).toBe(-1);
            else expect(free).toContain(piece);
            if (piece < 0) continue;
            picker.requested(owner, piece);
            sent[owner]!.push(piece);
          } else {
            const piece = sent[owner]!.shift();
            if (piece === undefined) continue;
            if (what === 'release') picker.released(owner, piece);
            else {
              picker.completed(owner, piece);
              done[owner]!.add(piece);
            }
          }
        }
      }),
    );
  });
});
