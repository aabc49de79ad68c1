import { peerIndex, timedChange, type Scenario, type TimedChange, type TimedChangeKind } from '@core/scenario/index';

/** Of a rate that is to change: enough to be seen. */
const HALF = 0.5;

/**
 * A change of that kind as it is offered first: of the peer that is looked at, at the time that is shown, and to something
 * else than what the scenario says.
 * @param peer 1 .. N; where there is nobody, the server is spoken of instead
 */
export function newChange(kind: TimedChangeKind, scenario: Scenario, peer: number, atSeconds: number): TimedChange {
  const { server, protocol, peerGroups } = scenario;
  const index = peerIndex(peerGroups);
  const group = index.count > 0 ? index.peer(Math.min(Math.max(1, peer), index.count)) : null;
  const whom = { atSeconds, peer };
  switch (kind) {
    case 'leave':
    case 'return':
      return { kind, ...whom };
    case 'peer-upload':
      return { kind, ...whom, uploadBitrate: HALF * (group?.uploadBitrate ?? 0) };
    case 'peer-download':
      return { kind, ...whom, downloadBitrate: group?.downloadBitrate ? HALF * group.downloadBitrate : timedChange.variants[kind].downloadBitrate.default };
    case 'strategy':
      return { kind, ...whom, strategy: group?.strategy === 'free-rider' ? 'standard' : 'free-rider' };
    case 'server-leaves':
      return { kind, atSeconds };
    case 'server-rate':
      return { kind, atSeconds, uploadBitrate: HALF * server.uploadBitrate };
    case 'piece-selection':
      return { kind, atSeconds, pieceSelection: protocol.pieceSelection === 'random' ? 'rarest-first' : 'random' };
    case 'regular-unchokes':
      return { kind, atSeconds, regularUnchokes: protocol.regularUnchokes === 1 ? 4 : 1 };
    case 'optimistic-unchokes':
      return { kind, atSeconds, optimisticUnchokes: protocol.optimisticUnchokes === 0 ? 1 : 0 };
  }
}
