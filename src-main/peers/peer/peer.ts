import type { Slots } from '@core/policy/index';
import { AnnounceReason, EventKind, LeaveReason } from '@core/trace/index';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openConnection, type Connection, type ConnectionEvents } from '../connection/connection';
import type { Journal } from '../journal/journal';
import { assertLoopback, loopbackHostOf, type LoopbackAddress } from '../loopback';
import type { Metainfo } from '../metainfo/metainfo';
import type { Clock } from '../rate/clock';
import { createRateLimit } from '../rate/rateLimit';
import { openPieceStore, type PieceStore, type StoreAccess } from '../storage/pieceStore';
import type { Announced } from '../tracker/announce';
import { MOST_WANTED } from '../tracker/announceQuery';
import { decodeBitfield } from '../wire/bitfield';
import { createAnnouncer, type Announcer } from './announcer';
import { createBrain, type Brain } from './brain/brain';
import type { BrainOptions } from './brain/types';
import { createReceiving, type Neighbour, type Receiving } from './receiving';
import type { Timeline } from './timeline';
import type { PeerWorld } from './world';

export interface PeerOptions extends Omit<BrainOptions, 'hands' | 'trace'> {
  readonly metainfo: Metainfo;
  readonly announceUrl: string;
  readonly peerId: Uint8Array;
  /** Its own address of this machine; the port is the system's choice. */
  readonly host: string;
  /** Whether others may dial it. */
  readonly isReachable: boolean;
  readonly file: string;
  readonly access: StoreAccess;
  /** Bits of the scenario for each real byte. */
  readonly bitsPerByte: number;
  /** Bytes a second; Infinity: no limit. */
  readonly uploadBytesPerSecond: number;
  readonly downloadBytesPerSecond: number;
  /** It announces itself at least so often, in seconds of the scenario. */
  readonly mostSilentSeconds: number;
  readonly journal: Journal;
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly world: PeerWorld;
  /** Makes the brain; a recording of a run listens here to what goes in. */
  readonly makeBrain: typeof createBrain;
}

/** A real BitTorrent peer on this machine: the brain's decisions carried out over sockets. */
export interface Peer {
  readonly address: LoopbackAddress;
  readonly brain: Brain | null;
  readonly uploadedBytes: number;
  /** Opens what is on disk, and its port (the same one again after a pause, where it is still free). */
  prepare(): Promise<void>;
  /** Comes online: announces itself, dials, trades. Only when prepared. */
  join(isReturn: boolean): void;
  /** Goes offline, at once; says goodbye to the tracker unless it is an interruption. Resolves when nothing of it is left. */
  leave(reason: LeaveReason): Promise<void>;
  setUpload(bytesPerSecond: number): void;
  setDownload(bytesPerSecond: number): void;
  setSlots(slots: Slots, cause: number): void;
  /** The next block that it sends is wrong in one bit. */
  corruptNextBlock(): void;
}

/** A peer of a scenario at its own address. Everything that it decides, its brain decides. */
export function createPeer(options: PeerOptions): Peer {
  const { peer, pieceCount, metainfo, host, bitsPerByte, protocol, journal, timeline, clock, world, peerId } = options;
  const { infoHash } = metainfo;
  assertLoopback(host);
  const upload = createRateLimit(options.uploadBytesPerSecond, clock);
  const download = createRateLimit(options.downloadBytesPerSecond, clock);
  let slots = options.slots;
  let port = 0;
  let server: Server | null = null;
  let store: PieceStore | null = null;
  let life: Life | null = null;
  let uploadedBytes = 0;
  let isCorrupting = false;
  let isComplete = options.access === 'readOnly';
  /** Who sent wrong pieces: numbers that are not taken again. */
  const banned = new Set<number>();

  /** What exists only while the peer is online. */
  interface Life {
    readonly brain: Brain;
    readonly receiving: Receiving;
    readonly announcer: Announcer;
    readonly neighbours: Map<number, Neighbour>;
    /** All sockets, those that have not greeted yet among them. */
    readonly connections: Set<Connection>;
    /** Peers that are being dialled. */
    readonly dialling: Set<number>;
    readonly dials: Set<Socket>;
    /** Addresses offered that were not dialled yet. */
    offered: Map<number, LoopbackAddress>;
    callOffTurn: () => void;
  }

  async function listen(): Promise<Server> {
    const opened = createServer((socket) => answer(socket));
    try {
      opened.listen(port, host);
      await once(opened, 'listening');
    } catch (error) {
      if (port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      opened.listen(0, host);
      await once(opened, 'listening');
    }
    port = (opened.address() as AddressInfo).port;
    return opened;
  }

  /** Somebody dials. */
  function answer(socket: Socket): void {
    if (!life || !options.isReachable || loopbackHostOf(socket.remoteAddress) === null || life.connections.size >= 2 * protocol.maxNeighbours) return void socket.destroy();
    converse(life, socket, null);
  }

  function dialNext(mine: Life): void {
    for (const remote of mine.brain.dial([...mine.offered.keys()], mine.dialling.size)) {
      const address = mine.offered.get(remote)!;
      mine.offered.delete(remote);
      if (mine.dialling.has(remote) || banned.has(remote) || journal.areNeighbours(peer, remote)) continue;
      dial(mine, remote, address);
    }
  }

  function dial(mine: Life, remote: number, address: LoopbackAddress): void {
    assertLoopback(address.host);
    mine.dialling.add(remote);
    const socket = connect({ ...address, localAddress: host });
    mine.dials.add(socket);
    const failed = () => {
      mine.dials.delete(socket);
      if (mine.dialling.delete(remote)) journal.refused(peer, remote, world.refusalOf(remote));
      if (life === mine) dialNext(mine);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      mine.dials.delete(socket);
      socket.removeListener('error', failed);
      if (life === mine) converse(mine, socket, remote);
      else socket.destroy();
    });
  }

  /** @param dialled whom we dialled; null: they dialled us */
  function converse(mine: Life, socket: Socket, dialled: number | null): void {
    let neighbour: Neighbour | null = null;

    function greeted(theirId: Uint8Array): boolean {
      const remote = dialled ?? world.numberOf(theirId);
      if (remote < 0 || remote === peer || banned.has(remote)) return false;
      // Both dialled at once: the one that the lower number dialled stays, and both ends know it.
      if (dialled === null && mine.dialling.has(remote)) {
        if (peer < remote) return false;
        mine.dialling.delete(remote);
      } else if (dialled !== null && !mine.dialling.delete(remote)) return false;
      const row = mine.brain.opened(remote);
      if (row < 0) return false;
      neighbour = { row, remote, connection };
      mine.neighbours.set(row, neighbour);
      if (dialled === null) journal.connected(remote, peer);
      else journal.connected(peer, remote);
      mine.announcer.replan();
      return true;
    }

    const hear: ConnectionEvents['heard'] = (message) => {
      if (!neighbour) return;
      const { row, remote } = neighbour;
      const now = journal.now();
      switch (message.kind) {
        case 'choke':
          return mine.receiving.drop(row);
        case 'unchoke':
          return mine.receiving.fill(row);
        case 'interested':
          mine.brain.interested(row, now, journal.newsOf(peer, remote));
          return;
        case 'notInterested':
          mine.brain.notInterested(row, now, journal.newsOf(remote, peer));
          return;
        case 'have':
          mine.brain.have(row, message.piece);
          return mine.receiving.fill(row);
        case 'bitfield':
          mine.brain.bitfield(row, decodeBitfield(message.bytes, pieceCount));
      }
    };

    const connection = openConnection({
      socket, isDialled: dialled !== null, own: { infoHash, peerId }, geometry: metainfo, clock, upload, download,
      held: store!.held,
      readBlock,
      events: {
        greeted,
        heard: hear,
        block: (piece, begin, data) => neighbour && mine.receiving.block(neighbour.row, piece, begin, data),
        released: () => neighbour && mine.receiving.drop(neighbour.row),
        sent({ lengthBytes }) {
          uploadedBytes += lengthBytes;
          if (neighbour) mine.brain.sent(neighbour.row, lengthBytes * bitsPerByte);
        },
        closed(fault) {
          mine.connections.delete(connection);
          if (neighbour) lose(mine, neighbour);
          else if (dialled !== null && mine.dialling.delete(dialled)) journal.refused(peer, dialled, world.refusalOf(dialled));
          // Before the greeting it may be a client that tries encryption first: no offence (aria2 does).
          if (fault && neighbour && fault.code !== 'socket') world.offended(peer, neighbour.remote, fault);
          if (life === mine) dialNext(mine);
        },
      },
    });
    mine.connections.add(connection);
  }

  function lose(mine: Life, neighbour: Neighbour): void {
    mine.neighbours.delete(neighbour.row);
    mine.receiving.drop(neighbour.row);
    journal.disconnected(peer, neighbour.remote);
    mine.brain.closed(neighbour.row, journal.now(), -1);
    if (life === mine) mine.announcer.replan();
  }

  async function readBlock({ piece, begin, lengthBytes }: { piece: number; begin: number; lengthBytes: number }): Promise<Uint8Array> {
    const bytes = await store!.read(piece, begin, lengthBytes);
    if (isCorrupting) bytes[0]! ^= 1;
    isCorrupting = false;
    return bytes;
  }

  function turn(mine: Life): void {
    if (mine.brain.dueSeconds <= journal.now()) mine.brain.turn(journal.now());
    planTurn(mine);
  }

  function planTurn(mine: Life): void {
    mine.callOffTurn();
    if (mine.brain.dueSeconds < Infinity) mine.callOffTurn = timeline.at(mine.brain.dueSeconds, () => turn(mine));
  }

  function answered(mine: Life, answer: Announced, row: number): void {
    if (life !== mine || !answer.ok) return;
    mine.offered = new Map();
    for (const address of answer.value.peers) {
      const remote = world.numberAt(address);
      if (remote < 0 || remote === peer) continue;
      journal.write(journal.now(), EventKind.offered, peer, remote, -1, 0, row);
      if (!journal.areNeighbours(peer, remote)) mine.offered.set(remote, address);
    }
    dialNext(mine);
  }

  function kept(mine: Life, piece: number): void {
    for (const connection of mine.connections) connection.have(piece);
    if (mine.brain.heldCount === pieceCount) complete(mine);
    world.pieceArrived(peer, mine.brain.heldCount);
  }

  function complete(mine: Life): void {
    isComplete = true;
    journal.completed(peer);
    void mine.announcer.say(AnnounceReason.completed);
    world.completed(peer);
  }

  function wrong(mine: Life, piece: number, remotes: readonly number[]): void {
    for (const remote of remotes) {
      banned.add(remote);
      world.offended(peer, remote, { code: 'wrongPiece', detail: piece });
      for (const { connection, remote: other } of mine.neighbours.values()) if (other === remote) connection.close();
    }
  }

  /** All that a peer is while it is online. */
  function enliven(opened: PieceStore): Life {
    const neighbours = new Map<number, Neighbour>();
    const connectionAt = (row: number) => neighbours.get(row)?.connection;
    const brain: Brain = options.makeBrain({
      ...options, slots, trace: journal,
      hands: {
        choke: (row) => connectionAt(row)?.setChoking(true),
        unchoke: (row) => connectionAt(row)?.setChoking(false),
        interested: (row) => connectionAt(row)?.setInterested(true),
        notInterested: (row) => connectionAt(row)?.setInterested(false),
      },
    }, (piece) => receiving.missingBytes(piece) * bitsPerByte);
    const receiving: Receiving = createReceiving({
      peer, geometry: metainfo, rows: protocol.maxNeighbours, endGame: protocol.endGame, brain, store: opened, journal,
      neighbourAt: (row) => neighbours.get(row),
      nowMs: clock.nowMs,
      isOnline: () => life === mine,
      kept: (piece) => kept(mine, piece),
      wrong: (piece, remotes) => wrong(mine, piece, remotes),
      failed: (error) => world.failed(peer, error),
    });
    const announcer = createAnnouncer({
      announceUrl: options.announceUrl, infoHash, peerId, timeline,
      wanted: Math.min(MOST_WANTED, protocol.trackerResponsePeers),
      minNeighbours: protocol.minNeighbours,
      mostSilentSeconds: options.mostSilentSeconds,
      announceIntervalSeconds: protocol.announceIntervalSeconds,
      address: () => ({ host, port }),
      totals: () => ({ uploadedBytes, downloadedBytes: receiving.receivedBytes, leftBytes: Math.max(0, pieceCount - brain.heldCount) * metainfo.pieceLengthBytes }),
      neighbourCount: () => brain.neighbourCount,
      nextAnnounceSeconds: brain.nextAnnounceSeconds,
      announced: (reason) => journal.write(journal.now(), EventKind.announced, peer, -1, -1, reason, -1),
      answered: (answer, row) => answered(mine, answer, row),
    });
    const mine: Life = { brain, receiving, announcer, neighbours, connections: new Set(), dialling: new Set(), dials: new Set(), offered: new Map(), callOffTurn: () => undefined };
    return mine;
  }

  return {
    get address() {
      return { host, port };
    },
    get brain() {
      return life?.brain ?? null;
    },
    get uploadedBytes() {
      return uploadedBytes;
    },
    async prepare() {
      store ??= await openPieceStore(options.file, metainfo, options.access);
      server ??= await listen();
    },
    join(isReturn) {
      if (!store || !server) throw new Error(`peer ${peer} is not prepared`);
      life = enliven(store);
      life.brain.resume(store.held);
      life.brain.begin(journal.now(), journal.joined(peer, isReturn));
      planTurn(life);
      void life.announcer.say(AnnounceReason.started);
      // Its last piece may have come to the disk in the moment in which it left.
      if (!isComplete && life.brain.heldCount === pieceCount) complete(life);
    },
    async leave(reason) {
      const [mine, opened, heard] = [life, store, server];
      [life, store, server] = [null, null, null];
      const goodbye = mine && reason !== LeaveReason.interruption ? mine.announcer.say(AnnounceReason.stopped) : null;
      if (mine) {
        mine.callOffTurn();
        mine.announcer.end();
        journal.left(peer, reason);
        for (const socket of mine.dials) socket.destroy();
        for (const connection of [...mine.connections]) connection.close();
        mine.brain.end();
      }
      const closed = heard ? once(heard, 'close') : null;
      heard?.close();
      await Promise.all([goodbye, closed, opened?.close()]);
    },
    setUpload: (bytesPerSecond) => upload.setRate(bytesPerSecond),
    setDownload: (bytesPerSecond) => download.setRate(bytesPerSecond),
    setSlots(next, cause) {
      slots = next;
      if (!life) return;
      life.brain.setSlots(slots, journal.now(), cause);
      planTurn(life);
    },
    corruptNextBlock() {
      isCorrupting = true;
    },
  };
}
