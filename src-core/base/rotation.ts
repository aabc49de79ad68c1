/** Numbered things that fall due again and again, each about as long after its last time as the others. */
export interface Rotation {
  /** Plans a thing, or moves it to another time. Quick where hardly any other is due later. */
  set(id: number, time: number): void;
  /** Forgets a thing; nothing happens when it was not planned. */
  remove(id: number): void;
  /** Number of the earliest thing, of the lowest number among equal times; -1 when there is none. */
  first(): number;
  timeOf(id: number): number;
}

const NOWHERE = -1;

/**
 * A ring in the order (time, id). Where all are due again after the same span, each goes from its front to its back: no heap, whose
 * depth a thing that goes to the back has to pass through. A thing with another time is led to its place from the back.
 * @param capacity every number is below it
 */
export function createRotation(capacity: number): Rotation {
  const ring = new Int32Array(capacity);
  const times = new Float64Array(capacity);
  const isPlanned = new Uint8Array(capacity);
  let front = 0;
  let size = 0;

  const at = (place: number) => (front + place < capacity ? front + place : front + place - capacity);
  const comesBefore = (a: number, b: number) => times[a]! < times[b]! || (times[a] === times[b] && a < b);

  function remove(id: number): void {
    if (isPlanned[id] === 0) return;
    isPlanned[id] = 0;
    size--;
    if (ring[front] === id) {
      front = at(1);
      return;
    }
    let place = 1;
    while (ring[at(place)] !== id) place++;
    for (; place < size; place++) ring[at(place)] = ring[at(place + 1)]!;
  }

  return {
    set(id, time) {
      remove(id);
      isPlanned[id] = 1;
      times[id] = time;
      let place = size++;
      while (place > 0 && comesBefore(id, ring[at(place - 1)]!)) {
        ring[at(place)] = ring[at(place - 1)]!;
        place--;
      }
      ring[at(place)] = id;
    },
    remove,
    first: () => (size > 0 ? ring[front]! : NOWHERE),
    timeOf: (id) => times[id]!,
  };
}
