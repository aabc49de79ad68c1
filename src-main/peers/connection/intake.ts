import type { RateLimit } from '../rate/rateLimit';

/** A limited link takes in at most what it carries in so long at once: so it is kept smoothly, also where one read would be half a second's worth. */
const STEP_SECONDS = 0.05;
const LEAST_STEP_BYTES = 1024;

export interface IntakeOptions {
  readonly limit: RateLimit;
  /** Reads some of what came. @returns whether to go on */
  readonly take: (bytes: Uint8Array) => boolean;
  /** Nothing is to come for now: the kernel's buffers fill, and the other end waits (back-pressure). */
  readonly pause: () => void;
  readonly resume: () => void;
}

/** What comes in over one connection, no faster than its link allows. */
export interface Intake {
  /** What the socket gave; not again before `resume` once it is paused. */
  push(bytes: Uint8Array): void;
  close(): void;
}

export function createIntake({ limit, take, pause, resume }: IntakeOptions): Intake {
  const lane = limit.lane();
  let rest: Uint8Array = new Uint8Array(0);
  let isPaused = false;
  let isOpen = true;

  function goOn(): void {
    while (rest.length > 0) if (!step()) return;
    if (!isPaused) return;
    isPaused = false;
    resume();
  }

  /** Takes some in with the link's leave; what is not granted at once goes on by itself later. @returns whether it was */
  function step(): boolean {
    const bytes = rest.subarray(0, Math.max(LEAST_STEP_BYTES, limit.bytesPerSecond * STEP_SECONDS));
    let isGranted = false;
    let isWaiting = false;
    lane.ask(bytes.length, () => {
      isGranted = true;
      rest = rest.subarray(bytes.length);
      isOpen &&= take(bytes);
      if (isOpen && isWaiting) goOn();
    });
    if (isGranted || !isOpen) return isOpen;
    isWaiting = true;
    if (!isPaused) pause();
    isPaused = true;
    return false;
  }

  return {
    push(bytes) {
      rest = bytes;
      goOn();
    },
    close() {
      isOpen = false;
      lane.close();
    },
  };
}
