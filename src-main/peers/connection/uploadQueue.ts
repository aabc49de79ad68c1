import type { Fault } from '../parsed';

/**
 * libtorrent asks for at most 500 at once, but Transmission for all that it expects within ten seconds: at the 12 MiB a second that a
 * whole swarm may move, 7,680 blocks. Who asks for more is let go: a request that is dropped would be waited for in vain.
 */
export const MOST_QUEUED = 8_000;
/**
 * Requests that a choked neighbour may go on sending: those that were under way when the choke was sent. Time is no
 * measure for it, as the choke may lie for seconds behind blocks that a slow link has not read.
 */
export const MOST_WHILE_CHOKED = 300;

export interface BlockRequest {
  readonly piece: number;
  readonly begin: number;
  readonly lengthBytes: number;
}

export type RequestFaultCode = 'tooManyRequests' | 'requestsWhileChoked' | 'notHeld';

/** What one neighbour has asked for and not been given yet, in the order asked. */
export interface UploadQueue {
  /** Takes a request down; one that is there already is dropped. @returns why the neighbour is to be let go, or null */
  add(request: BlockRequest, isChoked: boolean, isHeld: boolean): Fault<RequestFaultCode> | null;
  cancel(request: BlockRequest): void;
  /** A choke discards what was asked for (BEP 3, without the fast extension). */
  clear(): void;
  /** Takes the oldest out; null: none. */
  take(): BlockRequest | null;
  readonly size: number;
}

export function createUploadQueue(): UploadQueue {
  // A map keeps the order in which its keys came.
  const queued = new Map<string, BlockRequest>();
  let whileChoked = 0;
  const keyOf = ({ piece, begin, lengthBytes }: BlockRequest) => `${piece}:${begin}:${lengthBytes}`;
  return {
    add(request, isChoked, isHeld) {
      if (isChoked) return ++whileChoked > MOST_WHILE_CHOKED ? { code: 'requestsWhileChoked', detail: whileChoked } : null;
      whileChoked = 0;
      if (!isHeld) return { code: 'notHeld', detail: request.piece };
      const key = keyOf(request);
      if (queued.has(key)) return null;
      if (queued.size >= MOST_QUEUED) return { code: 'tooManyRequests', detail: queued.size + 1 };
      queued.set(key, request);
      return null;
    },
    cancel(request) {
      queued.delete(keyOf(request));
    },
    clear() {
      queued.clear();
    },
    take() {
      for (const [key, request] of queued) {
        queued.delete(key);
        return request;
      }
      return null;
    },
    get size() {
      return queued.size;
    },
  };
}
