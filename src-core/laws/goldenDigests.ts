import type { Scenario } from '../scenario/index';
import { Gbit, kbit, Mbit, record, swarmOf, type Choice } from './swarm';

/** A small run whose digest is kept in `goldenDigests.json`. */
export interface GoldenRun {
  readonly name: string;
  readonly architecture: NonNullable<Choice['architecture']>;
  readonly scenario: Scenario;
}

/** The file: the engine that made the digests, and the digest of each run by name. */
export interface GoldenFile {
  readonly engineVersion: string;
  readonly digests: Readonly<Record<string, string>>;
}

const p2p = (name: string, scenario: Scenario, seed: number): GoldenRun => ({ name, architecture: 'peer-to-peer', scenario: { ...scenario, seed } });
const small = { peers: 24, pieces: 60, sizeBits: 60 * Mbit, serverBitrate: 4 * Mbit };

/** Runs that take every way through the simulator. Names and scenarios stay: a new way gets a run of its own. */
export const goldenRuns: readonly GoldenRun[] = [
  p2p('textbook', swarmOf({ ...small, sizeBits: 0.3 * Gbit, server: { unchokes: null }, group: { uploadBitrate: 300 * kbit, downloadBitrate: 2 * Mbit } }), 1),
  {
    name: 'client-server with slow and late downloads',
    architecture: 'client-server',
    scenario: swarmOf({
      ...small,
      groups: [
        { count: 4, downloadBitrate: 200 * kbit }, { count: 6, downloadBitrate: null },
        { count: 5, downloadBitrate: Mbit, arrival: { kind: 'evenly', fromSeconds: 5, untilSeconds: 60 } },
      ],
    }),
  },
  p2p('round-robin server, random pieces', swarmOf({ ...small, server: { seedChoking: 'round-robin' }, protocol: { pieceSelection: 'random', randomFirstPieces: 4 } }), 2),
  p2p('in order, no end game', swarmOf({ ...small, protocol: { pieceSelection: 'in-order', endGame: false } }), 3),
  p2p('latency', swarmOf({ ...small, protocol: { latencySeconds: 0.05 } }), 4),
  p2p('free riders and peers that leave', swarmOf({
    ...small, groups: [{ count: 16, onComplete: { kind: 'leave' } }, { count: 6, strategy: 'free-rider', onComplete: { kind: 'stayFor', seconds: 20 } }],
  }), 5),
  p2p('poisson arrivals that stay at random', swarmOf({
    ...small, group: { arrival: { kind: 'poisson', perSecond: 0.5, fromSeconds: 3 }, onComplete: { kind: 'stayForRandom', meanSeconds: 15 } },
  }), 6),
  p2p('interrupted once and at random', swarmOf({
    ...small,
    groups: [
      { count: 10, interruption: { kind: 'once', afterFraction: 0.4, awaySeconds: 12 } },
      { count: 10, interruption: { kind: 'random', meanUpSeconds: 25, meanAwaySeconds: 8 } },
    ],
  }), 7),
  p2p('a tracker that fails', swarmOf({
    ...small, group: { arrival: { kind: 'evenly', fromSeconds: 0, untilSeconds: 60 } },
    protocol: { trackerFailsAtSeconds: 30, trackerResponsePeers: 4, maxNeighbours: 6, minNeighbours: 3, announceIntervalSeconds: 20 },
  }), 8),
  p2p('a server that leaves too early', swarmOf({ ...small, server: { leaveAfterCopies: 0.8 } }), 9),
  p2p('unreachable peers, few slots, several optimistic ones', swarmOf({
    ...small, groups: [{ count: 12, acceptsConnections: false }, { count: 12, uploadBitrate: 2 * Mbit }],
    server: { unchokes: 2 }, protocol: { regularUnchokes: 2, optimisticUnchokes: 2, optimisticSeconds: 12, rechokeSeconds: 4, rateWindowSeconds: 60 },
  }), 10),
  p2p('mixed rates and a short last piece', {
    ...swarmOf({ ...small, groups: [256 * kbit, Mbit, 10 * Mbit].map((uploadBitrate) => ({ count: 8, uploadBitrate, downloadBitrate: 4 * uploadBitrate })) }),
    content: { sizeBits: 59 * Mbit + 7, pieceBits: Mbit },
  }, 11),
  p2p('timed changes of every kind', {
    ...swarmOf(small),
    changes: [
      { kind: 'server-rate', atSeconds: 4, uploadBitrate: 6 * Mbit }, { kind: 'leave', atSeconds: 8, peer: 3 },
      { kind: 'strategy', atSeconds: 9, peer: 4, strategy: 'free-rider' }, { kind: 'peer-upload', atSeconds: 10, peer: 5, uploadBitrate: 3 * Mbit },
      { kind: 'peer-download', atSeconds: 11, peer: 6, downloadBitrate: 500 * kbit }, { kind: 'piece-selection', atSeconds: 15, pieceSelection: 'random' },
      { kind: 'regular-unchokes', atSeconds: 20, regularUnchokes: 2 }, { kind: 'optimistic-unchokes', atSeconds: 22, optimisticUnchokes: 2 },
      { kind: 'return', atSeconds: 25, peer: 3 }, { kind: 'strategy', atSeconds: 30, peer: 4, strategy: 'standard' }, { kind: 'server-leaves', atSeconds: 40 },
    ],
  }, 12),
];

/** The digest of each golden run, by name, as the simulator of this tree makes it. */
export function digestsOfGoldenRuns(): Record<string, string> {
  return Object.fromEntries(goldenRuns.map(({ name, architecture, scenario }) => [name, record(scenario, { architecture, randomSeed: scenario.seed }).trace.digest]));
}
