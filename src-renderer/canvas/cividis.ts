/** Cividis, the ramp that looks the same to colour-blind people (Nuñez, Anderton & Renslow 2018), at ten even places. */
const stops = [
  [0, 34, 78], [18, 53, 112], [59, 73, 108], [87, 93, 109], [112, 113, 115],
  [138, 134, 120], [165, 156, 116], [195, 179, 105], [225, 204, 85], [253, 231, 55],
] as const;

/** @param place 0..1 */
export function cividis(place: number): readonly [red: number, green: number, blue: number] {
  const at = Math.min(1, Math.max(0, place)) * (stops.length - 1);
  const low = stops[Math.floor(at)]!;
  const high = stops[Math.min(stops.length - 1, Math.floor(at) + 1)]!;
  const part = at - Math.floor(at);
  const mix = (channel: 0 | 1 | 2) => Math.round(low[channel] + (high[channel] - low[channel]) * part);
  return [mix(0), mix(1), mix(2)];
}

/** Whether a colour written as `#rrggbb` is a dark ground. */
export function isDarkGround(colour: string): boolean {
  const value = Number.parseInt(colour.slice(1), 16);
  const brightness = 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255);
  return brightness < 128;
}

/**
 * A colour for each piece, packed as canvas pixels want it (little-endian RGBA). The end of the ramp that would be lost on
 * the ground is left out.
 */
export function pieceColours(pieces: number, onDark: boolean): Uint32Array {
  const [from, until] = onDark ? [0.34, 1] : [0, 0.8];
  return Uint32Array.from({ length: pieces }, (_, piece) => {
    const [red, green, blue] = cividis(from + ((until - from) * piece) / Math.max(1, pieces - 1));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
