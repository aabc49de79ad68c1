import fc from 'fast-check';
import { peerCount, type PeerGroup, type Protocol, type Scenario, type Server, type TimedChange } from '../scenario/index';
import { kbit, swarmOf } from './swarm';

/** Seed of the random swarms that the exact laws are checked on: the same ones each time, so that what broke once breaks again. */
export const SWARMS_SEED = 20_261_124;

const bitrate = fc.constantFrom(0, 200 * kbit, 500 * kbit, 1000 * kbit, 1300 * kbit, 4000 * kbit);
const someBitrate = fc.constantFrom(200 * kbit, 500 * kbit, 1000 * kbit, 1300 * kbit, 4000 * kbit);

const arrival: fc.Arbitrary<PeerGroup['arrival']> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('together' as const), atSeconds: fc.constantFrom(0, 0, 7) }) },
  fc.record({ kind: fc.constant('evenly' as const), fromSeconds: fc.constantFrom(0, 5), untilSeconds: fc.constantFrom(5, 60) }),
  fc.record({ kind: fc.constant('poisson' as const), perSecond: fc.constantFrom(0.05, 1), fromSeconds: fc.constantFrom(0, 20) }),
);
const onComplete: fc.Arbitrary<PeerGroup['onComplete']> = fc.oneof(
  fc.record({ kind: fc.constant('stay' as const) }),
  fc.record({ kind: fc.constant('leave' as const) }),
  fc.record({ kind: fc.constant('stayFor' as const), seconds: fc.constantFrom(0, 15) }),
  fc.record({ kind: fc.constant('stayForRandom' as const), meanSeconds: fc.constant(10) }),
);
const interruption: fc.Arbitrary<PeerGroup['interruption']> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('none' as const) }) },
  fc.record({ kind: fc.constant('once' as const), afterFraction: fc.constantFrom(0.1, 0.5), awaySeconds: fc.constantFrom(0, 25) }),
  fc.record({ kind: fc.constant('random' as const), meanUpSeconds: fc.constantFrom(10, 60), meanAwaySeconds: fc.constantFrom(5, 30) }),
);

const downloads = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(300 * kbit, 1000 * kbit, 2500 * kbit));

/** A group of peers of any kind; `steady` ones are all there from 0 and stay until they are complete. */
function groupOf(steady: boolean): fc.Arbitrary<Partial<PeerGroup>> {
  return fc.record({
    count: fc.integer({ min: 0, max: 4 }),
    uploadBitrate: bitrate,
    downloadBitrate: downloads,
    arrival: steady ? fc.constant({ kind: 'together' as const, atSeconds: 0 }) : arrival,
    onComplete: steady ? fc.constantFrom({ kind: 'stay' as const }, { kind: 'leave' as const }) : onComplete,
    interruption: steady ? fc.constant({ kind: 'none' as const }) : interruption,
    acceptsConnections: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    strategy: fc.oneof({ weight: 4, arbitrary: fc.constant('standard' as const) }, fc.constant('free-rider' as const)),
  });
}

const protocol: fc.Arbitrary<Partial<Protocol>> = fc.record({
  trackerResponsePeers: fc.constantFrom(1, 3, 50),
  announceIntervalSeconds: fc.constantFrom(30, 1800),
  trackerFailsAtSeconds: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.constant(20)),
  maxNeighbours: fc.constantFrom(2, 3, 80),
  minNeighbours: fc.constantFrom(0, 2),
  regularUnchokes: fc.constantFrom(0, 1, 4),
  optimisticUnchokes: fc.constantFrom(0, 1, 2),
  rechokeSeconds: fc.constantFrom(2, 10),
  optimisticSeconds: fc.constantFrom(5, 30),
  rateWindowSeconds: fc.constantFrom(10, 20),
  pieceSelection: fc.constantFrom('rarest-first' as const, 'random' as const, 'in-order' as const),
  randomFirstPieces: fc.constantFrom(0, 2),
  endGame: fc.boolean(),
  latencySeconds: fc.constantFrom(0, 0, 0.05, 1),
});

/** @param steady the textbook's setting: all there from 0, nobody leaving before it is complete, the server staying */
export function smallSwarm(steady: boolean): fc.Arbitrary<Scenario> {
  const server: fc.Arbitrary<Partial<Server>> = fc.record({
    unchokes: fc.constantFrom(null, 1, 2, 5),
    seedChoking: fc.constantFrom('fastest-first' as const, 'round-robin' as const),
    leaveAfterCopies: steady ? fc.constant(null) : fc.constantFrom(null, null, 0.5, 1, 2),
  });
  return fc
    .record({
      pieceBits: fc.constantFrom(1_000_000, 999_983),
      pieces: fc.integer({ min: 1, max: 20 }),
      lastPieceFraction: fc.constantFrom(1, 0.5, 0.001),
      serverBitrate: steady ? someBitrate : fc.oneof({ weight: 6, arbitrary: someBitrate }, bitrate),
      server,
      groups: fc.array(groupOf(steady), { minLength: 1, maxLength: 3 }).filter((groups) => groups.some(({ count = 0 }) => count > 0)),
      protocol,
    })
    .map(({ pieceBits, pieces, lastPieceFraction, ...rest }) => {
      const sizeBits = (pieces - 1) * pieceBits + Math.ceil(lastPieceFraction * pieceBits);
      const scenario = swarmOf({ sizeBits, pieces: 1, ...rest });
      return { ...scenario, content: { sizeBits, pieceBits } };
    });
}

const someSeconds = fc.oneof(fc.constantFrom(0, 5, 7, 10, 20), fc.integer({ min: 1, max: 900 }).map((tenths) => tenths / 10));

function changeOf(peers: number): fc.Arbitrary<TimedChange> {
  const when = { atSeconds: someSeconds };
  const whom = { ...when, peer: fc.integer({ min: 1, max: peers }) };
  const kind = <const K extends string>(name: K) => fc.constant(name);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: kind('leave'), ...whom }) },
    { weight: 3, arbitrary: fc.record({ kind: kind('return'), ...whom }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('peer-upload'), ...whom, uploadBitrate: bitrate }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('peer-download'), ...whom, downloadBitrate: fc.oneof(downloads, fc.constant(0)) }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('strategy'), ...whom, strategy: fc.constantFrom('standard' as const, 'free-rider' as const) }) },
    fc.record({ kind: kind('server-leaves'), ...when }),
    { weight: 2, arbitrary: fc.record({ kind: kind('server-rate'), ...when, uploadBitrate: bitrate }) },
    fc.record({ kind: kind('piece-selection'), ...when, pieceSelection: fc.constantFrom('rarest-first' as const, 'random' as const, 'in-order' as const) }),
    fc.record({ kind: kind('regular-unchokes'), ...when, regularUnchokes: fc.constantFrom(0, 1, 2, 6) }),
    fc.record({ kind: kind('optimistic-unchokes'), ...when, optimisticUnchokes: fc.constantFrom(0, 1, 2) }),
  );
}

/** A swarm of any kind to which things happen at set times. */
export const changingSwarm: fc.Arbitrary<Scenario> = smallSwarm(false).chain((scenario) =>
  fc.array(changeOf(peerCount(scenario)), { minLength: 1, maxLength: 6 }).map((changes) => ({ ...scenario, changes })),
);
