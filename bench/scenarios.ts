import { defaultScenario, newPeerGroup, type PeerGroup, type Scenario } from '@core/scenario/index';

const PIECE_BITS = 2_097_152;
const KILO = 1e3;
const MEGA = 1e6;

interface Size {
  readonly peers: number;
  readonly pieces: number;
}

/** Everybody at once, everybody stays, 40 neighbours as in the reference kernel. */
export function crowd({ peers, pieces }: Size): Scenario {
  const plain = defaultScenario();
  return {
    ...plain,
    seed: 1,
    content: { sizeBits: pieces * PIECE_BITS, pieceBits: PIECE_BITS },
    server: { ...plain.server, uploadBitrate: 20 * MEGA },
    peerGroups: [{ ...newPeerGroup(), count: peers, uploadBitrate: 2 * MEGA, downloadBitrate: 8 * MEGA, onComplete: { kind: 'stay' } }],
    protocol: { ...plain.protocol, maxNeighbours: 40 },
  };
}

/** The homework of the textbook at its largest: 15 Gbit to 1,000 peers of 300 kbit/s. Thousands of choke rounds each. */
export function textbook({ peers, pieces }: Size): Scenario {
  const plain = defaultScenario();
  return {
    ...plain,
    seed: 1,
    content: { sizeBits: pieces * 15 * MEGA, pieceBits: 15 * MEGA },
    server: { ...plain.server, uploadBitrate: 30 * MEGA },
    peerGroups: [{ ...newPeerGroup(), count: peers, uploadBitrate: 300 * KILO, downloadBitrate: 2 * MEGA, onComplete: { kind: 'stay' } }],
  };
}

/** Upload and download of the five kinds of access in the case of churn. */
const ACCESS = [[256 * KILO, MEGA], [MEGA, 4 * MEGA], [5 * MEGA, 20 * MEGA], [20 * MEGA, 50 * MEGA], [50 * MEGA, 50 * MEGA]] as const;

/** Mixed rates, Poisson arrivals, interruptions, one in ten a free rider; all leave when they are complete. */
export function churn({ peers, pieces }: Size): Scenario {
  const plain = crowd({ peers, pieces });
  const each = peers / ACCESS.length;
  const group = (name: string, [up, down]: (typeof ACCESS)[number], share: number, strategy: PeerGroup['strategy']): PeerGroup => ({
    ...newPeerGroup(),
    name,
    count: Math.round(each * share),
    uploadBitrate: up,
    downloadBitrate: down,
    strategy,
    arrival: { kind: 'poisson', perSecond: share * each * 0.002, fromSeconds: 0 },
    interruption: { kind: 'random', meanUpSeconds: 900, meanAwaySeconds: 60 },
    onComplete: { kind: 'leave' },
  });
  return {
    ...plain,
    peerGroups: ACCESS.flatMap((access, k) => [group(`group ${k + 1}`, access, 0.9, 'standard'), group(`free riders ${k + 1}`, access, 0.1, 'free-rider')]),
  };
}

/** The cases of the goals, by the letter that they have there. */
export const CASES = {
  A: () => crowd({ peers: 1000, pieces: 1000 }),
  B: () => crowd({ peers: 10_000, pieces: 1000 }),
  C: () => textbook({ peers: 1000, pieces: 1000 }),
  D: () => churn({ peers: 1000, pieces: 1000 }),
} as const;

/** Sizes of the growth plot: peers at 1,000 pieces, and pieces at 1,000 peers. */
export const GROWTH_PEERS = [100, 300, 1000, 3000, 10_000] as const;
export const GROWTH_PIECES = [250, 1000, 4000] as const;

/** Runs by which the memory estimate is judged. */
export const MEMORY_SIZES = [
  ['crowd:10x10', 'counted'],
  ['crowd:100x100', 'counted'],
  ['crowd:100x10000', 'counted'],
  ['crowd:1000x100', 'counted'],
  ['crowd:1000x4000', 'counted'],
  ['crowd:3000x1000', 'counted'],
  ['crowd:10000x100', 'counted'],
  ['crowd:10000x1000', 'counted'],
  ['crowd:30000x100', 'counted'],
  ['crowd:300x300', 'kept'],
  ['A', 'kept'],
  ['D', 'kept'],
] as const;

const SIZED = { crowd, textbook, churn } as const;

/** The scenario of a name such as `A` or `crowd:300x1000` (peers x pieces). */
export function scenarioNamed(name: string): Scenario {
  const [, kind, peers, pieces] = /^(\w+):(\d+)x(\d+)$/.exec(name) ?? [];
  for (const [known, create] of Object.entries(SIZED)) if (known === kind) return create({ peers: Number(peers), pieces: Number(pieces) });
  for (const [letter, create] of Object.entries(CASES)) if (letter === name) return create();
  throw new RangeError(`no case ${name}`);
}
