import type { Swarm } from './swarm';

/** Room for rounding when the rates on a link are added up: a link that is over by less is not over. */
const SLACK = 1 + 1e-13;
/** Running sums are trusted where a link is so far from being full: their rounding errors are smaller by orders of magnitude. */
const CLEARLY_BELOW = 0.999;

/**
 * Max-min fair rates of all flows over the access links, kept exact while flows come and go.
 *
 * Every link has a level: the rate of the flows that it holds back, Infinity while it holds back none. A flow runs at the
 * lower level of its two links. These rates are the max-min fair allocation exactly if each link either is full or has the
 * level Infinity (each flow then has a full link on which none is faster: the certificate of Bertsekas & Gallager, section 6.5).
 * After a change only the links whose condition broke are filled anew, against the levels of all others; a link outside
 * joins them when a flow on it got another rate and its own condition breaks. What is not touched by a change is not looked at.
 */
export interface LinkSharing {
  /** By flow: bit/s. Changes only in `share`. */
  readonly bitrate: Float64Array;
  /** Flows that a peer receives. */
  readonly downHead: Int32Array;
  readonly downNext: Int32Array;
  /** Flows that a peer sends. */
  readonly upHead: Int32Array;
  readonly upNext: Int32Array;
  /**
   * A flow exists from now on, at rate 0 until `share`. Returns its number: numbers that fell free are given again, so that
   * what is kept of the flows that run lies close together, however many connections there are.
   */
  open(sender: number, receiver: number): number;
  /** The flow is gone; its rate is 0 at once. */
  close(flow: number): void;
  /** The links of a peer have the rates that the swarm says from now on. */
  relink(peer: number): void;
  /** Something changed since the last `share`. */
  readonly dirty: boolean;
  /** Brings all rates up to date; calls `changed` before the rate of a flow becomes another one. */
  share(changed: (flow: number) => void): void;
}

export function createLinkSharing(swarm: Swarm): LinkSharing {
  const { peers, rows: most } = swarm; // a connection has at most a flow each way
  const links = 2 * peers; // uplink of peer i is i, its downlink peers + i
  const capacity = new Float64Array(links);
  capacity.set(swarm.uploadBitrate);
  capacity.set(swarm.downloadBitrate, peers);

  const head = new Int32Array(links).fill(-1);
  const flowCount = new Int32Array(links);
  const level = new Float64Array(links).fill(Infinity);
  /** Rates on a link added up as they came and went: right but for rounding. */
  const load = new Float64Array(links);

  // by flow
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const upNext = new Int32Array(most);
  const upBefore = new Int32Array(most);
  const downNext = new Int32Array(most);
  const downBefore = new Int32Array(most);
  const bitrate = new Float64Array(most);
  let used = 0;
  let free = -1;

  // The links that are being filled anew, and what they are filled with.
  const chosen = new Int32Array(links);
  const isChosen = new Uint8Array(links);
  let chosenCount = 0;
  const pending = new Int32Array(links);
  const isPending = new Uint8Array(links);
  const newLevel = new Float64Array(links);
  const needsLevel = new Uint8Array(links);
  const left = new Float64Array(links);
  const unfixed = new Int32Array(links);
  const newBitrate = new Float64Array(most);
  const fixedIn = new Int32Array(most); // number of the filling in which the flow got its new rate
  let filling = 0;
  /** What the flows that got a higher rate in this filling got more, all together. */
  let gained = 0;

  const nextOn = (link: number) => (link < peers ? upNext : downNext);
  const otherLink = (link: number, flow: number) => (link < peers ? peers + to[flow]! : from[flow]!);

  function choose(link: number): void {
    if (isChosen[link] || capacity[link] === Infinity) return;
    isChosen[link] = 1;
    chosen[chosenCount++] = link;
  }

  /** The level at which the flows of a link that have no rate yet use up what is left of it; those held back elsewhere take less. */
  function fairLevel(link: number): number {
    const count = unfixed[link]!;
    if (count === 0) return Infinity;
    const next = nextOn(link);
    let share = left[link]! / count;
    let capped = 0;
    for (;;) {
      let cappedNow = 0;
      let cappedBits = 0;
      for (let flow = head[link]!; flow >= 0; flow = next[flow]!) {
        if (fixedIn[flow] === filling) continue;
        const other = otherLink(link, flow);
        if (isChosen[other]) continue;
        const cap = level[other]!;
        if (cap < share) {
          cappedNow++;
          cappedBits += cap;
        }
      }
      if (cappedNow === count) return Infinity;
      if (cappedNow <= capped) return share; // not ===: rounding may lower the share by a last bit and let a cap fall out again
      capped = cappedNow;
      share = (left[link]! - cappedBits) / (count - capped);
    }
  }

  /** Progressive filling of the chosen links: always the lowest level next. */
  function fill(): void {
    filling++;
    gained = 0;
    let count = chosenCount;
    for (let k = 0; k < count; k++) {
      const link = chosen[k]!;
      pending[k] = link;
      isPending[link] = 1;
      left[link] = capacity[link]!;
      unfixed[link] = flowCount[link]!;
      needsLevel[link] = 1;
    }
    while (count > 0) {
      let lowest = 0;
      let lowestLevel = Infinity;
      for (let k = 0; k < count; k++) {
        const link = pending[k]!;
        if (needsLevel[link]) {
          newLevel[link] = fairLevel(link);
          needsLevel[link] = 0;
        }
        if (newLevel[link]! < lowestLevel) {
          lowestLevel = newLevel[link]!;
          lowest = k;
        }
      }
      const link = pending[lowest]!;
      pending[lowest] = pending[--count]!;
      isPending[link] = 0;
      fix(link);
    }
  }

  /** Gives every flow of a link that has no rate yet its rate at that link's new level. */
  function fix(link: number): void {
    const next = nextOn(link);
    for (let flow = head[link]!; flow >= 0; flow = next[flow]!) {
      if (fixedIn[flow] === filling) continue;
      const other = otherLink(link, flow);
      let rate = newLevel[link]!;
      if (!isChosen[other] && level[other]! < rate) rate = level[other]!;
      newBitrate[flow] = rate;
      if (rate > bitrate[flow]!) gained += rate - bitrate[flow]!;
      fixedIn[flow] = filling;
      if (isPending[other]) {
        left[other] = Math.max(0, left[other]! - rate);
        unfixed[other]!--;
        needsLevel[other] = 1;
      }
    }
  }

  function isOver(link: number): boolean {
    // Far below its capacity even if all that was gained had come to this link: not worth adding up.
    if (load[link]! + gained < CLEARLY_BELOW * capacity[link]!) return false;
    const next = nextOn(link);
    let sum = 0;
    for (let flow = head[link]!; flow >= 0; flow = next[flow]!) sum += fixedIn[flow] === filling ? newBitrate[flow]! : bitrate[flow]!;
    return sum > capacity[link]! * SLACK;
  }

  /** Chooses the links outside whose condition the new rates break; false when there are none. */
  function spread(): boolean {
    const before = chosenCount;
    for (let k = 0; k < before; k++) {
      const link = chosen[k]!;
      const next = nextOn(link);
      for (let flow = head[link]!; flow >= 0; flow = next[flow]!) {
        if (newBitrate[flow] === bitrate[flow]) continue;
        const other = otherLink(link, flow);
        if (isChosen[other] || capacity[other] === Infinity) continue;
        if (level[other]! < Infinity || isOver(other)) choose(other);
      }
    }
    return chosenCount > before;
  }

  function unload(link: number, flow: number): void {
    load[link] = --flowCount[link]! === 0 ? 0 : load[link]! - bitrate[flow]!;
  }

  /** Gives a flow another rate. */
  function commit(flow: number, rate: number, changed: (flow: number) => void): void {
    changed(flow);
    const up = from[flow]!;
    const more = rate - bitrate[flow]!;
    load[up]! += more;
    load[peers + to[flow]!]! += more;
    bitrate[flow] = rate;
    swarm.uploadChanged.add(up);
  }

  /**
   * By far the most frequent change: one uplink, whose flows all go to receivers that hold nobody back and have room. They
   * share it equally, as `fill` would find. Returns false, with nothing done, where it is not as simple as that.
   */
  function shareOneLink(changed: (flow: number) => void): boolean {
    const link = chosen[0]!;
    if (chosenCount > 1 || link >= peers || flowCount[link] === 0) return false;
    const rate = capacity[link]! / flowCount[link]!;
    for (let flow = head[link]!; flow >= 0; flow = upNext[flow]!) {
      const down = peers + to[flow]!;
      if (level[down]! < Infinity || load[down]! + rate > CLEARLY_BELOW * capacity[down]!) return false;
    }
    level[link] = rate;
    for (let flow = head[link]!; flow >= 0; flow = upNext[flow]!) if (rate !== bitrate[flow]) commit(flow, rate, changed);
    return true;
  }

  function shareAll(changed: (flow: number) => void): void {
    do fill();
    while (spread());
    for (let k = 0; k < chosenCount; k++) {
      const link = chosen[k]!;
      level[link] = newLevel[link]!;
      const next = nextOn(link);
      for (let flow = head[link]!; flow >= 0; flow = next[flow]!) {
        if (newBitrate[flow] !== bitrate[flow]) commit(flow, newBitrate[flow]!, changed);
      }
    }
  }

  return {
    bitrate,
    upHead: head.subarray(0, peers),
    upNext,
    downHead: head.subarray(peers),
    downNext,
    get dirty() {
      return chosenCount > 0;
    },
    open(sender, receiver) {
      const flow = free < 0 ? used++ : free;
      if (flow === free) free = upNext[flow]!;
      const down = peers + receiver;
      from[flow] = sender;
      to[flow] = receiver;
      upNext[flow] = head[sender]!;
      upBefore[flow] = -1;
      if (head[sender]! >= 0) upBefore[head[sender]!] = flow;
      head[sender] = flow;
      downNext[flow] = head[down]!;
      downBefore[flow] = -1;
      if (head[down]! >= 0) downBefore[head[down]!] = flow;
      head[down] = flow;
      flowCount[sender]!++;
      flowCount[down]!++;
      choose(sender);
      if (level[down]! < Infinity) choose(down);
      return flow;
    },
    close(flow) {
      const up = from[flow]!;
      const down = peers + to[flow]!;
      if (upBefore[flow]! >= 0) upNext[upBefore[flow]!] = upNext[flow]!;
      else head[up] = upNext[flow]!;
      if (upNext[flow]! >= 0) upBefore[upNext[flow]!] = upBefore[flow]!;
      if (downBefore[flow]! >= 0) downNext[downBefore[flow]!] = downNext[flow]!;
      else head[down] = downNext[flow]!;
      if (downNext[flow]! >= 0) downBefore[downNext[flow]!] = downBefore[flow]!;
      unload(up, flow);
      unload(down, flow);
      bitrate[flow] = 0;
      upNext[flow] = free;
      free = flow;
      swarm.uploadChanged.add(up);
      if (level[up]! < Infinity) choose(up);
      if (level[down]! < Infinity) choose(down);
    },
    relink(peer) {
      capacity[peer] = swarm.uploadBitrate[peer]!;
      choose(peer);
      const down = peers + peer;
      capacity[down] = swarm.downloadBitrate[peer]!;
      choose(down);
      if (capacity[down] !== Infinity) return;
      // It holds nobody back any more: what its flows get now is for their senders' links to say.
      level[down] = Infinity;
      for (let flow = head[down]!; flow >= 0; flow = downNext[flow]!) choose(from[flow]!);
    },
    share(changed) {
      if (!shareOneLink(changed)) shareAll(changed);
      for (let k = 0; k < chosenCount; k++) isChosen[chosen[k]!] = 0;
      chosenCount = 0;
    },
  };
}
