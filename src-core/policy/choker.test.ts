import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChokeDecision, createChoker, serverSlots, type Ranking } from './choker';
import { drawOf, sharesOf, tableOf, type Neighbour } from './policies.testKit';

const textbook = { regular: 4, optimistic: 1 };

/** One round of an owner with those neighbours. */
function decide(neighbours: readonly Neighbour[], { ranking = 'received' as Ranking, slots = textbook, seed = 1 } = {}) {
  const out = createChokeDecision(neighbours.length);
  createChoker(neighbours.length).rechoke(tableOf(neighbours), 0, neighbours.length, ranking, slots, drawOf(seed), out);
  return {
    ranked: [...out.candidate.subarray(0, out.candidateCount)],
    scores: [...out.score.subarray(0, out.candidateCount)],
    unchoked: [...out.candidate.subarray(0, out.unchokeCount)],
    optimistic: [...out.optimistic.subarray(0, out.optimisticCount)],
  };
}

describe('a choke round', () => {
  it('unchokes the four interested neighbours that send fastest, best first', () => {
    const rates = [3, 9, 1, 7, 5, 8];
    const { ranked, scores, unchoked } = decide(rates.map((received) => ({ received })));
    expect(ranked).toEqual([1, 5, 3, 4, 0, 2]);
    expect(scores).toEqual([9, 8, 7, 5, 3, 1]);
    expect(unchoked).toEqual([1, 5, 3, 4]);
  });

  it('passes over neighbours that are not interested, and rows that are free, however fast', () => {
    const { ranked } = decide([{ received: 9, interested: false }, { received: 1 }, { received: 8, connected: false }, { received: 2 }]);
    expect(ranked).toEqual([3, 1]);
  });

  it('ranks by what it sends as a seed, and by who waits longest in round robin', () => {
    const neighbours: Neighbour[] = [{ received: 9, sent: 1, served: 20 }, { received: 1, sent: 9, served: 10 }, { received: 2, sent: 2 }];
    expect(decide(neighbours, { ranking: 'sent' }).ranked).toEqual([1, 2, 0]);
    expect(decide(neighbours, { ranking: 'round-robin' }).ranked).toEqual([2, 1, 0]);
  });

  it('serves those it serves already before others, among equals', () => {
    const neighbours: Neighbour[] = Array.from({ length: 10 }, (_, row) => ({ received: 5, ...(row >= 6 ? { slot: 'regular' as const } : {}) }));
    for (let seed = 0; seed < 50; seed++) expect(decide(neighbours, { seed }).unchoked.sort()).toEqual([6, 7, 8, 9]);
  });

  it('lets a neighbour that was drawn and gives as much as the others stay as likely as they', () => {
    const neighbours: Neighbour[] = Array.from({ length: 10 }, (_, row) => ({ received: 5, ...(row === 5 ? { slot: 'optimistic' as const } : row > 5 ? { slot: 'regular' as const } : {}) }));
    let stays = 0;
    for (let seed = 0; seed < 2000; seed++) if (decide(neighbours, { seed }).unchoked.includes(5)) stays++;
    expect(Math.abs(stays / 2000 - 0.8)).toBeLessThan(0.04);
  });

  it('draws nothing where no equals stand on both sides of the last slot', () => {
    const neighbours: Neighbour[] = [5, 5, 4, 2, 2].map((received) => ({ received }));
    const draw = { below: () => expect.fail('it drew'), fraction: () => expect.fail('it drew') };
    const out = createChokeDecision(5);
    createChoker(5).rechoke(tableOf(neighbours), 0, 5, 'received', { regular: 3, optimistic: 1 }, draw, out);
    expect([...out.candidate.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('draws among equals that have no slot, each as likely as any other', () => {
    const draw = drawOf(7);
    const out = createChokeDecision(5);
    const choker = createChoker(5);
    const table = tableOf(Array.from({ length: 5 }, () => ({ received: 1 })));
    const shares = sharesOf(20_000, 5, () => {
      choker.rechoke(table, 0, 5, 'received', { regular: 1, optimistic: 0 }, draw, out);
      return out.candidate[0]!;
    });
    for (const share of shares) expect(Math.abs(share - 0.2)).toBeLessThan(0.015);
  });

  it('keeps the optimistically unchoked that has not earned a slot, and lets go of one that lost interest', () => {
    const rates: Neighbour[] = [9, 8, 7, 6].map((received) => ({ received }));
    expect(decide([...rates, { received: 1, slot: 'optimistic' }]).optimistic).toEqual([4]);
    expect(decide([...rates, { received: 10, slot: 'optimistic' }])).toMatchObject({ unchoked: [4, 0, 1, 2], optimistic: [] });
    expect(decide([...rates, { received: 1, slot: 'optimistic', interested: false }]).optimistic).toEqual([]);
  });

  it('ranks any table in falling order and unchokes from the front, no more than there are slots', () => {
    const neighbour = fc.record({ interested: fc.boolean(), connected: fc.boolean(), received: fc.integer({ min: 0, max: 3 }), slot: fc.constantFrom('regular' as const, 'optimistic' as const, undefined) });
    fc.assert(
      fc.property(fc.array(neighbour.map(({ slot, ...rest }): Neighbour => (slot ? { ...rest, slot } : rest)), { maxLength: 12 }), fc.nat({ max: 5 }), fc.nat(), (neighbours, regular, seed) => {
        const { ranked, scores, unchoked, optimistic } = decide(neighbours, { slots: { regular, optimistic: 1 }, seed });
        const wanting = neighbours.flatMap(({ interested, connected }, row) => (interested && connected ? [row] : []));
        expect([...ranked].sort((a, b) => a - b)).toEqual(wanting);
        expect(scores).toEqual(ranked.map((row) => neighbours[row]!.received));
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(unchoked).toEqual(ranked.slice(0, regular));
        expect(optimistic).toEqual(ranked.slice(regular).filter((row) => neighbours[row]!.slot === 'optimistic'));
      }),
    );
  });
});

describe('a round that leaves all as it is', () => {
  const neighbour = fc
    .record({ received: fc.integer({ min: 0, max: 4 }), state: fc.constantFrom('regular' as const, 'optimistic' as const, 'waits' as const, 'uninterested' as const, 'gone' as const) })
    .map(({ received, state }): Neighbour => ({
      received,
      interested: state !== 'uninterested',
      connected: state !== 'gone',
      ...(state === 'regular' || state === 'optimistic' ? { slot: state } : {}),
    }));
  const noDraw = { below: () => expect.fail('it drew'), fraction: () => expect.fail('it drew') };

  /** Whether it is said to stay so, of a table in which as many have earned a slot as there are. */
  function stays(neighbours: readonly Neighbour[], slots = neighbours.filter(({ slot }) => slot === 'regular').length): boolean {
    const giving = Int32Array.from(neighbours.flatMap(({ received = 0 }, row) => (received > 0 ? [row] : [])));
    const earned = neighbours.filter(({ slot }) => slot === 'regular').length;
    return createChoker(neighbours.length).staysAsItIs(tableOf(neighbours), giving, 0, giving.length, 'received', { regular: slots, optimistic: 1 }, earned);
  }

  it('is one, without a draw, whenever it is said to be', () => {
    let said = 0;
    fc.assert(
      fc.property(fc.array(neighbour, { minLength: 1, maxLength: 12 }), (neighbours) => {
        if (!stays(neighbours)) return;
        said++;
        const earned = neighbours.flatMap(({ slot }, row) => (slot === 'regular' ? [row] : []));
        const out = createChokeDecision(neighbours.length);
        createChoker(neighbours.length).rechoke(tableOf(neighbours), 0, neighbours.length, 'received', { regular: earned.length, optimistic: 1 }, noDraw, out);
        expect([...out.candidate.subarray(0, out.unchokeCount)].sort((a, b) => a - b)).toEqual(earned);
      }),
      { numRuns: 1000 },
    );
    expect(said).toBeGreaterThan(20);
  });

  it('is said where those that wait give as much, not where one that was drawn does', () => {
    const earned = [3, 3].map((received): Neighbour => ({ received, slot: 'regular' }));
    expect(stays([...earned, { received: 3 }])).toBe(true);
    expect(stays([...earned, { received: 4 }])).toBe(false);
    expect(stays([...earned, { received: 2, slot: 'optimistic' }])).toBe(true);
    expect(stays([...earned, { received: 3, slot: 'optimistic' }])).toBe(false);
  });

  it('is not said while a slot is free, or one is taken by somebody who gives nothing', () => {
    expect(stays([{ received: 3, slot: 'regular' }, { received: 1 }], 2)).toBe(false);
    expect(stays([{ received: 3, slot: 'regular' }, { received: 0, slot: 'regular' }, { received: 0, slot: 'optimistic' }])).toBe(false);
  });
});

describe('round robin', () => {
  it('serves everyone in turn', () => {
    const neighbours = Array.from({ length: 9 }, () => ({}));
    const table = tableOf(neighbours);
    const choker = createChoker(9);
    const out = createChokeDecision(9);
    const draw = drawOf(3);
    const rounds = [0, 10, 20].map((now) => {
      choker.rechoke(table, 0, 9, 'round-robin', { regular: 3, optimistic: 0 }, draw, out);
      const served = [...out.candidate.subarray(0, 3)];
      for (const row of served) table.servedSeconds[row] = now + 10;
      return served;
    });
    expect(rounds.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('the optimistic unchoke', () => {
  function shares(neighbours: readonly Neighbour[], optimistic = 1) {
    const draw = drawOf(11);
    const choker = createChoker(neighbours.length);
    const out = createChokeDecision(neighbours.length);
    return sharesOf(20_000, neighbours.length, () => {
      choker.drawOptimistic(tableOf(neighbours), 0, neighbours.length, { regular: 4, optimistic }, draw, out);
      return out.optimistic[0]!;
    });
  }

  it('is drawn uniformly from the interested neighbours without a regular slot, the present one among them', () => {
    const drawn = shares([{ slot: 'regular' }, {}, { slot: 'optimistic' }, { interested: false }, {}]);
    for (const row of [1, 2, 4]) expect(Math.abs(drawn[row]! - 1 / 3)).toBeLessThan(0.015);
    expect(drawn[0]! + drawn[3]!).toBe(0);
  });

  it('never names one neighbour twice, nor more than there are', () => {
    const out = createChokeDecision(3);
    createChoker(3).drawOptimistic(tableOf([{}, {}, { slot: 'regular' }]), 0, 3, { regular: 1, optimistic: 5 }, drawOf(1), out);
    expect([...out.optimistic.subarray(0, out.optimisticCount)].sort()).toEqual([0, 1]);
  });

  it('is off with no optimistic slot', () => {
    const out = createChokeDecision(2);
    createChoker(2).drawOptimistic(tableOf([{}, {}]), 0, 2, { regular: 1, optimistic: 0 }, drawOf(1), out);
    expect(out.optimisticCount).toBe(0);
  });
});

describe('a slot that falls free', () => {
  it('goes to the best that waits, by draw among equals', () => {
    const choker = createChoker(5);
    const table = tableOf([{ received: 9, slot: 'regular' }, { received: 4 }, { received: 4 }, { received: 1 }, { received: 8, interested: false }]);
    const draw = drawOf(5);
    const shares = sharesOf(10_000, 5, () => choker.bestWaiting(table, 0, 5, 'received', draw));
    expect(shares[1]! + shares[2]!).toBe(1);
    expect(Math.abs(shares[1]! - 0.5)).toBeLessThan(0.02);
  });

  it('goes to nobody when nobody waits', () => {
    const choker = createChoker(2);
    const table = tableOf([{ slot: 'regular' }, { interested: false }]);
    expect(choker.bestWaiting(table, 0, 2, 'sent', drawOf(1))).toBe(-1);
    expect(choker.anyWaiting(table, 0, 2, drawOf(1))).toBe(-1);
  });
});

describe('the slots of a server', () => {
  it('grow with the root of its rate: 46 at 30 Mbit/s, never fewer than a peer has (theory, section 5)', () => {
    expect(serverSlots(30e6, 4, 1)).toBe(46);
    expect(serverSlots(100e3, 4, 1)).toBe(5);
    expect(serverSlots(0, 7, 2)).toBe(9);
  });
});
