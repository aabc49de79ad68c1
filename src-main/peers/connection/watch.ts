import type { Fault } from '../parsed';
import type { Clock } from '../rate/clock';

export const HANDSHAKE_MS = 10_000;
/** A neighbour that says nothing for longer is let go; hence the keep-alive, a little earlier (BEP 3: two minutes). */
export const SILENCE_MS = 120_000;
export const KEEP_ALIVE_MS = 110_000;

export type WatchFaultCode = 'handshakeLate' | 'silent';

/** Watches the time of one connection. */
export interface Watch {
  greeted(): void;
  heard(): void;
  spoke(): void;
  /** While we do not read, silence is ours. */
  setDeaf(isDeaf: boolean): void;
  stop(): void;
}

export function createWatch(clock: Clock, { keepAlive, fail }: { keepAlive(): void; fail(fault: Fault<WatchFaultCode>): void }): Watch {
  let heardMs = clock.nowMs();
  let spokeMs = heardMs;
  let openedMs = heardMs;
  let isGreeted = false;
  let isDeaf = false;
  let callOff: (() => void) | null = clock.after(HANDSHAKE_MS, look);

  function look(): void {
    const nowMs = clock.nowMs();
    if (isDeaf) heardMs = openedMs = nowMs;
    if (!isGreeted && nowMs - openedMs >= HANDSHAKE_MS) return fail({ code: 'handshakeLate', detail: HANDSHAKE_MS / 1000 });
    if (nowMs - heardMs >= SILENCE_MS) return fail({ code: 'silent', detail: SILENCE_MS / 1000 });
    if (isGreeted && nowMs - spokeMs >= KEEP_ALIVE_MS) {
      spokeMs = nowMs;
      keepAlive();
    }
    const dueMs = Math.min(heardMs + SILENCE_MS, isGreeted ? spokeMs + KEEP_ALIVE_MS : openedMs + HANDSHAKE_MS);
    // Keeping alive may have found the connection broken, and ended it.
    if (callOff) callOff = clock.after(dueMs - nowMs, look);
  }

  return {
    greeted() {
      isGreeted = true;
    },
    heard() {
      heardMs = clock.nowMs();
    },
    spoke() {
      spokeMs = clock.nowMs();
    },
    setDeaf(nowDeaf) {
      isDeaf = nowDeaf;
    },
    stop() {
      callOff?.();
      callOff = null;
    },
  };
}
