import type { LoopbackAddress } from '../loopback';
import { clientName } from './clientName';

/** Clients of others that may take part: they get the numbers after those of the scenario's peers. */
export const MOST_GUESTS = 64;

/** Turns addresses and peer ids into the small numbers that policies and the trace know. */
export interface AddressBook {
  add(peer: number, peerId: Uint8Array): void;
  /** Where a peer listens now. */
  moved(peer: number, address: LoopbackAddress): void;
  /** Who listens there is called so, as the tracker has heard: both mean one and the same from now on. @returns its number, or -1 */
  introduce(address: LoopbackAddress, peerId: Uint8Array): number;
  /** A stranger gets the next number of a guest; -1: there are too many. */
  numberAt(address: LoopbackAddress): number;
  numberOf(peerId: Uint8Array): number;
  /** Where a guest listens; null: nobody has said. */
  addressOf(guest: number): LoopbackAddress | null;
}

/**
 * @param peerCount the numbers below are those of the scenario's peers
 * @param seated is told of each new guest by name, in the order of their numbers
 */
export function createAddressBook(peerCount: number, seated: (name: string) => void): AddressBook {
  const addresses: (LoopbackAddress | null)[] = [];
  const byId = new Map<string, number>();
  const byAddress = new Map<string, number>();
  const idKey = (peerId: Uint8Array) => Buffer.from(peerId).toString('latin1');
  const addressKey = ({ host, port }: LoopbackAddress) => `${host}:${port}`;

  function seat(address: LoopbackAddress | null, peerId: Uint8Array | null): number {
    if (addresses.length === MOST_GUESTS) return -1;
    const guest = peerCount + addresses.push(address) - 1;
    if (address) byAddress.set(addressKey(address), guest);
    if (peerId) byId.set(idKey(peerId), guest);
    seated(peerId ? clientName(peerId) : '');
    return guest;
  }

  return {
    add: (peer, peerId) => void byId.set(idKey(peerId), peer),
    moved: (peer, address) => void byAddress.set(addressKey(address), peer),
    introduce(address, peerId) {
      const number = byAddress.get(addressKey(address)) ?? byId.get(idKey(peerId)) ?? seat(address, peerId);
      // Nobody is taken for one of the lab's own because of what it says.
      if (number < peerCount) return number;
      byAddress.set(addressKey(address), number);
      byId.set(idKey(peerId), byId.get(idKey(peerId)) ?? number);
      addresses[number - peerCount] = address;
      return number;
    },
    numberAt: (address) => byAddress.get(addressKey(address)) ?? seat(address, null),
    numberOf: (peerId) => byId.get(idKey(peerId)) ?? seat(null, peerId),
    addressOf: (guest) => addresses[guest - peerCount] ?? null,
  };
}

/** In a host part of its own where the system has all of 127.0.0.0/8: some clients take one connection for each address only. */
export function hostOf(peer: number, platform: NodeJS.Platform): string {
  return platform === 'linux' || platform === 'win32' ? `127.0.0.${11 + peer}` : '127.0.0.1';
}
