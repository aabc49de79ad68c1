import { connect, type Socket } from 'node:net';
import type { Journal } from '../journal/journal';
import { assertLoopback, type LoopbackAddress } from '../loopback';
import type { Brain } from './brain/brain';
import type { PeerWorld } from './world';

export interface DiallingOptions {
  readonly peer: number;
  /** The own address that dials come from. */
  readonly host: string;
  readonly brain: Brain;
  readonly journal: Journal;
  readonly world: PeerWorld;
  readonly isBanned: (remote: number) => boolean;
  /** Somebody answers; the dial stays under way until it is settled. */
  readonly answered: (socket: Socket, remote: number) => void;
}

/** Whom a peer dials: of the addresses that the tracker named, those that the brain wants. */
export interface Dialling {
  /** The tracker's newest addresses, by number: those it named before are forgotten. */
  offer(addresses: ReadonlyMap<number, LoopbackAddress>): void;
  /** There may be room for another neighbour. */
  next(): void;
  isUnderWay(remote: number): boolean;
  /** A dial has become a neighbour, or is not needed. @returns whether it was under way */
  settle(remote: number): boolean;
  /** A dial was answered and came to nothing all the same. */
  failed(remote: number): void;
  end(): void;
}

export function createDialling({ peer, host, brain, journal, world, isBanned, answered }: DiallingOptions): Dialling {
  const underWay = new Set<number>();
  const sockets = new Set<Socket>();
  let offered = new Map<number, LoopbackAddress>();
  let isEnded = false;

  function next(): void {
    if (isEnded) return;
    for (const remote of brain.dial([...offered.keys()], underWay.size)) {
      const address = offered.get(remote)!;
      offered.delete(remote);
      if (!underWay.has(remote) && !isBanned(remote) && !journal.areNeighbours(peer, remote)) dial(remote, address);
    }
  }

  function dial(remote: number, address: LoopbackAddress): void {
    assertLoopback(address.host);
    underWay.add(remote);
    const socket = connect({ ...address, localAddress: host });
    sockets.add(socket);
    const gaveUp = () => {
      sockets.delete(socket);
      failed(remote);
      next();
    };
    socket.once('error', gaveUp);
    socket.once('connect', () => {
      sockets.delete(socket);
      socket.removeListener('error', gaveUp);
      if (isEnded) socket.destroy();
      else answered(socket, remote);
    });
  }

  function failed(remote: number): void {
    if (underWay.delete(remote)) journal.refused(peer, remote, world.refusalOf(remote));
  }

  return {
    offer(addresses) {
      offered = new Map(addresses);
      next();
    },
    next,
    isUnderWay: (remote) => underWay.has(remote),
    settle: (remote) => underWay.delete(remote),
    failed,
    end() {
      isEnded = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
