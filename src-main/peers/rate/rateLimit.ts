import type { Clock } from './clock';

/**
 * How much of its rate a link keeps for later while nobody asks: enough for the time between two questions at full
 * speed, so little that it is no burst (half a block at ten blocks a second).
 */
const IDLE_SECONDS = 0.05;
/** The same while somebody waits: a busy machine runs timers late, and the link must not lose what was meant for him. */
const LATE_SECONDS = 1;

/** One connection's claim on a link. */
export interface Lane {
  /**
   * Asks for leave to move so many bytes, one question at a time. `granted` is called when it is this lane's turn, at
   * once when nothing is in the way. For bytes to send: ask, then write. For bytes that have come: stop reading, ask,
   * then read on; what the sender's end of the socket cannot hold makes it wait (back-pressure).
   */
  ask(bytes: number, granted: () => void): void;
  /** Takes a question back that was not granted yet. */
  withdraw(): void;
  /** Forgets the question and the lane; nothing is granted any more. */
  close(): void;
}

/** An access link in one direction, shared by all connections of a peer. */
export interface RateLimit {
  lane(): Lane;
  /** In bytes a second; Infinity: no limit, 0: nothing moves. */
  setRate(bytesPerSecond: number): void;
  readonly bytesPerSecond: number;
  /** Bytes granted so far. */
  readonly grantedBytes: number;
  /** Calls its timer off and forgets every lane. */
  close(): void;
}

interface Question {
  readonly bytes: number;
  readonly granted: () => void;
}

interface LaneState {
  question: Question | null;
  /** Bytes it was given, as a place in line: who had least is next. */
  served: number;
  /** Who asked first is first among equals. */
  askedAt: number;
}

/**
 * A token bucket with debt: whoever is next may move a whole block when the bucket is not below empty, and the debt is
 * paid before the next one. Turns are fair in bytes: the lane that was served least is next, and a lane that was idle
 * does not catch up. Begins empty, so that the first second is no burst.
 * @param bytesPerSecond >= 0, or Infinity
 */
export function createRateLimit(bytesPerSecond: number, clock: Clock): RateLimit {
  const lanes = new Set<LaneState>();
  let rate = bytesPerSecond;
  let tokens = 0;
  let countedMs = clock.nowMs();
  let callOff: (() => void) | null = null;
  let isServing = false;
  let questions = 0;
  let grantedBytes = 0;
  /** Place in line of the lane served last: where lanes that come back join. */
  let front = 0;

  function refill(): void {
    const nowMs = clock.nowMs();
    const elapsedSeconds = (nowMs - countedMs) / 1000;
    countedMs = nowMs;
    const keptSeconds = next() ? LATE_SECONDS : IDLE_SECONDS;
    // Infinity times nothing is not a number.
    tokens = rate === Infinity ? 0 : Math.min(tokens + rate * elapsedSeconds, rate * keptSeconds);
  }

  function next(): LaneState | null {
    let first: LaneState | null = null;
    for (const lane of lanes) {
      if (!lane.question) continue;
      if (!first || lane.served < first.served || (lane.served === first.served && lane.askedAt < first.askedAt)) first = lane;
    }
    return first;
  }

  function serve(): void {
    // A grant may ask again, or close: one loop sees to all of it.
    if (isServing) return;
    isServing = true;
    callOff?.();
    callOff = null;
    refill();
    try {
      // Half a byte of debt is the rounding of sums, not a debt.
      for (let lane = next(); lane && rate > 0 && tokens >= -0.5; lane = next()) grant(lane, lane.question!);
    } finally {
      isServing = false;
    }
    if (next() && rate > 0) callOff = clock.after((-tokens / rate) * 1000, serve);
  }

  function grant(lane: LaneState, { bytes, granted }: Question): void {
    lane.question = null;
    front = Math.max(front, lane.served);
    lane.served += bytes;
    if (rate !== Infinity) tokens -= bytes;
    grantedBytes += bytes;
    granted();
  }

  return {
    lane() {
      const lane: LaneState = { question: null, served: front, askedAt: 0 };
      lanes.add(lane);
      return {
        ask(bytes, granted) {
          if (!lanes.has(lane)) return;
          if (lane.question) throw new Error('a lane asks one question at a time');
          // Up to here the link was idle, unless somebody else waits; a lane that asks again as it is served was not idle.
          if (!isServing) refill();
          lane.question = { bytes, granted };
          lane.askedAt = questions++;
          lane.served = Math.max(lane.served, front);
          serve();
        },
        withdraw() {
          lane.question = null;
        },
        close() {
          lane.question = null;
          lanes.delete(lane);
        },
      };
    },
    setRate(newRate) {
      refill();
      rate = newRate;
      serve();
    },
    get bytesPerSecond() {
      return rate;
    },
    get grantedBytes() {
      return grantedBytes;
    },
    close() {
      callOff?.();
      callOff = null;
      lanes.clear();
    },
  };
}
