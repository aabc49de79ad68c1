const STOPS = [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 100, 120, 150, 200, 250, 300, 400, 500, 750, 1000];

/** Numbers of peers that the slider offers, ascending; the scenario's own is always among them. */
export function peerStops(own: number): readonly number[] {
  return [...new Set([...STOPS, own])].sort((a, b) => a - b);
}
