import type { Replay } from '@core/replay/index';

export type SlotState = 'choked' | 'unchoked' | 'optimistic';
export type Interest = 'both' | 'own' | 'other' | 'none';

export interface NeighbourFacts {
  readonly peer: number;
  /** How the neighbour treats this peer. */
  readonly gets: SlotState;
  /** How this peer treats the neighbour. */
  readonly gives: SlotState;
  readonly interest: Interest;
  /** bit/s from the neighbour, and to it. */
  readonly downBitrate: number;
  readonly upBitrate: number;
}

export interface ReceivingFacts {
  readonly from: number;
  readonly piece: number;
  readonly fraction: number;
}

/** All that is known of one peer at the time at which the replay stands. */
export interface PeerFacts {
  readonly downBitrate: number;
  readonly upBitrate: number;
  readonly receiving: readonly ReceivingFacts[];
  /** Those that something flows to or from first, then by number. */
  readonly neighbours: readonly NeighbourFacts[];
}

const slots = ['choked', 'unchoked', 'optimistic'] as const;
const slotOf = (replay: Replay, from: number, to: number): SlotState => slots[Math.max(0, replay.slot(from, to))] ?? 'choked';

function interestOf(replay: Replay, peer: number, other: number): Interest {
  const own = replay.interested(peer, other);
  const others = replay.interested(other, peer);
  if (own && others) return 'both';
  return own ? 'own' : others ? 'other' : 'none';
}

/** @param found room for all neighbours, `peerCount` long */
export function peerFacts(replay: Replay, peer: number, found: Int32Array): PeerFacts {
  const { state } = replay;
  const down = new Map<number, number>();
  const up = new Map<number, number>();
  const receiving: ReceivingFacts[] = [];
  for (let at = 0; at < state.transferCount; at++) {
    const from = state.transferFrom[at]!;
    const to = state.transferTo[at]!;
    const bitrate = state.transferBitrate[at]!;
    if (to === peer) {
      down.set(from, (down.get(from) ?? 0) + bitrate);
      receiving.push({ from, piece: state.transferPiece[at]!, fraction: state.transferFraction[at]! });
    } else if (from === peer) up.set(to, (up.get(to) ?? 0) + bitrate);
  }
  const count = replay.neighbours(peer, found);
  const neighbours = Array.from(found.subarray(0, count), (other) => ({
    peer: other,
    gets: slotOf(replay, other, peer),
    gives: slotOf(replay, peer, other),
    interest: interestOf(replay, peer, other),
    downBitrate: down.get(other) ?? 0,
    upBitrate: up.get(other) ?? 0,
  }));
  neighbours.sort((a, b) => b.downBitrate + b.upBitrate - a.downBitrate - a.upBitrate || a.peer - b.peer);
  const sum = (rates: Map<number, number>) => Array.from(rates.values()).reduce((total, rate) => total + rate, 0);
  return { downBitrate: sum(down), upBitrate: sum(up), receiving, neighbours };
}
