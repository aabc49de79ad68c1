import type { FluidSchedule, Setting } from '../theory/index';
import { createRateBins } from './capacityBins';
import type { CapacityUse, IdleReason } from './types';

const USED = 0;
const IDLE = 1;

/**
 * Where the upload capacity goes in a fluid schedule: at the same rates from beginning to end. What is idle is so because the server's
 * upload binds and peers have passed on all there is (case A), or because everyone receives as fast as the slowest can (C1, C2).
 */
export function fluidCapacity({ sizeBits, peers, serverBitrate, totalPeerBitrate }: Setting, schedule: FluidSchedule | null): CapacityUse {
  const seconds = schedule?.seconds ?? 0;
  const bins = createRateBins(2);
  bins.reach(seconds);
  const usedBitrate = peers * (schedule?.commonBitrate ?? 0);
  const idleBitrate = schedule?.case === 'B' ? 0 : Math.max(0, serverBitrate + totalPeerBitrate - usedBitrate);
  if (seconds > 0) {
    bins.add(USED, usedBitrate, 0, seconds);
    bins.add(IDLE, idleBitrate, 0, seconds);
  }
  const reason: IdleReason = schedule?.case === 'A' ? 'nothingToGive' : 'receiversFull';
  const usedBits = peers * sizeBits;
  const idleBits = idleBitrate * seconds;
  const over = (kind: number) => bins.bitsUntil(kind, seconds);
  const none = over(USED).fill(0);
  return {
    totalBits: usedBits + idleBits,
    usedBits,
    idle: { nothingToGive: 0, nobodyInterested: 0, noSlot: 0, receiversFull: 0, endPhase: 0, [reason]: idleBits },
    bins: {
      widthSeconds: bins.widthSeconds,
      untilSeconds: seconds,
      usedBits: over(USED),
      idle: { nothingToGive: none, nobodyInterested: none, noSlot: none, receiversFull: none, endPhase: none, [reason]: over(IDLE) },
    },
  };
}
