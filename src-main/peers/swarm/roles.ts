import { serverSlots, type Slots } from '@core/policy/index';
import { peerIndex, type Scenario } from '@core/scenario/index';

/** Rates, slots and strategy of each peer (0 is the server), as timed changes leave them; in bit/s of the scenario, Infinity: unlimited. */
export interface Roles {
  readonly uploadBitrate: Float64Array;
  readonly downloadBitrate: Float64Array;
  readonly isFreeRider: Uint8Array;
  readonly unchokes: { regular: number; optimistic: number };
  isReachable(peer: number): boolean;
  slots(peer: number): Slots;
}

const NO_SLOTS: Slots = { regular: 0, optimistic: 0 };

export function createRoles(scenario: Scenario, peerCount: number): Roles {
  const { server, protocol, peerGroups } = scenario;
  const index = peerIndex(peerGroups);
  const byPeer = (ofServer: number, of: (peer: number) => number) => Array.from({ length: peerCount }, (_, peer) => (peer === 0 ? ofServer : of(peer)));
  const uploadBitrate = Float64Array.from(byPeer(server.uploadBitrate, (peer) => index.peer(peer).uploadBitrate));
  const downloadBitrate = Float64Array.from(byPeer(Infinity, (peer) => index.peer(peer).downloadBitrate ?? Infinity));
  const isFreeRider = Uint8Array.from(byPeer(0, (peer) => Number(index.peer(peer).strategy === 'free-rider')));
  const unchokes = { regular: protocol.regularUnchokes, optimistic: protocol.optimisticUnchokes };
  return {
    uploadBitrate, downloadBitrate, isFreeRider, unchokes,
    isReachable: (peer) => peer === 0 || index.peer(peer).acceptsConnections,
    slots(peer) {
      if (uploadBitrate[peer] === 0 || isFreeRider[peer]) return NO_SLOTS;
      if (peer > 0) return { ...unchokes };
      const all = server.unchokes ?? serverSlots(uploadBitrate[0]!, unchokes.regular, unchokes.optimistic);
      const optimistic = Math.min(unchokes.optimistic, all);
      return { regular: all - optimistic, optimistic };
    },
  };
}
