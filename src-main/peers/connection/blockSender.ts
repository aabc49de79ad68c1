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

/**
 * Sends what is asked for, one block after the other: read from disk, wait for the link's leave, write, and wait until
 * the socket has room again. So at most one block is ahead of the limit, and one behind it.
 */
export function createBlockSender({ socket, uploads, lane, readBlock, sent, fail }: BlockSenderOptions): { wake(): void; stop(): void } {
  let isBusy = false;
  let isStopped = false;

  function wake(): void {
    if (isBusy || isStopped) return;
    const request = uploads.take();
    if (!request) return;
    isBusy = true;
    readBlock(request).then(
      (data) => lane.ask(data.length, () => write(request, data)),
      (error: unknown) => isStopped || fail({ code: 'disk', detail: String(error) }),
    );
  }

  function write(request: BlockRequest, data: Uint8Array): void {
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
    stop() {
      isStopped = true;
      lane.close();
      socket.removeListener('drain', next);
    },
  };
}
