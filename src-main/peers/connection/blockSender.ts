import type { Socket } from 'node:net';
import { BLOCK_BYTES } from '../metainfo/geometry';
import type { Fault } from '../parsed';
import type { Lane } from '../rate/rateLimit';
import { createBufferPool } from '../storage/bufferPool';
import { BLOCK_AT, writePieceHead } from '../wire/encode';
import type { BlockRequest, UploadQueue } from './uploadQueue';

/**
 * So much may lie in the socket before the next block is fetched: enough that several go to the kernel at once where nothing limits
 * the link, and little to send in vain to somebody who has stopped reading.
 */
const MOST_AHEAD_BYTES = 128 * 1024;

/** Frames of blocks for all connections of this process; 4 MiB of them are kept. */
const frames = createBufferPool(BLOCK_AT + BLOCK_BYTES, 256);

export interface BlockSenderOptions {
  readonly socket: Socket;
  readonly uploads: UploadQueue;
  readonly lane: Lane;
  /** Fills `into` with the block. @throws system errors */
  readonly readBlock: (request: BlockRequest, into: Uint8Array) => void;
  /** What follows is written in one go with all else of this turn. */
  readonly gather: () => void;
  readonly sent: (request: BlockRequest) => void;
  readonly fail: (fault: Fault<'disk'>) => void;
}

export interface BlockSender {
  wake(): void;
  /** Does not send the block that waits for the link, if it is one of those: it is not wanted any more, or not deserved. */
  drop(isDropped: (request: BlockRequest) => boolean): void;
  stop(): void;
}

/**
 * Sends what is asked for, one block after the other: wait for the link's leave, read, write, and wait while the socket is full.
 * So nothing is ahead of the limit, and a few blocks at most behind it.
 */
export function createBlockSender({ socket, uploads, lane, readBlock, gather, sent, fail }: BlockSenderOptions): BlockSender {
  /** The block that waits for the link. */
  let waiting: BlockRequest | null = null;
  let isFull = false;
  let isWaking = false;
  let isStopped = false;

  function wake(): void {
    // The link may grant at once, within the question: one loop sees to all of it.
    if (isWaking) return;
    isWaking = true;
    while (!waiting && !isFull && !isStopped) {
      waiting = uploads.take();
      if (!waiting) break;
      const request = waiting;
      lane.ask(request.lengthBytes, () => send(request));
    }
    isWaking = false;
  }

  function send(request: BlockRequest): void {
    waiting = null;
    const frame = frames.take();
    const end = BLOCK_AT + request.lengthBytes;
    try {
      readBlock(request, frame.subarray(BLOCK_AT, end));
    } catch (error) {
      return fail({ code: 'disk', detail: String(error) });
    }
    writePieceHead(frame, request.piece, request.begin, request.lengthBytes);
    gather();
    socket.write(frame.subarray(0, end), () => frames.giveBack(frame));
    sent(request);
    isFull = socket.writableLength >= MOST_AHEAD_BYTES;
    if (isFull) socket.once('drain', drained);
    else wake();
  }

  function drained(): void {
    isFull = false;
    wake();
  }

  return {
    wake,
    drop(isDropped) {
      if (!waiting || !isDropped(waiting)) return;
      waiting = null;
      lane.withdraw();
      wake();
    },
    stop() {
      isStopped = true;
      waiting = null;
      lane.close();
      socket.removeListener('drain', drained);
    },
  };
}
