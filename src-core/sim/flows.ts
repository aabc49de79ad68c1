import type { LinkSharing } from './linkSharing';
import type { Swarm } from './swarm';

/** So many numbers are kept for each flow, at these places. Side by side, because whoever needs one is about to need the others. */
const NUMBERS = 4;
/** Bits that it has brought to its piece, and the time up to which all is settled. */
const BROUGHT = 0;
const SETTLED_SECONDS = 1;
/** Settled bits of which its sender's, and its receiver's, side of the connection has not been told. */
const UNTOLD_SENDER = 2;
const UNTOLD_RECEIVER = 3;

/**
 * What runs over the connections now: for a row whose owner sends to its neighbour, a flow with the number that `LinkSharing` gave it.
 * There are ten times as many connections as flows: what is looked at often is kept by flow, where it is small and stays near.
 */
export interface Flows {
  readonly running: number;
  /** By row: the flow that its owner sends; -1: none. */
  readonly flowOf: Int32Array;
  /** By flow: row of its sender. */
  readonly rowOf: Int32Array;
  /** Begins at rate 0. */
  open(row: number): number;
  close(flow: number): void;
  /** It works on another piece from now on. */
  restart(flow: number, now: number): void;
  /** It ran at the rate that it has until now. */
  settle(flow: number, now: number): void;
  /** Settled bits that it has brought to its piece. */
  broughtBits(flow: number): number;
  /** Tells `traffic` all that moved over the rows of a peer until now. */
  tell(peer: number, now: number): void;
}

export function createFlows(swarm: Swarm, sharing: LinkSharing): Flows {
  const { rows, owner, mirror, traffic } = swarm;
  const { remote } = swarm.table;
  const { bitrate, upHead, upNext, downHead, downNext } = sharing;
  const flowOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(rows);
  /** By flow: row of its receiver. */
  const theirRowOf = new Int32Array(rows);
  const numbers = new Float64Array(NUMBERS * rows);
  let running = 0;

  function settle(flow: number, now: number): void {
    const at = NUMBERS * flow;
    const bits = (now - numbers[at + SETTLED_SECONDS]!) * bitrate[flow]!;
    numbers[at + SETTLED_SECONDS] = now;
    numbers[at + BROUGHT]! += bits;
    numbers[at + UNTOLD_SENDER]! += bits;
    numbers[at + UNTOLD_RECEIVER]! += bits;
  }

  function tellSender(flow: number): void {
    traffic.sent(rowOf[flow]!, numbers[NUMBERS * flow + UNTOLD_SENDER]!);
    numbers[NUMBERS * flow + UNTOLD_SENDER] = 0;
  }

  function tellReceiver(flow: number): void {
    traffic.received(theirRowOf[flow]!, numbers[NUMBERS * flow + UNTOLD_RECEIVER]!);
    numbers[NUMBERS * flow + UNTOLD_RECEIVER] = 0;
  }

  return {
    get running() {
      return running;
    },
    flowOf,
    rowOf,
    open(row) {
      const flow = sharing.open(owner[row]!, remote[row]!);
      flowOf[row] = flow;
      rowOf[flow] = row;
      theirRowOf[flow] = mirror[row]!;
      numbers[NUMBERS * flow + UNTOLD_SENDER] = 0;
      numbers[NUMBERS * flow + UNTOLD_RECEIVER] = 0;
      running++;
      return flow;
    },
    close(flow) {
      tellSender(flow);
      tellReceiver(flow);
      flowOf[rowOf[flow]!] = -1;
      sharing.close(flow);
      running--;
    },
    restart(flow, now) {
      numbers[NUMBERS * flow + BROUGHT] = 0;
      numbers[NUMBERS * flow + SETTLED_SECONDS] = now;
    },
    settle,
    broughtBits: (flow) => numbers[NUMBERS * flow + BROUGHT]!,
    tell(peer, now) {
      for (let flow = upHead[peer]!; flow >= 0; flow = upNext[flow]!) {
        settle(flow, now);
        tellSender(flow);
      }
      for (let flow = downHead[peer]!; flow >= 0; flow = downNext[flow]!) {
        settle(flow, now);
        tellReceiver(flow);
      }
    },
  };
}
