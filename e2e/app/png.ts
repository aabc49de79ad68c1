import { PNG } from 'pngjs';

/** Texts of a PNG by keyword: its uncompressed iTXt chunks (PNG specification, section 11.3.3.4). */
export function textsOf(png: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const data = png.subarray(at + 8, at + 8 + length);
      const keyword = data.subarray(0, data.indexOf(0));
      // After the keyword: flag, method, language, translated keyword; the last two are empty.
      texts.set(keyword.toString('latin1'), data.subarray(keyword.length + 5).toString('utf8'));
    }
    at += 12 + length;
  }
  return texts;
}

/** A part of a picture: left, top, right, bottom, as fractions of its width and height. */
export type Part = readonly [number, number, number, number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Number of different colours in a part of the picture. */
  colours(...part: Part): number;
  /** Share of the pixels of a part that are far darker than paper and not transparent. */
  inked(...part: Part): number;
  /** Share of the pixels that are fully transparent. */
  readonly transparent: number;
  /** Share of the pixels that are not fully opaque. */
  readonly translucent: number;
  readonly data: Buffer;
}

/** Decodes a PNG; throws when its bytes are none or are damaged. */
export function decode(bytes: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(bytes);
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  function* within(...[left, top, right, bottom]: Part): Generator<number> {
    for (let y = Math.floor(top * height); y < bottom * height; y += 1)
      for (let x = Math.floor(left * width); x < right * width; x += 1) yield y * width + x;
  }
  const share = (passes: (at: number) => boolean) => pixels.reduce((sum, _pixel, at) => sum + Number(passes(at)), 0) / pixels.length;
  return {
    width,
    height,
    data,
    colours: (...part) => new Set(Array.from(within(...part), (at) => pixels[at])).size,
    inked(...part) {
      const all = Array.from(within(...part));
      return all.filter((at) => data[4 * at + 3]! > 128 && data[4 * at]! + data[4 * at + 1]! + data[4 * at + 2]! < 450).length / all.length;
    },
    transparent: share((at) => data[4 * at + 3] === 0),
    translucent: share((at) => data[4 * at + 3] !== 255),
  };
}
