import type { PieceSelection, SeedChoking } from '../../scenario/index';
import { bounds } from '../../theory/index';
import { kbit, makespanOf, Mbit, meanOf, lastedSeconds, medianOver, run, swarmOf, type Shorthand } from '../swarm';
import type { Claim, Law } from './law';

/** Median of makespan / peer-to-peer bound. */
export function ratioOf(shorthand: Shorthand, seeds: readonly number[]): number {
  const scenario = swarmOf(shorthand);
  const bound = bounds(scenario).peerToPeer.seconds ?? NaN;
  return medianOver(seeds, (randomSeed) => makespanOf(run(scenario, { randomSeed })) / bound);
}

const choking = (seedChoking: SeedChoking): Pick<Shorthand, 'server'> => ({ server: { seedChoking } });

const piecesLimits = [[50, 1.45], [100, 1.28], [200, 1.18], [400, 1.12], [1000, 1.06]] as const;

export const piecesHelp: Law = {
  id: 'S1',
  title: 'Efficiency, and pieces help',
  setting: 'us = 10u, N = 100, five slots for all; M = 50 … 1000',
  expected: 'makespan / bound at most 1.45, 1.28, 1.18, 1.12, 1.06, and falling with M, with either server',
  quickSeeds: 1,
  fullSeeds: 5,
  measure(seeds) {
    const entries = (['fastest-first', 'round-robin'] as const).flatMap((server) =>
      piecesLimits.map(([pieces]) => [`${server} M=${pieces}`, ratioOf({ peers: 100, pieces, ...choking(server) }, seeds)] as const));
    return Object.fromEntries(entries);
  },
  claims: (measured) => (['fastest-first', 'round-robin'] as const).flatMap((server) =>
    piecesLimits.flatMap(([pieces, atMost], k): Claim[] => {
      const value = `${server} M=${pieces}`;
      const fewer = piecesLimits[k - 1]?.[0];
      return [{ value, atMost }, ...(fewer === undefined ? [] : [{ value, below: measured[`${server} M=${fewer}`] ?? NaN }])];
    })),
};

const sizes = [10, 25, 50, 100, 200, 400];

export const selfScaling: Law = {
  id: 'S2',
  title: 'Self-scaling',
  setting: 'us = 10u, M = 200; N = 10 … 400',
  expected: 'makespan(400) at most 3 times makespan(10); ratio at most 1.06 up to N = 25, at most 1.45 at 400; client-server grows 40-fold',
  quickSeeds: 1,
  fullSeeds: 5,
  measure(seeds) {
    const scenarios = sizes.map((peers) => swarmOf({ peers, pieces: 200 }));
    const makespan = (k: number) => medianOver(seeds, (randomSeed) => makespanOf(run(scenarios[k]!, { randomSeed })));
    const clientServer = (k: number) => makespanOf(run(scenarios[k]!, { architecture: 'client-server' }));
    const makespans = sizes.map((_, k) => makespan(k));
    return {
      ...Object.fromEntries(sizes.map((peers, k) => [`ratio N=${peers}`, makespans[k]! / (bounds(scenarios[k]!).peerToPeer.seconds ?? NaN)])),
      growth: makespans.at(-1)! / makespans[0]!,
      'client-server growth': clientServer(sizes.length - 1) / clientServer(0),
    };
  },
  claims: () => [
    { value: 'ratio N=10', atMost: 1.06 }, { value: 'ratio N=25', atMost: 1.06 }, { value: 'ratio N=400', atMost: 1.45 },
    { value: 'growth', atMost: 3 }, { value: 'client-server growth', atLeast: 39.99, atMost: 40.01 },
  ],
};

const speeds = [1, 2, 5, 10, 20, 50];

export const serverSpeed: Law = {
  id: 'S3',
  title: 'Server speed',
  setting: 'N = 100, M = 200; us = 1 … 50 u',
  expected: 'round robin: no higher us raises the makespan by more than 3 %; fastest first: ratio at most 1.8, 1.3, 1.25 at us = 1, 2, 5 u',
  quickSeeds: 1,
  fullSeeds: 5,
  measure(seeds) {
    const shorthand = (factor: number, server: SeedChoking) => ({ peers: 100, pieces: 200, serverBitrate: factor * Mbit, ...choking(server) });
    const makespan = (factor: number) => medianOver(seeds, (randomSeed) => makespanOf(run(swarmOf(shorthand(factor, 'round-robin')), { randomSeed })));
    return Object.fromEntries([
      ...speeds.map((factor) => [`makespan us=${factor}u`, makespan(factor)] as const),
      ...speeds.slice(0, 3).map((factor) => [`ratio us=${factor}u`, ratioOf(shorthand(factor, 'fastest-first'), seeds)] as const),
    ]);
  },
  claims: (measured) => [
    ...speeds.slice(1).map((factor, k) => ({ value: `makespan us=${factor}u`, atMost: 1.03 * (measured[`makespan us=${speeds[k]}u`] ?? NaN) })),
    { value: 'ratio us=1u', atMost: 1.8 }, { value: 'ratio us=2u', atMost: 1.3 }, { value: 'ratio us=5u', atMost: 1.25 },
  ],
};

const uploads = [300, 700, 2000];

export const textbook: Law = {
  id: 'S4',
  title: 'Textbook',
  setting: 'F = 15 Gbit, us = 30, d = 2 Mbit/s, M = 500, server slots by rate; u = 300, 700, 2000 kbit/s',
  expected: 'ratio at most 1.01 at N = 10, at most 1.4 at N = 100; below client-server there',
  quickSeeds: 1,
  fullSeeds: 3,
  measure(seeds) {
    const entries = [10, 100].flatMap((peers) => uploads.flatMap((upload) => {
      const shorthand: Shorthand = {
        sizeBits: 15e9, serverBitrate: 30 * Mbit, pieces: 500, peers, server: { unchokes: null },
        group: { uploadBitrate: upload * kbit, downloadBitrate: 2 * Mbit },
      };
      const { peerToPeer, clientServer } = bounds(swarmOf(shorthand));
      const ratio = ratioOf(shorthand, seeds);
      return [[`N=${peers} u=${upload}k`, ratio], [`to client-server N=${peers} u=${upload}k`, (ratio * (peerToPeer.seconds ?? NaN)) / (clientServer.seconds ?? NaN)]] as const;
    }));
    return Object.fromEntries(entries);
  },
  claims: () => uploads.flatMap((upload) => [
    { value: `N=10 u=${upload}k`, atMost: 1.01 }, { value: `N=100 u=${upload}k`, atMost: 1.4 }, { value: `to client-server N=100 u=${upload}k`, atMost: 1 },
  ]),
};

export const inOrderWastes: Law = {
  id: 'S6',
  title: 'In-order wastes the swarm',
  setting: 'us = 10u, N = 100, M = 400; rarest first, random, in order',
  expected: 'in order at least 1.4 times rarest first; random within 0.05 of rarest first',
  quickSeeds: 1,
  fullSeeds: 5,
  measure(seeds) {
    const ratio = (pieceSelection: PieceSelection) => ratioOf({ peers: 100, pieces: 400, protocol: { pieceSelection } }, seeds);
    const [rarest, random, inOrder] = [ratio('rarest-first'), ratio('random'), ratio('in-order')];
    return { rarest, random, 'in order': inOrder, 'in order / rarest': inOrder / rarest, 'random - rarest': Math.abs(random - rarest) };
  },
  claims: () => [{ value: 'in order / rarest', atLeast: 1.4 }, { value: 'random - rarest', atMost: 0.05 }],
};

export const freeRidersPay: Law = {
  id: 'S7',
  title: 'Free riders pay',
  setting: '80 standard peers, 20 free riders, M = 200, us = 10u',
  expected: 'mean time of free riders at least 1.5 times that of the others when all leave on completion, at least 1.08 times when all stay',
  quickSeeds: 1,
  fullSeeds: 5,
  measure(seeds) {
    const factor = (kind: 'leave' | 'stay') => {
      const groups = [{ count: 80, onComplete: { kind } }, { count: 20, onComplete: { kind }, strategy: 'free-rider' as const }];
      const scenario = swarmOf({ groups, pieces: 200 });
      return medianOver(seeds, (randomSeed) => {
        const end = run(scenario, { randomSeed });
        return meanOf(lastedSeconds(end, 81, 20)) / meanOf(lastedSeconds(end, 1, 80));
      });
    };
    return { leaving: factor('leave'), staying: factor('stay') };
  },
  claims: () => [{ value: 'leaving', atLeast: 1.5 }, { value: 'staying', atLeast: 1.08 }],
};
