import type { Swarm } from './swarm';

/** Room for rounding when the rates on a link are added up: a link that is over by less is not over. */
const SLACK = 1 + 1e-13;

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
  /** Bit rate of the flow of a sender's row; 0 when there is none. Changes only in `share`. */
  readonly bitrate: Float64Array;
  /** Flows that a peer receives. */
  readonly downHead: Int32Array;
  readonly downNext: Int32Array;
  /** Flows that a peer sends. */
  readonly upHead: Int32Array;
  readonly upNext: Int32Array;
  /** The flow of that row exists from now on, at rate 0 until `share`. */
  open(row: number): void;
  /** The flow is gone; its rate is 0 at once. */
  close(row: number): void;
  /** The links of a peer have the rates that the swarm says from now on. */
  relink(peer: number): void;
  /** Something changed since the last `share`. */
  readonly dirty: boolean;
  /** Brings all rates up to date; calls `changed` before the rate of a row becomes another one. */
  share(changed: (row: number) => void): void;
}

export function createLinkSharing(swarm: Swarm): LinkSharing {
  const { peers, rows, owner, table } = swarm;
  const { remote } = table;
  const links = 2 * peers; // uplink of peer i is i, its downlink peers + i
  const capacity = new Float64Array(links);
  capacity.set(swarm.uploadBitrate);
  capacity.set(swarm.downloadBitrate, peers);

  const head = new Int32Array(links).fill(-1);
  const flowCount = new Int32Array(links);
  const upNext = new Int32Array(rows);
  const upBefore = new Int32Array(rows);
  const downNext = new Int32Array(rows);
  const downBefore = new Int32Array(rows);

  const level = new Float64Array(links).fill(Infinity);
  const bitrate = new Float64Array(rows);

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
  const newBitrate = new Float64Array(rows);
  const fixedIn = new Int32Array(rows); // number of the filling in which the row got its new rate
  let filling = 0;

  const nextOn = (link: number) => (link < peers ? upNext : downNext);
  const otherLink = (link: number, row: number) => (link < peers ? peers + remote[row]! : owner[row]!);

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
      for (let row = head[link]!; row >= 0; row = next[row]!) {
        if (fixedIn[row] === filling) continue;
        const other = otherLink(link, row);
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
    for (let row = head[link]!; row >= 0; row = next[row]!) {
      if (fixedIn[row] === filling) continue;
      const other = otherLink(link, row);
      let rate = newLevel[link]!;
      if (!isChosen[other] && level[other]! < rate) rate = level[other]!;
      newBitrate[row] = rate;
      fixedIn[row] = filling;
      if (isPending[other]) {
        left[other] = Math.max(0, left[other]! - rate);
        unfixed[other]!--;
        needsLevel[other] = 1;
      }
    }
  }

  function isOver(link: number): boolean {
    const next = nextOn(link);
    let sum = 0;
    for (let row = head[link]!; row >= 0; row = next[row]!) sum += fixedIn[row] === filling ? newBitrate[row]! : bitrate[row]!;
    return sum > capacity[link]! * SLACK;
  }

  /** Chooses the links outside whose condition the new rates break; false when there are none. */
  function spread(): boolean {
    const before = chosenCount;
    for (let k = 0; k < before; k++) {
      const link = chosen[k]!;
      const next = nextOn(link);
      for (let row = head[link]!; row >= 0; row = next[row]!) {
        if (newBitrate[row] === bitrate[row]) continue;
        const other = otherLink(link, row);
        if (isChosen[other] || capacity[other] === Infinity) continue;
        if (level[other]! < Infinity || isOver(other)) choose(other);
      }
    }
    return chosenCount > before;
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
    open(row) {
      const up = owner[row]!;
      const down = peers + remote[row]!;
      upNext[row] = head[up]!;
      upBefore[row] = -1;
      if (head[up]! >= 0) upBefore[head[up]!] = row;
      head[up] = row;
      downNext[row] = head[down]!;
      downBefore[row] = -1;
      if (head[down]! >= 0) downBefore[head[down]!] = row;
      head[down] = row;
      flowCount[up]!++;
      flowCount[down]!++;
      choose(up);
      if (level[down]! < Infinity) choose(down);
    },
    close(row) {
      const up = owner[row]!;
      const down = peers + remote[row]!;
      if (upBefore[row]! >= 0) upNext[upBefore[row]!] = upNext[row]!;
      else head[up] = upNext[row]!;
      if (upNext[row]! >= 0) upBefore[upNext[row]!] = upBefore[row]!;
      if (downBefore[row]! >= 0) downNext[downBefore[row]!] = downNext[row]!;
      else head[down] = downNext[row]!;
      if (downNext[row]! >= 0) downBefore[downNext[row]!] = downBefore[row]!;
      flowCount[up]!--;
      flowCount[down]!--;
      bitrate[row] = 0;
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
      for (let row = head[down]!; row >= 0; row = downNext[row]!) choose(owner[row]!);
    },
    share(changed) {
      do fill();
      while (spread());
      for (let k = 0; k < chosenCount; k++) {
        const link = chosen[k]!;
        level[link] = newLevel[link]!;
        isChosen[link] = 0;
        const next = nextOn(link);
        for (let row = head[link]!; row >= 0; row = next[row]!) {
          if (newBitrate[row] === bitrate[row]) continue;
          changed(row);
          bitrate[row] = newBitrate[row]!;
          swarm.uploadChanged.add(owner[row]!);
        }
      }
      chosenCount = 0;
    },
  };
}
