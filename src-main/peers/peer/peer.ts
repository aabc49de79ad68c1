import type { Slots } from '@core/policy/index';
import type { LeaveReason } from '@core/trace/index';
import type { Socket } from 'node:net';
import type { BlockRequest } from '../connection/uploadQueue';
import { assertLoopback, type LoopbackAddress } from '../loopback';
import { createRateLimit } from '../rate/rateLimit';
import { openPieceStore, type PieceStore } from '../storage/pieceStore';
import type { Brain } from './brain/brain';
import type { PeerOptions } from './peerOptions';
import { openPort, type Port } from './port';
import { createPresence, type Presence } from './presence';

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
  const { peer, pieceCount, metainfo, host, clock, world } = options;
  assertLoopback(host);
  const upload = createRateLimit(options.uploadBytesPerSecond, clock);
  const download = createRateLimit(options.downloadBytesPerSecond, clock);
  const banned = new Set<number>();
  let slots = options.slots;
  let port: Port | null = null;
  let portNumber = 0;
  let store: PieceStore | null = null;
  let presence: Presence | null = null;
  let uploadedBytes = 0;
  let isCorrupting = false;
  let isComplete = options.access === 'readOnly';

  function answer(socket: Socket): void {
    if (presence && options.isReachable) presence.answer(socket);
    else socket.destroy();
  }

  function readBlock({ piece, begin }: BlockRequest, into: Uint8Array): void {
    store!.read(piece, begin, into);
    if (isCorrupting) into[0]! ^= 1;
    isCorrupting = false;
  }

  return {
    get address() {
      return { host, port: portNumber };
    },
    get brain() {
      return presence?.brain ?? null;
    },
    get uploadedBytes() {
      return uploadedBytes;
    },
    async prepare() {
      store ??= await openPieceStore(options.file, metainfo, options.access);
      port ??= await openPort(host, portNumber, answer);
      portNumber = port.number;
    },
    join(isReturn) {
      if (!store || !port) throw new Error(`peer ${peer} is not prepared`);
      presence = createPresence({
        options, slots, store, upload, download, banned, readBlock,
        address: { host, port: portNumber },
        sent: (lengthBytes) => void (uploadedBytes += lengthBytes),
        uploadedBytes: () => uploadedBytes,
        completed() {
          isComplete = true;
          world.completed(peer);
        },
      });
      presence.begin(isReturn);
      // Its last piece may have come to the disk in the moment in which it left.
      if (!isComplete && presence.brain.heldCount === pieceCount) presence.complete();
    },
    async leave(reason) {
      const [left, opened, heard] = [presence, store, port];
      [presence, store, port] = [null, null, null];
      await Promise.all([left?.end(reason), heard?.close(), opened?.close()]);
    },
    setUpload: (bytesPerSecond) => upload.setRate(bytesPerSecond),
    setDownload: (bytesPerSecond) => download.setRate(bytesPerSecond),
    setSlots(next, cause) {
      slots = next;
      presence?.setSlots(slots, cause);
    },
    corruptNextBlock() {
      isCorrupting = true;
    },
  };
}
