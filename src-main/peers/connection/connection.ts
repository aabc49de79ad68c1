import type { Socket } from 'node:net';
import type { Geometry } from '../metainfo/geometry';
import type { Fault } from '../parsed';
import type { Clock } from '../rate/clock';
import type { RateLimit } from '../rate/rateLimit';
import { encodeBitfield } from '../wire/bitfield';
import { createWireDecoder, type WireFaultCode } from '../wire/decoder';
import { encodeMessage, type SentMessage } from '../wire/encode';
import { encodeHandshake, type Identity } from '../wire/handshake';
import type { WireMessage } from '../wire/message';
import { createBlockSender } from './blockSender';
import { createIntake } from './intake';
import { createRequestPipeline, type RequestPipeline } from './requestPipeline';
import { createTheirPieces } from './theirPieces';
import { createToggleGuard } from './toggleGuard';
import { createUploadQueue, type BlockRequest, type RequestFaultCode } from './uploadQueue';
import { createWatch, type WatchFaultCode } from './watch';

/** So much may lie unread by the other end before it is let go. */
export const MOST_UNREAD_BYTES = 1024 * 1024;

export type ConnectionFaultCode =
  | WireFaultCode | RequestFaultCode | WatchFaultCode
  | 'lateBitfield' | 'unaskedBlocks' | 'toggles' | 'notReading' | 'refused' | 'socket' | 'disk';
export type ConnectionFault = Fault<ConnectionFaultCode>;

/** What the neighbour's side of the conversation brings to its owner. */
export interface ConnectionEvents {
  /** The handshake is done. `false` ends it: this neighbour is not wanted (twice the same, banned, too many). */
  greeted(peerId: Uint8Array): boolean;
  /**
   * It chokes or unchokes us, is interested or not, has a piece, or pieces: as its first message, as the wire has them,
   * valid until this returns.
   */
  heard(message: Exclude<WireMessage, { readonly kind: 'request' | 'cancel' | 'piece' | 'keepAlive' | 'port' | 'extended' }>): void;
  /** A block that was asked for, if perhaps given up meanwhile; its bytes are valid until this returns. */
  block(piece: number, begin: number, data: Uint8Array): void;
  /** Requests that will not be answered: they go back to the picker. */
  released(requests: readonly BlockRequest[]): void;
  /** A block went out. */
  sent(request: BlockRequest): void;
  /** The end, once. `null`: either side just closed it. */
  closed(fault: ConnectionFault | null): void;
}

export interface ConnectionOptions {
  /** Connected; from here on it is the connection's own. */
  readonly socket: Socket;
  /** Who dials speaks first. */
  readonly isDialled: boolean;
  readonly own: Identity;
  readonly geometry: Geometry;
  readonly clock: Clock;
  /** The access link, shared with the peer's other connections. */
  readonly upload: RateLimit;
  readonly download: RateLimit;
  /** Pieces held, as the policies have them. */
  readonly held: Uint32Array;
  /** Fills `into` with a block that is held. @throws system errors */
  readonly readBlock: (request: BlockRequest, into: Uint8Array) => void;
  readonly events: ConnectionEvents;
}

/** A neighbour, from `greeted` on: both ends of the conversation begin choked and not interested (BEP 3). */
export interface Connection {
  readonly amChoking: boolean;
  readonly amInterested: boolean;
  readonly isChoked: boolean;
  readonly isInterested: boolean;
  /** What we have asked for. */
  readonly requests: Pick<RequestPipeline, 'open' | 'depth' | 'isOpen' | 'waitedMs'>;
  setChoking(isChoking: boolean): void;
  setInterested(isInterested: boolean): void;
  have(piece: number): void;
  request(request: BlockRequest): void;
  /** Gives a request up and says so. */
  cancel(piece: number, begin: number): void;
  close(fault?: ConnectionFault): void;
}

/**
 * Speaks the wire protocol over one socket: handshake, flags, requests both ways, rate limits with back-pressure, and
 * every limit on the way. It decides nothing that a policy decides. Whatever the other end does, it ends with `closed`.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { socket, isDialled, own, geometry, clock, upload, download, held, readBlock, events } = options;
  const uploads = createUploadQueue();
  const requests = createRequestPipeline();
  const theirs = createTheirPieces(geometry.pieceCount);
  const countToggle = createToggleGuard();
  const intake = createIntake({
    limit: download,
    take: takeIn,
    pause() {
      socket.pause();
      watch.setDeaf(true);
    },
    resume() {
      watch.heard();
      watch.setDeaf(false);
      socket.resume();
    },
  });
  const flags = { amChoking: true, amInterested: false, isChoked: true, isInterested: false };
  let isOpen = true;
  let isGreeted = false;
  let isGathering = false;
  /** Whether a message has come since the greeting. */
  let hasSpoken = false;

  const watch = createWatch(clock, { keepAlive: () => send({ kind: 'keepAlive' }), fail: close });
  const sender = createBlockSender({ socket, uploads, lane: upload.lane(), readBlock, gather, sent: noteSent, fail: close });
  const decoder = createWireDecoder(geometry, own, {
    handshake(peerId) {
      isGreeted = true;
      watch.greeted();
      if (!isDialled) greet();
      if (!events.greeted(peerId)) close({ code: 'refused', detail: '' });
      return isOpen;
    },
    message(message) {
      hear(message);
      if (message.kind !== 'keepAlive') hasSpoken = true;
      return isOpen;
    },
  });

  function greet(): void {
    write(encodeHandshake(own));
    if (held.some((word) => word !== 0)) send({ kind: 'bitfield', bytes: encodeBitfield(held, geometry.pieceCount) });
  }

  /** What is written from now on goes out together, after all that has come to this process is heard: a message each would cost more than what it says. */
  function gather(): void {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    setImmediate(letGo);
  }

  function letGo(): void {
    if (!isGathering) return;
    isGathering = false;
    socket.uncork();
  }

  function write(bytes: Uint8Array): void {
    if (!isOpen) return;
    gather();
    socket.write(bytes);
    watch.spoke();
    if (socket.writableLength > MOST_UNREAD_BYTES) close({ code: 'notReading', detail: socket.writableLength });
  }

  function send(message: SentMessage): void {
    write(encodeMessage(message));
  }

  function noteSent(request: BlockRequest): void {
    watch.spoke();
    events.sent(request);
  }

  function hear(message: WireMessage): void {
    switch (message.kind) {
      case 'choke':
      case 'unchoke':
        if (!mayToggle()) return;
        flags.isChoked = message.kind === 'choke';
        if (flags.isChoked) events.released(requests.giveUpAll());
        return events.heard(message);
      case 'interested':
      case 'notInterested':
        if (!mayToggle()) return;
        flags.isInterested = message.kind === 'interested';
        return events.heard(message);
      case 'have':
        theirs.note(message.piece);
        return events.heard(message);
      case 'bitfield':
        return hearBitfield(message);
      case 'request':
        return hearRequest(message);
      case 'cancel':
        uploads.cancel(message);
        return sender.drop(({ piece, begin }) => piece === message.piece && begin === message.begin);
      case 'piece':
        return hearBlock(message.piece, message.begin, message.data);
      default:
    }
  }

  function hearBitfield(message: Extract<WireMessage, { readonly kind: 'bitfield' }>): void {
    const isFirst = !hasSpoken;
    const news = theirs.addAll(message.bytes);
    if (isFirst) events.heard(message);
    else if (!news) close({ code: 'lateBitfield', detail: '' });
    else for (const piece of news) if (isOpen) events.heard({ kind: 'have', piece });
  }

  function mayToggle(): boolean {
    const fault = countToggle(clock.nowMs());
    if (fault) close(fault);
    return !fault;
  }

  function hearRequest({ piece, begin, lengthBytes }: BlockRequest): void {
    const isHeld = (held[piece >>> 5]! & (1 << (piece & 31))) !== 0;
    const fault = uploads.add({ piece, begin, lengthBytes }, flags.amChoking, isHeld);
    if (fault) close(fault);
    else sender.wake();
  }

  function hearBlock(piece: number, begin: number, data: Uint8Array): void {
    const answer = requests.answered({ piece, begin, lengthBytes: data.length }, clock.nowMs());
    if (answer !== 'unasked') events.block(piece, begin, data);
    else if (requests.fault) close(requests.fault);
  }

  function takeIn(bytes: Uint8Array): boolean {
    const fault = decoder.push(bytes);
    if (fault) close(fault);
    return isOpen;
  }

  function close(fault: ConnectionFault | null = null): void {
    if (!isOpen) return;
    isOpen = false;
    watch.stop();
    intake.close();
    sender.stop();
    uploads.clear();
    letGo();
    socket.destroy();
    const open = requests.giveUpAll();
    if (open.length > 0) events.released(open);
    events.closed(fault);
  }

  socket.setNoDelay(true);
  socket.on('data', (bytes: Uint8Array) => {
    watch.heard();
    intake.push(bytes);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => close({ code: 'socket', detail: error.code ?? error.message }));
  socket.on('close', () => close());
  if (isDialled) greet();

  return {
    get amChoking() {
      return flags.amChoking;
    },
    get amInterested() {
      return flags.amInterested;
    },
    get isChoked() {
      return flags.isChoked;
    },
    get isInterested() {
      return flags.isInterested;
    },
    requests,
    setChoking(isChoking) {
      if (flags.amChoking === isChoking) return;
      flags.amChoking = isChoking;
      if (isChoking) {
        uploads.clear();
        sender.drop(() => true);
      }
      send({ kind: isChoking ? 'choke' : 'unchoke' });
    },
    setInterested(isInterested) {
      if (flags.amInterested === isInterested) return;
      flags.amInterested = isInterested;
      send({ kind: isInterested ? 'interested' : 'notInterested' });
    },
    have(piece) {
      // Before the greeting it will be in the bitfield, if it is the other end that speaks first.
      if (isDialled || isGreeted) send({ kind: 'have', piece });
    },
    request(request) {
      if (!isOpen) return;
      requests.asked(request, clock.nowMs());
      send({ kind: 'request', ...request });
    },
    cancel(piece, begin) {
      const request = requests.open.find((open) => open.piece === piece && open.begin === begin);
      if (!request) return;
      requests.giveUp(piece, begin);
      send({ kind: 'cancel', piece, begin, lengthBytes: request.lengthBytes });
    },
    close: (fault) => close(fault),
  };
}
