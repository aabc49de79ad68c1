import { createRateBins } from './capacityBins';
import type { LinkSharing } from './linkSharing';
import type { Swarm } from './swarm';
import type { CapacityUse, IdleReason } from './types';

/** A link that is full but for the rounding of its rates is full. */
const FULL = 1 - 1e-9;
/** What a bit of capacity comes to: one of the reasons for being idle, or used. */
const Use = { nothingToGive: 0, nobodyInterested: 1, noSlot: 2, receiversFull: 3, endPhase: 4, used: 5 } as const satisfies Record<IdleReason | 'used', number>;
const USES = 6;

/**
 * Where the upload capacity went. Between two events every peer that is online sends at some rate; the rest of its uplink
 * is idle for exactly one reason (`docs/model.md`). Looks at the peers in `swarm.uploadChanged` only and changes nothing.
 */
export interface Capacity {
  /** Once all rates are right for the stretch of time that begins now. */
  reckon(now: number): void;
  /** A peer has another rate or strategy from now on. */
  offerChanged(peer: number): void;
  /** What it came to; once, at the end. */
  close(now: number): CapacityUse;
}

export function createCapacity(swarm: Swarm, sharing: LinkSharing): Capacity {
  const { peers, pieces, online, heldCount, neighbourCount, interestedCount, regularUsed, optimisticUsed, uploadChanged } = swarm;
  const { bitrate, upHead, upNext } = sharing;
  // As in the bound, a free rider has no capacity: it will not give it.
  const offeredBy = (peer: number) => (swarm.isFreeRider[peer] ? 0 : swarm.uploadBitrate[peer]!);
  const offered = Float64Array.from(swarm.uploadBitrate, (_, peer) => offeredBy(peer));
  const bins = createRateBins(USES);
  const bits = new Float64Array(USES);

  // by peer, since the last change
  const since = new Float64Array(peers);
  const usedBitrate = new Float64Array(peers);
  const idleBitrate = new Float64Array(peers);
  const idleReason = new Uint8Array(peers);

  /** Rate at which a peer sends, never more than it offers. */
  function sending(peer: number): number {
    let rate = 0;
    for (let flow = upHead[peer]!; flow >= 0; flow = upNext[flow]!) rate += bitrate[flow]!;
    return rate >= offered[peer]! * FULL ? offered[peer]! : rate;
  }

  function reasonOf(peer: number): number {
    if (heldCount[peer] === 0) return Use.nothingToGive;
    const interested = interestedCount[peer]!;
    if (interested === 0) return heldCount[peer] === pieces && neighbourCount[peer]! > 0 ? Use.endPhase : Use.nobodyInterested;
    return interested > regularUsed[peer]! + optimisticUsed[peer]! ? Use.noSlot : Use.receiversFull;
  }

  function settle(peer: number, now: number): void {
    const from = since[peer]!;
    since[peer] = now;
    if (from === now) return;
    if (usedBitrate[peer]! > 0) book(Use.used, usedBitrate[peer]!, from, now);
    if (idleBitrate[peer]! > 0) book(idleReason[peer]!, idleBitrate[peer]!, from, now);
  }

  function book(kind: number, rate: number, from: number, now: number): void {
    bits[kind]! += rate * (now - from);
    bins.add(kind, rate, from, now);
  }

  function look(peer: number, now: number): void {
    const offers = online[peer] === 1 ? offered[peer]! : 0;
    const used = offers > 0 ? sending(peer) : 0;
    const idle = offers - used;
    const reason = idle > 0 ? reasonOf(peer) : 0;
    if (used === usedBitrate[peer] && idle === idleBitrate[peer] && reason === idleReason[peer]) return;
    settle(peer, now);
    usedBitrate[peer] = used;
    idleBitrate[peer] = idle;
    idleReason[peer] = reason;
  }

  return {
    reckon(now) {
      bins.reach(now);
      for (let k = 0; k < uploadChanged.count; k++) look(uploadChanged.list[k]!, now);
      uploadChanged.clear();
    },
    offerChanged(peer) {
      offered[peer] = offeredBy(peer);
      uploadChanged.add(peer);
    },
    close(now) {
      bins.reach(now);
      for (let peer = 0; peer < peers; peer++) settle(peer, now);
      const usedBits = bits[Use.used]!;
      const idle = byReason((use) => bits[use]!);
      return {
        totalBits: usedBits + idle.nothingToGive + idle.nobodyInterested + idle.noSlot + idle.receiversFull + idle.endPhase,
        usedBits,
        idle,
        bins: { widthSeconds: bins.widthSeconds, untilSeconds: now, usedBits: bins.bitsUntil(Use.used, now), idle: byReason((use) => bins.bitsUntil(use, now)) },
      };
    },
  };
}

function byReason<T>(value: (use: number) => T): Record<IdleReason, T> {
  return {
    nothingToGive: value(Use.nothingToGive),
    nobodyInterested: value(Use.nobodyInterested),
    noSlot: value(Use.noSlot),
    receiversFull: value(Use.receiversFull),
    endPhase: value(Use.endPhase),
  };
}
