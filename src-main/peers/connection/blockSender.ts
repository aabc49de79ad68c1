import type { Socket } from 'node:net';
import type { Fault } from '../parsed';
import type { Lane } from '../rate/rateLimit';
import { encodePieceHead } from '../wire/encode';
import type { BlockRequest, UploadQueue } from './uploadQueue';

export interface BlockSenderOptions {
  readonly socket: Socket;
  readonly uploads: UploadQueue;
  readonly lane: Lane;
  readonly readBlock: (request: BlockRequest) => Promise<Uint8Array>;
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
 * Sends what is asked for, one block after the other: read from disk, wait for the link's leave, write, and wait until
 * the socket has room again. So at most one block is ahead of the limit, and one behind it.
 */
export function createBlockSender({ socket, uploads, lane, readBlock, sent, fail }: BlockSenderOptions): BlockSender {
  let isBusy = false;
  /** The block that is read, or waits for the link. */
  let waiting: BlockRequest | null = null;
  let isStopped = false;

  function wake(): void {
    if (isBusy || isStopped) return;
    const request = uploads.take();
    if (!request) return;
    isBusy = true;
    waiting = request;
    readBlock(request).then(
      (data) => waiting === request && lane.ask(data.length, () => write(request, data)),
      (error: unknown) => isStopped || fail({ code: 'disk', detail: String(error) }),
    );
  }

  function write(request: BlockRequest, data: Uint8Array): void {
    waiting = null;
    // Head and data in one go; a block is not copied for it.
    socket.cork();
    socket.write(encodePieceHead(request.piece, request.begin, data.length));
    const hasRoom = socket.write(data);
    socket.uncork();
    sent(request);
    if (hasRoom) next();
    else socket.once('drain', next);
  }

  function next(): void {
    isBusy = false;
    wake();
  }

  return {
    wake,
    drop(isDropped) {
      if (!waiting || !isDropped(waiting)) return;
      waiting = null;
      lane.withdraw();
      next();
    },
    stop() {
      isStopped = true;
      waiting = null;
      lane.close();
      socket.removeListener('drain', next);
    },
  };
}
