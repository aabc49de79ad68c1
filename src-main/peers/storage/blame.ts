/** So many wrong pieces that a peer had a part in are no bad luck. */
const FAILURES_TO_BAN = 2;

/** Remembers who had a part in pieces that failed their hash check. */
export interface Blame {
  /** A piece was wrong. @returns who is to be dropped and not taken again */
  failed(senders: ReadonlySet<number>): readonly number[];
}

/** Who sent a wrong piece alone is to blame at once; who shared in one, at the second. */
export function createBlame(): Blame {
  const failures = new Map<number, number>();
  return {
    failed(senders) {
      for (const sender of senders) failures.set(sender, (failures.get(sender) ?? 0) + 1);
      return [...senders].filter((sender) => senders.size === 1 || failures.get(sender)! >= FAILURES_TO_BAN);
    },
  };
}
