/** A value for each ordered pair of peers that has one. */
export interface Pairs<Value> {
  has(first: number, second: number): boolean;
  get(first: number, second: number): Value | undefined;
  set(first: number, second: number, value: Value): void;
  /** Takes the value out. */
  take(first: number, second: number): Value | undefined;
  /** All `second` of a `first`, and all `first` of a `second`, in no particular order. */
  seconds(first: number): number[];
  firsts(second: number): number[];
  dropAll(peer: number): void;
}

export function createPairs<Value>(peerCount: number): Pairs<Value> {
  const byFirst = Array.from({ length: peerCount }, () => new Map<number, Value>());
  const bySecond = Array.from({ length: peerCount }, () => new Set<number>());
  return {
    has: (first, second) => byFirst[first]!.has(second),
    get: (first, second) => byFirst[first]!.get(second),
    set(first, second, value) {
      byFirst[first]!.set(second, value);
      bySecond[second]!.add(first);
    },
    take(first, second) {
      const value = byFirst[first]!.get(second);
      byFirst[first]!.delete(second);
      bySecond[second]!.delete(first);
      return value;
    },
    seconds: (first) => [...byFirst[first]!.keys()],
    firsts: (second) => [...bySecond[second]!],
    dropAll(peer) {
      for (const second of byFirst[peer]!.keys()) bySecond[second]!.delete(peer);
      for (const first of bySecond[peer]!) byFirst[first]!.delete(peer);
      byFirst[peer]!.clear();
      bySecond[peer]!.clear();
    },
  };
}
