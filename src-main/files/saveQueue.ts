import { saveAtomically, type SaveOptions } from './saveAtomically';

interface Waiting {
  readonly content: Uint8Array | string;
  readonly mode: number | undefined;
  readonly done: Deferred;
}

/** A promise and the two ends that settle it (`Promise.withResolvers` comes with Node 22). */
interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Saves one after the other, file by file; of several states that wait for the same file only the last is written. */
export interface SaveQueue {
  /**
   * Settles once this state, or a later one in its place, is on the disk or has failed.
   * @param mode of a file that is not there yet, for what nobody else may read
   */
  save(target: string, content: Uint8Array | string, mode?: number): Promise<void>;
  isIdle(): boolean;
  /** Settles once nothing is under way; never fails. */
  idle(): Promise<void>;
}

export function createSaveQueue(options: SaveOptions = {}): SaveQueue {
  const waiting = new Map<string, Waiting>();
  const busy = new Map<string, Promise<void>>();

  async function work(target: string): Promise<void> {
    for (let next = waiting.get(target); next; next = waiting.get(target)) {
      waiting.delete(target);
      await saveAtomically(target, next.content, next.mode === undefined ? options : { ...options, mode: next.mode }).then(next.done.resolve, next.done.reject);
    }
    busy.delete(target);
  }

  return {
    save(target, content, mode) {
      const done = waiting.get(target)?.done ?? defer();
      waiting.set(target, { content, mode, done });
      if (!busy.has(target)) busy.set(target, work(target));
      return done.promise;
    },
    isIdle: () => busy.size === 0,
    async idle() {
      while (busy.size > 0) await Promise.all(busy.values());
    },
  };
}

function defer(): Deferred {
  let resolve: () => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<void>((ok, no) => {
    resolve = ok;
    reject = no;
  });
  return { promise, resolve, reject };
}
