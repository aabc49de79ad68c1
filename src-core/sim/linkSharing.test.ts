import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMinRates, objectionsTo, type Flow } from '../laws/witness/maxMin';
import { swarmOf } from '../laws/swarm';
import { createLinkSharing } from './linkSharing';
import { createSwarm } from './swarm';

/** The links of some peers, every pair of which may have a flow: the flow from a to b is the row of a that speaks of b. */
function linksOf(upload: readonly number[], download: readonly number[]) {
  const groups = upload.slice(1).map((uploadBitrate, k) => ({ count: 1, uploadBitrate, downloadBitrate: download[k + 1] === Infinity ? null : download[k + 1]! }));
  const swarm = createSwarm({ scenario: swarmOf({ groups, serverBitrate: upload[0]! }), architecture: 'peer-to-peer', randomSeed: 1 });
  const rowOf = (from: number, to: number) => swarm.firstRow[from]! + (to < from ? to : to - 1);
  upload.forEach((_, from) => upload.forEach((_none, to) => from !== to && (swarm.table.remote[rowOf(from, to)] = to)));
  return { sharing: createLinkSharing(swarm), rowOf };
}

const peers = 6;
const upload = fc.array(fc.constantFrom(1e5, 3e5, 1e6, 1.7e6, 1e7), { minLength: peers, maxLength: peers });
const download = fc.array(fc.constantFrom(Infinity, Infinity, 2e5, 5e5, 1e6, 3e6), { minLength: peers - 1, maxLength: peers - 1 }).map((rates) => [Infinity, ...rates]);
/** Pairs to switch on or off, in bursts: a whole burst is shared at once. */
const bursts = fc.array(fc.array(fc.tuple(fc.nat({ max: peers - 1 }), fc.nat({ max: peers - 1 })), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 40 });

describe('link sharing', () => {
  it('agrees with textbook progressive filling after every change, to 1e-9, and is never over a link', () => {
    fc.assert(
      fc.property(upload, download, bursts, (up, down, changes) => {
        const { sharing, rowOf } = linksOf(up, down);
        const open = new Map<number, Flow>();
        for (const burst of changes) {
          for (const [from, to] of burst) {
            if (from === to || to === 0) continue;
            const row = rowOf(from, to);
            if (open.delete(row)) sharing.close(row);
            else {
              open.set(row, { from, to });
              sharing.open(row);
            }
          }
          if (sharing.dirty) sharing.share(() => {});
          const flows = [...open.values()];
          const rates = [...open.keys()].map((row) => sharing.bitrate[row]!);
          maxMinRates(flows, up, down).forEach((rate, k) => expect(Math.abs(rates[k]! - rate)).toBeLessThanOrEqual(1e-9 * rate));
          expect(objectionsTo(rates, flows, up, down)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives what a slow receiver cannot take to the others', () => {
    const { sharing, rowOf } = linksOf([9e6, 0, 0, 0], [Infinity, 1e6, 2e6, Infinity]);
    for (const to of [1, 2, 3]) sharing.open(rowOf(0, to));
    sharing.share(() => {});
    expect([1, 2, 3].map((to) => sharing.bitrate[rowOf(0, to)])).toEqual([1e6, 2e6, 6e6]);
  });

  it('tells of every rate before it becomes another, and of no other', () => {
    const { sharing, rowOf } = linksOf([1e6, 1e6, 0, 0], [Infinity, Infinity, Infinity, Infinity]);
    sharing.open(rowOf(0, 2));
    sharing.open(rowOf(1, 3));
    sharing.share(() => {});
    const told: [number, number][] = [];
    sharing.open(rowOf(0, 3));
    sharing.share((row) => told.push([row, sharing.bitrate[row]!]));
    expect(told.sort()).toEqual([[rowOf(0, 2), 1e6], [rowOf(0, 3), 0]].sort());
    expect(sharing.bitrate[rowOf(0, 2)]).toBe(5e5);
  });

  it('stands still once it is shared', () => {
    const { sharing, rowOf } = linksOf([1e6, 0], [Infinity, Infinity]);
    sharing.open(rowOf(0, 1));
    sharing.share(() => {});
    expect(sharing.dirty).toBe(false);
    sharing.close(rowOf(0, 1));
    expect(sharing.bitrate[rowOf(0, 1)]).toBe(0);
  });
});
