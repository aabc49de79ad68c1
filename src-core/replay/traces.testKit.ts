import { createStreams } from '../base/index';
import { EventKind, createTraceRecorder, type Trace, type TraceHeader } from '../trace/index';
import type { Replay } from './types';

export function headerOf(peers: number, pieces: number, pieceBits = 1000, lastPieceBits = 400): TraceHeader {
  const groupOf = Int32Array.from({ length: peers + 1 }, (_, peer) => (peer === 0 ? -1 : 0));
  return { architecture: 'peer-to-peer', engineVersion: 'test', randomSeed: 1, peerCount: peers + 1, pieceCount: pieces, pieceBits, lastPieceBits, groupOf };
}

/** What a plain reading of the rows says the swarm is after one of them. */
export interface Truth {
  readonly online: number[];
  readonly held: number[][];
  readonly neighbours: number[][];
  /** `from>to` for each unchoked pair: 1 or 2. */
  readonly slots: Record<string, number>;
  /** `from>to:piece` in the order in which they began. */
  readonly transfers: string[];
  readonly settledUp: number[];
}

interface Flow {
  readonly from: number;
  readonly to: number;
  readonly piece: number;
}

/**
 * A trace of random events that a swarm could show; `tell` gets the truth after every row. Peers come, go and return, are
 * connected, choke and unchoke, share pieces between several senders, stop in the middle and go on with the next piece.
 */
export function randomTrace(randomSeed: number, peers: number, pieces: number, rows: number, tell?: (truth: Truth) => void): Trace {
  const header = headerOf(peers, pieces);
  const recorder = createTraceRecorder(header);
  const draw = createStreams(randomSeed, 1, 1).of(0, 0);
  const online = new Set<number>();
  const seen = new Set<number>();
  const held = Array.from({ length: peers + 1 }, (_, peer) => new Set<number>(peer === 0 ? Array.from({ length: pieces }, (_, piece) => piece) : []));
  const partial = new Map<string, number>();
  const neighbours = Array.from({ length: peers + 1 }, (): number[] => []);
  const slots: Record<string, number> = {};
  const settledUp = Array.from({ length: peers + 1 }, () => 0);
  let flows: Flow[] = [];
  let seconds = 0;
  let written = 0;

  const sizeOf = (piece: number) => (piece === pieces - 1 ? header.lastPieceBits : header.pieceBits);
  const leftOf = (to: number, piece: number) => sizeOf(piece) - (partial.get(`${to}:${piece}`) ?? 0);
  function write(kind: EventKind, subject: number, object: number, piece: number, value: number): void {
    recorder.write(seconds, kind, subject, object, piece, value, -1);
    written++;
    tell?.({
      online: [...online].sort((a, b) => a - b),
      held: held.map((set) => [...set].sort((a, b) => a - b)),
      neighbours: neighbours.map((list) => [...list]),
      slots: { ...slots },
      transfers: flows.map(({ from, to, piece: of }) => `${from}>${to}:${of}`),
      settledUp: [...settledUp],
    });
  }
  function stop(flow: Flow): void {
    // Never the last bit: a piece that is whole has its own row.
    const bits = draw.below(leftOf(flow.to, flow.piece));
    partial.set(`${flow.to}:${flow.piece}`, (partial.get(`${flow.to}:${flow.piece}`) ?? 0) + bits);
    settledUp[flow.from]! += bits;
    flows = flows.filter((other) => other !== flow);
    write(EventKind.transferStopped, flow.to, flow.from, flow.piece, bits);
  }
  function wanted(to: number, from: number): number[] {
    return [...held[from]!].filter((piece) => !held[to]!.has(piece));
  }
  function complete(flow: Flow): void {
    for (const other of flows.filter((one) => one !== flow && one.to === flow.to && one.piece === flow.piece)) stop(other);
    settledUp[flow.from]! += leftOf(flow.to, flow.piece);
    partial.delete(`${flow.to}:${flow.piece}`);
    held[flow.to]!.add(flow.piece);
    flows = flows.filter((other) => other !== flow);
    const next = wanted(flow.to, flow.from);
    const piece = next.length > 0 && draw.below(2) === 0 ? next[draw.below(next.length)]! : -1;
    if (piece >= 0) flows.push({ from: flow.from, to: flow.to, piece });
    write(EventKind.pieceCompleted, flow.to, flow.from, flow.piece, piece);
    if (held[flow.to]!.size === pieces) write(EventKind.completed, flow.to, -1, -1, 0);
  }
  function leave(peer: number): void {
    for (const flow of flows.filter(({ from, to }) => from === peer || to === peer)) stop(flow);
    online.delete(peer);
    for (const other of neighbours[peer]!) {
      neighbours[other] = neighbours[other]!.filter((one) => one !== peer);
      delete slots[`${peer}>${other}`];
      delete slots[`${other}>${peer}`];
    }
    neighbours[peer] = [];
    write(EventKind.left, peer, -1, -1, 2);
  }
  function join(peer: number): void {
    online.add(peer);
    write(EventKind.joined, peer, -1, -1, seen.has(peer) ? 1 : 0);
    seen.add(peer);
  }
  function actOnPair(a: number, b: number): void {
    if (!online.has(a) || !online.has(b)) return;
    if (!neighbours[a]!.includes(b)) {
      neighbours[a]!.push(b);
      neighbours[b]!.push(a);
      return write(EventKind.connected, a, b, -1, 0);
    }
    const flow = flows.find(({ from, to }) => from === a && to === b);
    if (flow) return draw.below(4) === 0 ? stop(flow) : complete(flow);
    const choice = draw.below(4);
    const wants = wanted(b, a);
    if (choice === 0) {
      delete slots[`${a}>${b}`];
      write(EventKind.choked, a, b, -1, 0);
    } else if (choice === 1 || wants.length === 0) {
      const reason = draw.below(3);
      slots[`${a}>${b}`] = reason === 1 ? 2 : 1;
      write(EventKind.unchoked, a, b, -1, reason);
    } else {
      const piece = wants[draw.below(wants.length)]!;
      flows.push({ from: a, to: b, piece });
      write(EventKind.transferStarted, b, a, piece, partial.get(`${b}:${piece}`) ?? 0);
    }
  }

  join(0);
  while (written < rows) {
    seconds += draw.below(3) === 0 ? 0 : draw.fraction();
    const peer = 1 + draw.below(peers);
    if (!online.has(peer)) join(peer);
    else if (draw.below(40) === 0) leave(peer);
    else actOnPair(draw.below(3) === 0 ? 0 : 1 + ((peer + draw.below(peers - 1)) % peers), peer);
  }
  return recorder.finish();
}

/** Everything that a replay shows, as plain values. */
export function shownBy(replay: Replay) {
  const { state, header } = replay;
  const out = new Int32Array(header.peerCount);
  const peers = Array.from({ length: header.peerCount }, (_, peer) => peer);
  const transfers = Array.from({ length: state.transferCount }, (_, at) => at);
  const neighbours = peers.map((peer) => [...out.subarray(0, replay.neighbours(peer, out))]);
  return {
    online: peers.filter((peer) => state.online[peer] === 1),
    arrived: peers.filter((peer) => state.arrived[peer] === 1),
    held: peers.map((peer) => heldBy(replay, peer)),
    heldCount: [...state.heldCount],
    copies: [...state.copies],
    neighbours,
    slots: Object.fromEntries(peers.flatMap((from) => neighbours[from]!.map((to) => [`${from}>${to}`, replay.slot(from, to)] as const).filter(([, slot]) => slot > 0))),
    transfers: transfers.map((at) => `${state.transferFrom[at]}>${state.transferTo[at]}:${state.transferPiece[at]}`),
    moving: transfers.map((at) => [state.transferRow[at], state.transferBitrate[at], state.transferFraction[at]]),
    up: [...state.uploadedBits],
    down: [...state.downloadedBits],
    timeSeconds: state.timeSeconds,
    row: replay.row,
  };
}

export function heldBy({ state, header }: Replay, peer: number): number[] {
  return Array.from({ length: header.pieceCount }, (_, piece) => piece)
    .filter((piece) => ((state.held[peer * state.wordsPerPeer + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1);
}
