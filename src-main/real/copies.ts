import type { ComparedCopies } from '@core/messages/index';
import { digestOf } from '../peers/storage/digestOf';

/** Compares what each peer has received with the content, as soon as it is complete. */
export interface Copies {
  completed(peer: number): void;
  /** Resolves once all are compared. @throws system errors */
  compared(): Promise<ComparedCopies>;
}

/** @param fileOf path of what a peer holds; peer 0 has the content itself */
export function createCopies(fileOf: (peer: number) => string): Copies {
  const digests = new Map<number, Promise<string>>();
  return {
    completed(peer) {
      const digest = digestOf(fileOf(peer));
      // Whoever asks for the comparison hears of a failure.
      digest.catch(() => undefined);
      digests.set(peer, digest);
    },
    async compared() {
      const sha256 = await digestOf(fileOf(0));
      const copies = await Promise.all([...digests].map(async ([peer, digest]) => ({ peer, isEqual: (await digest) === sha256 })));
      return { sha256, copies: copies.sort((a, b) => a.peer - b.peer), areAllEqual: copies.every(({ isEqual }) => isEqual) };
    },
  };
}
