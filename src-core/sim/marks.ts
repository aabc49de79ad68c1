/** A set of small numbers that is filled quickly, gone through once and emptied: each is in it at most once, in the order it came. */
export interface Marks {
  readonly count: number;
  /** The first `count` are in the set. */
  readonly list: Int32Array;
  add(index: number): void;
  clear(): void;
}

/** @param size every index is below it */
export function createMarks(size: number): Marks {
  const list = new Int32Array(size);
  const isIn = new Uint8Array(size);
  let count = 0;
  return {
    list,
    get count() {
      return count;
    },
    add(index) {
      if (isIn[index]) return;
      isIn[index] = 1;
      list[count++] = index;
    },
    clear() {
      for (let k = 0; k < count; k++) isIn[list[k]!] = 0;
      count = 0;
    },
  };
}
