import type { CopyHead, RecoveryCopies } from '../files/recoveryCopies';

/** A copy is made once nothing has been edited for so long, … */
const QUIET_MS = 2_000;
/** … and at the latest so long after the first edit that no copy has: with the writing, ten seconds are never exceeded. */
const LATE_MS = 9_000;

export interface Work extends Omit<CopyHead, 'savedAtMs'> {
  /** Id of its copy. */
  readonly copyId: string;
  readonly text: string;
}

/** Keeps a copy of the unsaved document on the disk, never more than ten seconds behind it. */
export interface WorkKeeper {
  /** The unsaved document as it is now; null: there is nothing to keep, and the copy goes. Call it after each edit. */
  note(work: Work | null): void;
  /** Settles once the copy is up to date. */
  flush(): Promise<void>;
  isIdle(): boolean;
}

/** @param onError is told when a copy could not be made, once until the next one could */
export function createWorkKeeper(copies: RecoveryCopies, onError: (error: unknown) => void): WorkKeeper {
  let noted: Work | null = null;
  /** Id of the copy that may be on the disk. */
  let keptId: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let lateAtMs = 0;
  let tasks = 0;
  let hasFailed = false;
  let turn = Promise.resolve();

  function inTurn(task: () => Promise<void>): void {
    tasks += 1;
    turn = turn.then(task).then(() => void (hasFailed = false), fail).finally(() => (tasks -= 1));
  }

  function fail(error: unknown): void {
    if (!hasFailed) onError(error);
    hasFailed = true;
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function forget(): void {
    const id = keptId;
    keptId = null;
    if (id !== null) inTurn(() => copies.remove(id));
  }

  function keep(): void {
    stop();
    if (noted === null) return;
    const { copyId, ...rest } = noted;
    inTurn(() => copies.write({ ...rest, id: copyId, savedAtMs: Date.now() }));
  }

  return {
    note(work) {
      noted = work;
      if (keptId !== null && keptId !== work?.copyId) forget();
      if (work === null) return stop();
      // Work that was restored has a copy before its first edit.
      keptId = work.copyId;
      if (timer === null) lateAtMs = Date.now() + LATE_MS;
      stop();
      timer = setTimeout(keep, Math.max(0, Math.min(QUIET_MS, lateAtMs - Date.now())));
    },
    async flush() {
      if (timer !== null) keep();
      await turn;
    },
    isIdle: () => timer === null && tasks === 0,
  };
}
