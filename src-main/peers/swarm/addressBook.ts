import type { LoopbackAddress } from '../loopback';

/** Clients of others that may take part: they get the numbers after those of the scenario's peers, and are not in the trace. */
export const MOST_GUESTS = 64;

/** Turns addresses and peer ids into the small numbers that policies and the trace know. */
export interface AddressBook {
  add(peer: number, peerId: Uint8Array): void;
  /** Where a peer listens now. */
  moved(peer: number, address: LoopbackAddress): void;
  /** A stranger gets the next number of a guest; -1: there are too many. */
  numberAt(address: LoopbackAddress): number;
  numberOf(peerId: Uint8Array): number;
}

/** @param peerCount the numbers below are those of the scenario's peers */
export function createAddressBook(peerCount: number): AddressBook {
  let guests = 0;
  const known = (from: Map<string, number>, key: string): number => {
    const number = from.get(key);
    if (number !== undefined || guests === MOST_GUESTS) return number ?? -1;
    from.set(key, peerCount + guests);
    return peerCount + guests++;
  };
  const byId = new Map<string, number>();
  const byAddress = new Map<string, number>();
  const idKey = (peerId: Uint8Array) => Buffer.from(peerId).toString('latin1');
  const addressKey = ({ host, port }: LoopbackAddress) => `${host}:${port}`;
  return {
    add: (peer, peerId) => void byId.set(idKey(peerId), peer),
    moved: (peer, address) => void byAddress.set(addressKey(address), peer),
    numberAt: (address) => known(byAddress, addressKey(address)),
    numberOf: (peerId) => known(byId, idKey(peerId)),
  };
}

/** In a host part of its own where the system has all of 127.0.0.0/8: some clients take one connection for each address only. */
export function hostOf(peer: number, platform: NodeJS.Platform): string {
  return platform === 'linux' || platform === 'win32' ? `127.0.0.${11 + peer}` : '127.0.0.1';
}
