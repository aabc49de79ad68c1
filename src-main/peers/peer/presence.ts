import type { Slots } from '@core/policy/index';
import { AnnounceReason, EventKind, LeaveReason } from '@core/trace/index';
import type { Socket } from 'node:net';
import type { Connection, ConnectionFault, ConnectionOptions } from '../connection/connection';
import { loopbackHostOf, type LoopbackAddress } from '../loopback';
import type { PieceStore } from '../storage/pieceStore';
import type { Announced } from '../tracker/announce';
import { MOST_WANTED } from '../tracker/announceQuery';
import { createAnnouncer, type Announcer } from './announcer';
import type { Brain } from './brain/brain';
import { converse, type Conversing } from './conversation';
import { createDialling, type Dialling } from './dialling';
import type { PeerOptions } from './peerOptions';
import { createReceiving, type Neighbour, type Receiving } from './receiving';

/** What a peer keeps while it comes and goes, as its presence uses it. */
export interface PresenceOptions extends Pick<ConnectionOptions, 'upload' | 'download' | 'readBlock'> {
  readonly options: PeerOptions;
  readonly slots: Slots;
  readonly store: PieceStore;
  readonly address: LoopbackAddress;
  /** Who sent wrong pieces: numbers that are not taken again. */
  readonly banned: Set<number>;
  readonly sent: (lengthBytes: number) => void;
  readonly uploadedBytes: () => number;
  /** It holds every piece; its trace and its tracker have been told. */
  readonly completed: () => void;
}

/** All that a peer is from its coming to its going. */
export interface Presence {
  readonly brain: Brain;
  /** Announces itself, dials, trades. */
  begin(isReturn: boolean): void;
  /** Somebody dials. */
  answer(socket: Socket): void;
  setSlots(slots: Slots, cause: number): void;
  /** Says so in the trace and to the tracker. */
  complete(): void;
  /** Goes at once: dials nobody, closes every socket. Resolves when the tracker has heard of it, unless it is an interruption. */
  end(reason: LeaveReason): Promise<void>;
}

export function createPresence(mine: PresenceOptions): Presence {
  const { options, store, banned } = mine;
  const { peer, pieceCount, metainfo, host, bitsPerByte, protocol, journal, timeline, clock, world } = options;
  const neighbours = new Map<number, Neighbour>();
  /** All sockets, those that have not greeted yet among them. */
  const connections = new Set<Connection>();
  let isEnded = false;
  let callOffTurn: () => void = () => undefined;

  const connectionAt = (row: number) => neighbours.get(row)?.connection;
  const brain: Brain = options.makeBrain({
    ...options, slots: mine.slots, trace: journal,
    hands: {
      choke: (row) => connectionAt(row)?.setChoking(true),
      unchoke: (row) => connectionAt(row)?.setChoking(false),
      interested: (row) => connectionAt(row)?.setInterested(true),
      notInterested: (row) => connectionAt(row)?.setInterested(false),
    },
  }, (piece) => receiving.missingBytes(piece) * bitsPerByte);
  const receiving: Receiving = createReceiving({
    peer, geometry: metainfo, rows: protocol.maxNeighbours, endGame: protocol.endGame, brain, store, journal,
    neighbourAt: (row) => neighbours.get(row),
    nowMs: clock.nowMs,
    isOnline: () => !isEnded,
    kept,
    wrong,
    failed: (error) => world.failed(peer, error),
  });
  const wanted = Math.min(MOST_WANTED, protocol.trackerResponsePeers);
  const announcer: Announcer = createAnnouncer({
    announceUrl: options.announceUrl, infoHash: metainfo.infoHash, peerId: options.peerId, timeline,
    wanted,
    minNeighbours: protocol.minNeighbours,
    mostSilentSeconds: options.mostSilentSeconds,
    announceIntervalSeconds: protocol.announceIntervalSeconds,
    address: mine.address,
    totals: () => ({
      uploadedBytes: mine.uploadedBytes(), downloadedBytes: receiving.receivedBytes,
      leftBytes: Math.max(0, pieceCount - brain.heldCount) * metainfo.pieceLengthBytes,
    }),
    neighbourCount: () => brain.neighbourCount,
    nextAnnounceSeconds: brain.nextAnnounceSeconds,
    announced: (reason) => journal.write(journal.now(), EventKind.announced, peer, -1, -1, reason, -1),
    answered: hearTracker,
  });
  const isBanned = (remote: number) => banned.has(remote);
  const dialling: Dialling = createDialling({ peer, host, brain, journal, world, isBanned, answered: talk });
  const conversing: Conversing = { ...mine, held: store.held, brain, receiving, dialling, isBanned, joined, closed };

  function talk(socket: Socket, dialled: number | null): void {
    connections.add(converse(conversing, socket, dialled));
  }

  function joined(neighbour: Neighbour): void {
    neighbours.set(neighbour.row, neighbour);
    announcer.replan();
  }

  function closed(connection: Connection, neighbour: Neighbour | null, fault: ConnectionFault | null): void {
    connections.delete(connection);
    if (fault?.code === 'disk') world.failed(peer, new Error(String(fault.detail)));
    // Before the greeting it may be a client that tries encryption first: no offence (aria2 does). Told while they are neighbours still, or the trace would have no cause for it.
    else if (fault && neighbour && fault.code !== 'socket') world.offended(peer, neighbour.remote, fault);
    if (neighbour) lose(neighbour);
    dialling.next();
  }

  function lose({ row, remote }: Neighbour): void {
    neighbours.delete(row);
    receiving.drop(row);
    journal.disconnected(peer, remote);
    brain.closed(row, journal.now(), -1);
    if (!isEnded) announcer.replan();
  }

  function hearTracker(answer: Announced, row: number): void {
    if (!answer.ok) return;
    const now = journal.now();
    const neighbourCount = brain.neighbourCount;
    const rows: number[] = [];
    const named: number[] = [];
    const offered = new Map<number, LoopbackAddress>();
    for (const address of answer.value.peers) {
      const remote = world.numberAt(address);
      if (remote < 0 || remote === peer) continue;
      named.push(remote);
      rows.push(journal.write(now, EventKind.offered, peer, remote, -1, 0, row));
      if (!journal.areNeighbours(peer, remote)) offered.set(remote, address);
    }
    dialling.offer(offered);
    if (!options.observer || now < options.observer.fromSeconds) return;
    const { completeCount, incompleteCount } = answer.value;
    options.observer.take({
      kind: 'tracker', timeSeconds: now, peer, rows, members: completeCount + incompleteCount, most: wanted, neighbours: neighbourCount, dialsUpTo: brain.dialsUpTo,
      offered: named.map((remote) => ({ peer: remote, isDialled: dialling.isUnderWay(remote) })),
    });
  }

  function kept(piece: number): void {
    for (const connection of connections) connection.have(piece);
    if (brain.heldCount === pieceCount) complete();
    world.pieceArrived(peer, brain.heldCount);
  }

  function wrong(piece: number, remotes: readonly number[]): void {
    for (const remote of remotes) {
      banned.add(remote);
      world.offended(peer, remote, { code: 'wrongPiece', detail: piece });
      for (const { connection, remote: other } of neighbours.values()) if (other === remote) connection.close();
    }
  }

  function complete(): void {
    journal.completed(peer);
    void announcer.say(AnnounceReason.completed);
    mine.completed();
  }

  function turn(): void {
    if (brain.dueSeconds <= journal.now()) brain.turn(journal.now());
    planTurn();
  }

  function planTurn(): void {
    callOffTurn();
    if (brain.dueSeconds < Infinity) callOffTurn = timeline.at(brain.dueSeconds, turn);
  }

  return {
    brain,
    complete,
    begin(isReturn) {
      brain.resume(store.held);
      brain.begin(journal.now(), journal.joined(peer, isReturn));
      planTurn();
      void announcer.say(AnnounceReason.started);
    },
    answer(socket) {
      if (loopbackHostOf(socket.remoteAddress) === null || connections.size >= 2 * protocol.maxNeighbours) socket.destroy();
      else talk(socket, null);
    },
    setSlots(slots, cause) {
      brain.setSlots(slots, journal.now(), cause);
      planTurn();
    },
    async end(reason) {
      const goodbye = reason === LeaveReason.interruption ? null : announcer.say(AnnounceReason.stopped);
      isEnded = true;
      callOffTurn();
      announcer.end();
      journal.left(peer, reason);
      dialling.end();
      for (const connection of [...connections]) connection.close();
      brain.end();
      await goodbye;
    },
  };
}
