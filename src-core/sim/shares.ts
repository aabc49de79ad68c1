/**
 * Who sent how much of a piece that came in more than one transfer: linked lists in growing arrays.
 * A list is known by its newest entry, -1 while it is empty.
 */
export interface Shares {
  /** Puts an entry before the list `head`; returns the new head. */
  add(head: number, sender: number, bits: number): number;
  /** Shares `wholeBits` out in whole bits among the entries, in the order of their bits, and gives the entries back. Returns what is left of it. */
  credit(head: number, wholeBits: number, receiver: number, give: (sender: number, receiver: number, bits: number) => void): number;
}

export function createShares(): Shares {
  let sender = new Int32Array(256);
  let bits = new Float64Array(256);
  let next = new Int32Array(256);
  let used = 0;
  let free = -1;

  function grow(): void {
    const wider = { sender: new Int32Array(used * 2), bits: new Float64Array(used * 2), next: new Int32Array(used * 2) };
    wider.sender.set(sender);
    wider.bits.set(bits);
    wider.next.set(next);
    ({ sender, bits, next } = wider);
  }

  return {
    add(head, from, count) {
      let entry = free;
      if (entry >= 0) free = next[entry]!;
      else {
        entry = used;
        if (used === sender.length) grow();
        used++;
      }
      sender[entry] = from;
      bits[entry] = count;
      next[entry] = head;
      return entry;
    },
    credit(head, wholeBits, receiver, give) {
      let exact = 0;
      let given = 0;
      while (head >= 0) {
        exact += bits[head]!;
        // Rounding the running sum, not each share, makes the whole bits add up.
        const upTo = Math.min(wholeBits, Math.round(exact));
        give(sender[head]!, receiver, upTo - given);
        given = upTo;
        const after = next[head]!;
        next[head] = free;
        free = head;
        head = after;
      }
      return wholeBits - given;
    },
  };
}
