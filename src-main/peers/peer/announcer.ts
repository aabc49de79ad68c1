import { AnnounceReason } from '@core/trace/index';
import type { LoopbackAddress } from '../loopback';
import { announce, type Announced } from '../tracker/announce';
import type { AnnounceEvent } from '../tracker/announceQuery';
import type { Brain } from './brain/brain';
import type { Timeline } from './timeline';

/** Who asks, and how far it has come. */
export interface Announcing {
  readonly announceUrl: string;
  readonly infoHash: Uint8Array;
  readonly peerId: Uint8Array;
  readonly address: LoopbackAddress;
  readonly totals: () => { readonly uploadedBytes: number; readonly downloadedBytes: number; readonly leftBytes: number };
  /** Peers wanted in an answer. */
  readonly wanted: number;
  readonly minNeighbours: number;
  readonly announceIntervalSeconds: number;
  /** Never waits longer than this: some clients do not dial, and wait to be found (Transmission does). */
  readonly mostSilentSeconds: number;
  readonly timeline: Timeline;
  readonly neighbourCount: () => number;
  readonly nextAnnounceSeconds: Brain['nextAnnounceSeconds'];
  /** Writes the row of the trace. */
  readonly announced: (reason: AnnounceReason) => number;
  readonly answered: (answer: Announced, announcedRow: number) => void;
}

/** A peer's dealings with its tracker: when to announce, and why. */
export interface Announcer {
  say(reason: AnnounceReason): Promise<void>;
  /** Plans the next announce after the number of neighbours changed. */
  replan(): void;
  /** Nothing is announced any more, and answers under way are not waited for. */
  end(): void;
}

const EVENT_OF: Readonly<Partial<Record<AnnounceReason, AnnounceEvent>>> = {
  [AnnounceReason.started]: 'started', [AnnounceReason.completed]: 'completed', [AnnounceReason.stopped]: 'stopped',
};
/** Who leaves waits no longer than that for the tracker to take note. */
const STOPPED_TIMEOUT_MS = 1_000;

export function createAnnouncer(options: Announcing): Announcer {
  const { announceUrl, infoHash, peerId, timeline, announceIntervalSeconds, minNeighbours } = options;
  const giveUp = new AbortController();
  let lastSeconds = -Infinity;
  let callOff: (() => void) | null = null;

  async function say(reason: AnnounceReason): Promise<void> {
    const row = options.announced(reason);
    lastSeconds = timeline.now();
    const isLast = reason === AnnounceReason.stopped;
    const from = options.address;
    const query = { infoHash, peerId, port: from.port, event: EVENT_OF[reason] ?? null, isCompact: true, wanted: options.wanted, ...options.totals() };
    // A goodbye outlives the peer that says it.
    const answer = await announce(announceUrl, query, { from, signal: isLast ? AbortSignal.timeout(STOPPED_TIMEOUT_MS) : giveUp.signal });
    if (isLast || giveUp.signal.aborted) return;
    options.answered(answer, row);
    replan();
  }

  function replan(): void {
    if (giveUp.signal.aborted) return;
    callOff?.();
    const now = timeline.now();
    const dueSeconds = options.nextAnnounceSeconds(lastSeconds, now);
    callOff = timeline.at(Math.min(dueSeconds, lastSeconds + options.mostSilentSeconds), () => {
      const isEarly = options.neighbourCount() < minNeighbours && timeline.now() < lastSeconds + announceIntervalSeconds;
      void say(isEarly ? AnnounceReason.fewNeighbours : AnnounceReason.periodic);
    });
  }

  return {
    say,
    replan,
    end() {
      callOff?.();
      giveUp.abort();
    },
  };
}
