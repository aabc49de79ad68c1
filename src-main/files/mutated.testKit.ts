import type { Draw } from '@core/base/index';

/** The good bytes: as they are, cut anywhere, with bytes or bits changed, left out, doubled; or nothing but noise. */
export function mutated(good: Uint8Array, draw: Draw): Buffer {
  const bytes = Buffer.from(good);
  const at = draw.below(bytes.length);
  switch (draw.below(8)) {
    case 0:
      return bytes;
    case 1:
      return bytes.subarray(0, at);
    case 2:
      return Buffer.from(Array.from({ length: draw.below(300) }, () => draw.below(256)));
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + draw.below(9)))]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - draw.below(40)))]);
    case 5:
      // Numbers at the ends of 32 bits, where sums wrap and signs turn.
      bytes.writeUInt32BE([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff][draw.below(5)]!, Math.min(at, bytes.length - 4));
      return bytes;
    default:
      for (let turn = draw.below(4); turn >= 0; turn--) bytes[draw.below(bytes.length)] = draw.below(256);
      return bytes;
  }
}
