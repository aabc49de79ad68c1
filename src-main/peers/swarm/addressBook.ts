import type { LoopbackAddress } from '../loopback';

/** Turns addresses and peer ids into the small numbers that policies and the trace know. Strangers have no number. */
export interface AddressBook {
  add(peer: number, peerId: Uint8Array): void;
  /** Where a peer listens now. */
  moved(peer: number, address: LoopbackAddress): void;
  numberAt(address: LoopbackAddress): number;
  numberOf(peerId: Uint8Array): number;
}

export function createAddressBook(): AddressBook {
  const byId = new Map<string, number>();
  const byAddress = new Map<string, number>();
  const idKey = (peerId: Uint8Array) => Buffer.from(peerId).toString('latin1');
  const addressKey = ({ host, port }: LoopbackAddress) => `${host}:${port}`;
  return {
    add: (peer, peerId) => void byId.set(idKey(peerId), peer),
    moved: (peer, address) => void byAddress.set(addressKey(address), peer),
    numberAt: (address) => byAddress.get(addressKey(address)) ?? -1,
    numberOf: (peerId) => byId.get(idKey(peerId)) ?? -1,
  };
}

/** In a host part of its own where the system has all of 127.0.0.0/8: some clients take one connection for each address only. */
export function hostOf(peer: number, platform: NodeJS.Platform): string {
  return platform === 'linux' || platform === 'win32' ? `127.0.0.${11 + peer}` : '127.0.0.1';
}
