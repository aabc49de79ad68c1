import type { PieceSelection } from '../../scenario/index';
import { EventKind } from '../../trace/index';
import { Gbit, kbit, lastedSeconds, Mbit, meanOf, medianOver, record, run, swarmOf, type RecordedRun } from '../swarm';
import type { Law } from './law';

/** Lowest number of copies of a piece among the peers when the server leaves. */
function lowestCopiesAtLeaving({ rows, trace, scenario }: RecordedRun): number {
  const copies = new Int32Array(trace.header.pieceCount);
  for (const { kind, piece, subject } of rows) {
    if (kind === EventKind.pieceCompleted) copies[piece]!++;
    if (kind === EventKind.left && subject === 0) return Math.min(...copies);
  }
  throw new Error(`the server did not leave after ${scenario.server.leaveAfterCopies} copies`);
}

const selections = { rarest: 'rarest-first', random: 'random', 'in order': 'in-order' } as const;

export const rarestSaves: Law = {
  id: 'S5',
  title: 'Rarest first saves the swarm',
  setting: 'us = 10u, N = 50, M = 200; the server leaves after 3 or 5 copies',
  expected: 'at 3 copies at least 9 of 10 runs complete with rarest first, at most 5 with random, none in order; at 5 copies rarest first has more copies of the rarest piece in every run',
  quickSeeds: 3,
  fullSeeds: 10,
  measure(seeds) {
    const scenario = (leaveAfterCopies: number, pieceSelection: PieceSelection) =>
      swarmOf({ peers: 50, pieces: 200, server: { leaveAfterCopies }, protocol: { pieceSelection } });
    const complete = (rule: PieceSelection) => seeds.filter((randomSeed) => run(scenario(3, rule), { randomSeed }).finished).length / seeds.length;
    const lowest = (rule: PieceSelection, randomSeed: number) => lowestCopiesAtLeaving(record(scenario(5, rule), { randomSeed }));
    return {
      ...Object.fromEntries(Object.entries(selections).map(([name, rule]) => [`complete ${name}`, complete(rule)])),
      'least lead of rarest over random': Math.min(...seeds.map((randomSeed) => lowest('rarest-first', randomSeed) - lowest('random', randomSeed))),
    };
  },
  claims: () => [
    { value: 'complete rarest', atLeast: 0.9 }, { value: 'complete random', atMost: 0.5 }, { value: 'complete in order', atMost: 0 },
    { value: 'least lead of rarest over random', atLeast: 1 },
  ],
};

export const likeMeetsLike: Law = {
  id: 'S8',
  title: 'Like meets like',
  setting: 'three groups of 20: 0.2, 0.6, 2 Mbit/s; F = 4 Gbit, M = 1000, us = 5 Mbit/s, leave on completion',
  expected: 'the fast group sends at least 0.55 of its bits to its own; mean times in the order of the rates, each at least 1.5 times the next',
  quickSeeds: 1,
  fullSeeds: 3,
  measure(seeds) {
    const groups = [200, 600, 2000].map((upload) => ({ count: 20, uploadBitrate: upload * kbit, onComplete: { kind: 'leave' as const } }));
    const scenario = swarmOf({ groups, sizeBits: 4 * Gbit, pieces: 1000, serverBitrate: 5 * Mbit });
    const runs = seeds.map((randomSeed) => {
      const { rows, trace, end } = record(scenario, { randomSeed });
      const sent = rows.filter(({ kind, object }) => kind === EventKind.pieceCompleted && trace.header.groupOf[object] === 2);
      const [slow, middle, fast] = [1, 21, 41].map((first) => meanOf(lastedSeconds(end, first, 20)));
      return { own: sent.filter(({ subject }) => trace.header.groupOf[subject] === 2).length / sent.length, slower: slow! / middle!, faster: middle! / fast! };
    });
    const median = (value: keyof (typeof runs)[number]) => medianOver([...runs.keys()], (k) => runs[k]![value]);
    return { 'share to its own, fast group': median('own'), 'slow / middle': median('slower'), 'middle / fast': median('faster') };
  },
  claims: () => [
    { value: 'share to its own, fast group', atLeast: 0.55 }, { value: 'slow / middle', atLeast: 1.5 }, { value: 'middle / fast', atLeast: 1.5 },
  ],
};

interface Steady {
  readonly name: string;
  readonly perSecond: number;
  /** 1/γ; 0: leaves at once. */
  readonly staySeconds: number;
  readonly serverFactor: number;
}

const steadyStates: readonly Steady[] = [
  { name: '1/γ=50', perSecond: 0.2, staySeconds: 50, serverFactor: 1 },
  { name: '1/γ=25', perSecond: 0.2, staySeconds: 25, serverFactor: 1 },
  { name: 'leaving', perSecond: 0.2, staySeconds: 0, serverFactor: 5 },
  { name: '1/γ=50 λ=0.5', perSecond: 0.5, staySeconds: 50, serverFactor: 2 },
];

function meanStay({ perSecond, staySeconds, serverFactor }: Steady, randomSeed: number): number {
  const [warmUp, until] = [1500, 8000];
  const scenario = swarmOf({
    sizeBits: 0.1 * Gbit, pieces: 100, serverBitrate: serverFactor * Mbit, peers: Math.ceil(perSecond * until * 1.5),
    group: {
      arrival: { kind: 'poisson', perSecond, fromSeconds: 0 },
      onComplete: staySeconds > 0 ? { kind: 'stayForRandom', meanSeconds: staySeconds } : { kind: 'leave' },
    },
  });
  const end = run(scenario, { randomSeed, untilSeconds: until });
  const times = [...end.joinedSeconds].flatMap((joined, peer) => (peer > 0 && joined >= warmUp ? [end.completedSeconds[peer]! - joined] : []));
  return meanOf(times.filter((seconds) => !Number.isNaN(seconds)));
}

export const steadyState: Law = {
  id: 'S9',
  title: 'Steady state',
  setting: 'Poisson arrivals, F = 0.1 Gbit, M = 100, 8000 s, the first 1500 dropped',
  expected: 'T0 - 3 s ≤ T ≤ T0 + 15 s with T0 the floor of the balance of bits; T at λ = 0.5/s within 10 % of that at 0.2/s',
  quickSeeds: 1,
  fullSeeds: 3,
  measure: (seeds) => Object.fromEntries(steadyStates.map((one) => [one.name, medianOver(seeds, (randomSeed) => meanStay(one, randomSeed))])),
  claims(measured) {
    const claims = steadyStates.map(({ name, perSecond, staySeconds, serverFactor }) => {
      const floor = 100 * (1 - serverFactor / (perSecond * 100)) - staySeconds;
      return { value: name, atLeast: floor - 3, atMost: floor + 15 };
    });
    const slow = measured['1/γ=50'] ?? NaN;
    return [...claims, { value: '1/γ=50 λ=0.5', atLeast: 0.9 * slow, atMost: 1.1 * slow }];
  },
};

export const missingPiece: Law = {
  id: 'S10',
  title: 'Missing piece',
  setting: 'M = 20, p = 5 Mbit, λ = 0.02/s, 60,000 s, all leave at once; us/p = 0.004, 0.01, 0.04 /s',
  expected: 'more than 300 wait at the end where us/p ≤ λ/2, fewer than 60 where us/p ≥ 2λ',
  quickSeeds: 1,
  fullSeeds: 3,
  measure(seeds) {
    const waiting = (perSecond: number, randomSeed: number) => {
      const scenario = swarmOf({
        sizeBits: 100 * Mbit, pieces: 20, serverBitrate: perSecond * 5 * Mbit, peers: 1800,
        group: { arrival: { kind: 'poisson', perSecond: 0.02, fromSeconds: 0 }, onComplete: { kind: 'leave' } },
      });
      const end = run(scenario, { randomSeed, untilSeconds: 60_000 });
      return [...end.joinedSeconds].filter((joined, peer) => peer > 0 && !Number.isNaN(joined) && Number.isNaN(end.completedSeconds[peer]!)).length;
    };
    return Object.fromEntries([0.004, 0.01, 0.04].map((perSecond) => [`waiting us/p=${perSecond}`, medianOver(seeds, (randomSeed) => waiting(perSecond, randomSeed))]));
  },
  claims: () => [
    { value: 'waiting us/p=0.004', atLeast: 301 }, { value: 'waiting us/p=0.01', atLeast: 301 }, { value: 'waiting us/p=0.04', atMost: 59 },
  ],
};

export const flashCrowd: Law = {
  id: 'S11',
  title: 'Flash crowd doubles',
  setting: 'us = u, N = 256, M = 1000: a piece takes 1 s at full rate',
  expected: 'all 256 peers hold a first piece within 60 s; each doubling from 8 on within 12 s; never before H_256 = 6.1 s',
  quickSeeds: 1,
  fullSeeds: 2,
  measure(seeds) {
    const scenario = swarmOf({ peers: 256, pieces: 1000, serverBitrate: Mbit });
    const first = seeds.map((randomSeed) => {
      const { rows } = record(scenario, { randomSeed, untilSeconds: 120 });
      const began = new Map<number, number>();
      for (const { kind, subject, timeSeconds } of rows) if (kind === EventKind.pieceCompleted && !began.has(subject)) began.set(subject, timeSeconds);
      const times = [...began.values()].sort((a, b) => a - b);
      return (peers: number) => times[peers - 1] ?? NaN;
    });
    const doublings = [16, 32, 64, 128, 256];
    return {
      ...Object.fromEntries([8, ...doublings].map((peers) => [`${peers} hold a piece`, medianOver([...first.keys()], (k) => first[k]!(peers))])),
      'slowest doubling': Math.max(...first.flatMap((at) => doublings.map((peers) => at(peers) - at(peers / 2)))),
      'earliest 256': Math.min(...first.map((at) => at(256))),
    };
  },
  claims: () => [
    { value: '256 hold a piece', atMost: 60 }, { value: 'slowest doubling', atMost: 12 },
    { value: 'earliest 256', atLeast: Array.from({ length: 256 }, (_, k) => 1 / (k + 1)).reduce((sum, term) => sum + term, 0) },
  ],
};
