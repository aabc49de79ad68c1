import { createStreams, type Draw } from '../base/index';
import { NeighbourFlag, type NeighbourTable } from './neighbourTable';

/** A draw for tests: the generator of the lab itself, so that what is drawn is what runs draw. */
export function drawOf(randomSeed: number): Draw {
  return createStreams(randomSeed, 1, 1).of(0, 0);
}

/** A neighbour as a table has it. */
export interface Neighbour {
  /** Interested unless said. */
  readonly interested?: boolean;
  readonly connected?: boolean;
  readonly slot?: 'regular' | 'optimistic';
  readonly received?: number;
  readonly sent?: number;
  readonly served?: number;
}

/** One owner's table, a row for each neighbour in order. */
export function tableOf(neighbours: readonly Neighbour[]): NeighbourTable {
  const { connected, peerInterested, amChoking, optimistic } = NeighbourFlag;
  const flagsOf = ({ interested = true, connected: there = true, slot }: Neighbour) =>
    there ? connected | (interested ? peerInterested : 0) | (slot ? 0 : amChoking) | (slot === 'optimistic' ? optimistic : 0) : 0;
  return {
    remote: Int32Array.from(neighbours, (_, row) => row),
    flags: Uint8Array.from(neighbours, flagsOf),
    receivedBitrate: Float32Array.from(neighbours, ({ received = 0 }) => received),
    sentBitrate: Float32Array.from(neighbours, ({ sent = 0 }) => sent),
    servedSeconds: Float64Array.from(neighbours, ({ served = -1 }) => served),
  };
}

/** How often each of `kinds` outcomes came in `times` draws, as a fraction. */
export function sharesOf(times: number, kinds: number, outcome: () => number): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (let k = 0; k < times; k++) {
    const came = outcome();
    counts[came] = (counts[came] ?? 0) + 1;
  }
  return counts.map((count) => count / times);
}

/** Bitfields of several peers in one array, as the picker takes them; `at(k)` is where the k-th begins. */
export function bitfieldsOf(pieces: number, holdings: readonly (readonly number[])[]) {
  const words = (pieces + 31) >>> 5;
  const bits = new Uint32Array(words * holdings.length);
  holdings.forEach((held, peer) => held.forEach((piece) => (bits[peer * words + (piece >>> 5)]! |= 1 << (piece & 31))));
  return { bits, at: (peer: number) => peer * words };
}
