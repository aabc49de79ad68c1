import type { Socket } from 'node:net';
import { openConnection, type Connection, type ConnectionEvents, type ConnectionFault, type ConnectionOptions } from '../connection/connection';
import { decodeBitfield } from '../wire/bitfield';
import type { Brain } from './brain/brain';
import type { Dialling } from './dialling';
import type { PeerOptions } from './peerOptions';
import type { Neighbour, Receiving } from './receiving';

/** What a conversation needs of the peer that holds it. */
export interface Conversing extends Pick<ConnectionOptions, 'upload' | 'download' | 'held' | 'readBlock'> {
  readonly options: PeerOptions;
  readonly brain: Brain;
  readonly receiving: Receiving;
  readonly dialling: Dialling;
  readonly isBanned: (remote: number) => boolean;
  /** They are neighbours from now on. */
  readonly joined: (neighbour: Neighbour) => void;
  readonly sent: (lengthBytes: number) => void;
  /** The end. @param neighbour who they had become, if they did */
  readonly closed: (connection: Connection, neighbour: Neighbour | null, fault: ConnectionFault | null) => void;
}

/**
 * Talks with somebody over a socket: whoever greets as a peer becomes a neighbour, and the brain is told what it says.
 * @param dialled whom we dialled; null: they dialled us
 */
export function converse(with_: Conversing, socket: Socket, dialled: number | null): Connection {
  const { options, brain, receiving, dialling, isBanned, upload, download, held, readBlock } = with_;
  const { peer, pieceCount, metainfo, peerId, journal, clock, world, bitsPerByte } = options;
  let neighbour: Neighbour | null = null;

  function greeted(theirId: Uint8Array): boolean {
    const remote = dialled ?? world.numberOf(theirId);
    if (remote < 0 || remote === peer || isBanned(remote)) return false;
    // Both dialled at once: the one that the lower number dialled stays, and both ends know it.
    if (dialled === null && dialling.isUnderWay(remote)) {
      if (peer < remote) return false;
      dialling.settle(remote);
    } else if (dialled !== null && !dialling.settle(remote)) return false;
    const row = brain.opened(remote);
    if (row < 0) return false;
    neighbour = { row, remote, connection };
    if (dialled === null) journal.connected(remote, peer);
    else journal.connected(peer, remote);
    with_.joined(neighbour);
    return true;
  }

  const heard: ConnectionEvents['heard'] = (message) => {
    if (!neighbour) return;
    const { row, remote } = neighbour;
    const now = journal.now();
    switch (message.kind) {
      case 'choke':
        receiving.drop(row);
        return world.outside.chokes(remote, peer, true);
      case 'unchoke':
        world.outside.chokes(remote, peer, false);
        return receiving.fill(row);
      case 'interested':
        return brain.interested(row, now, journal.newsOf(peer, remote));
      case 'notInterested':
        return brain.notInterested(row, now, journal.newsOf(remote, peer));
      case 'have':
        brain.have(row, message.piece);
        world.outside.holds(remote, message.piece);
        return receiving.fill(row);
      case 'bitfield':
        brain.bitfield(row, decodeBitfield(message.bytes, pieceCount));
        if (world.outside.isOutside(remote)) for (let piece = 0; piece < pieceCount; piece++) if (brain.rowHolds(row, piece)) world.outside.holds(remote, piece);
    }
  };

  const connection: Connection = openConnection({
    socket, isDialled: dialled !== null, own: { infoHash: metainfo.infoHash, peerId }, geometry: metainfo, clock, upload, download, held, readBlock,
    events: {
      greeted,
      heard,
      block: (piece, begin, data) => neighbour && receiving.block(neighbour.row, piece, begin, data),
      released: () => neighbour && receiving.drop(neighbour.row),
      sent({ piece, begin, lengthBytes }) {
        with_.sent(lengthBytes);
        if (!neighbour) return;
        brain.sent(neighbour.row, lengthBytes * bitsPerByte);
        world.outside.wasSent(neighbour.remote, peer, piece, begin, lengthBytes * bitsPerByte);
      },
      closed(fault) {
        if (!neighbour && dialled !== null) dialling.failed(dialled);
        with_.closed(connection, neighbour, fault);
      },
    },
  });
  return connection;
}
