import { createRateBins, type CapacityUse, type IdleReason } from '@core/sim/index';

/** What a peer that is online could send, and what it has sent so far, in bits of the scenario. */
export interface Sender {
  /** 0: free riders, and who is offline. */
  readonly offeredBitrate: number;
  readonly sentBits: number;
  /** For which of the reasons it is idle now, if it is. */
  readonly idleReason: IdleReason;
}

const REASONS = ['nothingToGive', 'nobodyInterested', 'noSlot', 'receiversFull', 'endPhase'] as const;

/**
 * Measures where the upload capacity of a real swarm went, by looking at it every so often: between two looks what was not sent is
 * put down to the reason at the second. (The simulator knows it exactly; `docs/model.md`.)
 */
export function createCapacityUse(peerCount: number): { look(senders: readonly Sender[], now: number): void; close(now: number): CapacityUse } {
  const bins = createRateBins(1 + REASONS.length);
  const totals = new Float64Array(1 + REASONS.length);
  const sentBefore = new Float64Array(peerCount);
  let before = 0;

  function book(kind: number, bits: number, now: number): void {
    totals[kind]! += bits;
    bins.add(kind, bits / (now - before), before, now);
  }

  const byReason = <T>(value: (kind: number) => T) =>
    Object.fromEntries(REASONS.map((reason, at) => [reason, value(at + 1)])) as Record<IdleReason, T>;

  return {
    look(senders, now) {
      if (now <= before) return;
      bins.reach(now);
      senders.forEach(({ offeredBitrate, sentBits, idleReason }, peer) => {
        const used = sentBits - sentBefore[peer]!;
        sentBefore[peer] = sentBits;
        book(0, used, now);
        book(1 + REASONS.indexOf(idleReason), Math.max(0, offeredBitrate * (now - before) - used), now);
      });
      before = now;
    },
    close(now) {
      const idle = byReason((kind) => totals[kind]!);
      return {
        totalBits: totals[0]! + idle.nothingToGive + idle.nobodyInterested + idle.noSlot + idle.receiversFull + idle.endPhase,
        usedBits: totals[0]!,
        idle,
        bins: { widthSeconds: bins.widthSeconds, untilSeconds: now, usedBits: bins.bitsUntil(0, now), idle: byReason((kind) => bins.bitsUntil(kind, now)) },
      };
    },
  };
}
