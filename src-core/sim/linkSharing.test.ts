import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMinRates, objectionsTo, type Flow } from '../laws/witness/maxMin';
import { swarmOf } from '../laws/swarm';
import { createLinkSharing } from './linkSharing';
import { createSwarm } from './swarm';

/** The links of some peers that have so much upload and download; the first is the server. */
function linksOf(upload: readonly number[], download: readonly number[]) {
  const groups = upload.slice(1).map((uploadBitrate, k) => ({ count: 1, uploadBitrate, downloadBitrate: download[k + 1] === Infinity ? null : download[k + 1]! }));
  return createLinkSharing(createSwarm({ scenario: swarmOf({ groups, serverBitrate: upload[0]! }), architecture: 'peer-to-peer', randomSeed: 1 }));
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
        const sharing = linksOf(up, down);
        const open = new Map<number, Flow>();
        const flowBetween = (from: number, to: number) => [...open].find(([, flow]) => flow.from === from && flow.to === to)?.[0];
        for (const burst of changes) {
          for (const [from, to] of burst) {
            if (from === to || to === 0) continue;
            const flow = flowBetween(from, to);
            if (flow === undefined) open.set(sharing.open(from, to), { from, to });
            else {
              open.delete(flow);
              sharing.close(flow);
            }
          }
          if (sharing.dirty) sharing.share(() => {});
          const flows = [...open.values()];
          const rates = [...open.keys()].map((flow) => sharing.bitrate[flow]!);
          maxMinRates(flows, up, down).forEach((rate, k) => expect(Math.abs(rates[k]! - rate)).toBeLessThanOrEqual(1e-9 * rate));
          expect(objectionsTo(rates, flows, up, down)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives what a slow receiver cannot take to the others', () => {
    const sharing = linksOf([9e6, 0, 0, 0], [Infinity, 1e6, 2e6, Infinity]);
    const flows = [1, 2, 3].map((to) => sharing.open(0, to));
    sharing.share(() => {});
    expect(flows.map((flow) => sharing.bitrate[flow]!)).toEqual([1e6, 2e6, 6e6]);
  });

  it('tells of every rate before it becomes another, and of no other', () => {
    const sharing = linksOf([1e6, 1e6, 0, 0], [Infinity, Infinity, Infinity, Infinity]);
    const first = sharing.open(0, 2);
    sharing.open(1, 3);
    sharing.share(() => {});
    const told: [number, number][] = [];
    const second = sharing.open(0, 3);
    sharing.share((flow) => told.push([flow, sharing.bitrate[flow]!]));
    expect(told.sort()).toEqual([[first, 1e6], [second, 0]].sort());
    expect(sharing.bitrate[first]).toBe(5e5);
  });

  it('stands still once it is shared, and gives the number of a flow that is gone to another', () => {
    const sharing = linksOf([1e6, 0], [Infinity, Infinity]);
    const flow = sharing.open(0, 1);
    sharing.share(() => {});
    expect(sharing.dirty).toBe(false);
    sharing.close(flow);
    expect(sharing.bitrate[flow]).toBe(0);
    expect(sharing.open(0, 1)).toBe(flow);
  });
});
