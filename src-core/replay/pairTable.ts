/** `values` with room for `length`, the old ones first; `rest` fills the new places. */
export function grown<T extends Int32Array | Uint8Array | Float64Array>(values: T, length: number, rest = 0): T {
  const larger = new (values.constructor as new (length: number) => T)(length);
  larger.fill(rest, values.length);
  larger.set(values);
  return larger;
}

/**
 * Gives each pair of small integers that is put in a slot of its own, so that facts about pairs can lie in flat arrays by slot.
 * A hash table with open addressing: a pair is added, found and removed without allocating (but for doubling now and then).
 */
export class PairTable {
  /** By slot; -1 in a free slot, of which `second` is the next free one. */
  first = new Int32Array(64);
  second = new Int32Array(64);
  /** Slots from here on were never taken. */
  used = 0;
  private free = -1;
  private cells = new Int32Array(128); // slot + 1, or 0; twice as many as slots, so that probes stay short
  private mask = 127;

  /** Slots there is room for; columns by slot must be that long. */
  get capacity(): number {
    return this.first.length;
  }

  /** Slot of the pair, or -1. */
  find(first: number, second: number): number {
    for (let cell = this.home(first, second); ; cell = (cell + 1) & this.mask) {
      const slot = this.cells[cell]! - 1;
      if (slot < 0 || (this.first[slot] === first && this.second[slot] === second)) return slot;
    }
  }

  /** A slot for a pair that has none yet. */
  add(first: number, second: number): number {
    let slot = this.free;
    if (slot >= 0) this.free = this.second[slot]!;
    else {
      if (this.used === this.first.length) this.double();
      slot = this.used++;
    }
    this.first[slot] = first;
    this.second[slot] = second;
    this.place(slot);
    return slot;
  }

  remove(slot: number): void {
    let hole = this.home(this.first[slot]!, this.second[slot]!);
    while (this.cells[hole] !== slot + 1) hole = (hole + 1) & this.mask;
    // Pull back what was pushed past the hole, so that no probe ends too early.
    for (let cell = (hole + 1) & this.mask; this.cells[cell] !== 0; cell = (cell + 1) & this.mask) {
      const other = this.cells[cell]! - 1;
      const home = this.home(this.first[other]!, this.second[other]!);
      if (((cell - home) & this.mask) < ((cell - hole) & this.mask)) continue;
      this.cells[hole] = other + 1;
      hole = cell;
    }
    this.cells[hole] = 0;
    this.first[slot] = -1;
    this.second[slot] = this.free;
    this.free = slot;
  }

  clear(): void {
    this.cells.fill(0);
    this.used = 0;
    this.free = -1;
  }

  private home(first: number, second: number): number {
    const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }

  private place(slot: number): void {
    let cell = this.home(this.first[slot]!, this.second[slot]!);
    while (this.cells[cell] !== 0) cell = (cell + 1) & this.mask;
    this.cells[cell] = slot + 1;
  }

  /** Only called while no slot is free. */
  private double(): void {
    this.first = grown(this.first, this.first.length * 2);
    this.second = grown(this.second, this.second.length * 2);
    this.cells = new Int32Array(this.first.length * 2);
    this.mask = this.cells.length - 1;
    for (let slot = 0; slot < this.used; slot++) this.place(slot);
  }
}
