import { crc32, isPng } from '@core/record/index';

/** Text kept inside a PNG as iTXt chunks: UTF-8, uncompressed. PNG specification, third edition, section 11.3.3.4. */
export interface PngText {
  /** 1 to 79 printable ASCII characters, such as `Title` or `Software`. */
  readonly keyword: string;
  readonly text: string;
}

/** Signature, and length, type, 13 bytes and CRC of the header chunk. */
const AFTER_HEADER = 8 + 4 + 4 + 13 + 4;

function textChunk({ keyword, text }: PngText): Uint8Array {
  if (!/^[ -~]{1,79}$/.test(keyword)) throw new RangeError(`"${keyword}" cannot be a keyword of a PNG text`);
  // After the keyword: not compressed, no method, no language, no translated keyword.
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text.replaceAll('\0', '')}`);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return chunk;
}

function checkSignature(png: Uint8Array): void {
  if (png.length < AFTER_HEADER || !isPng(png)) throw new RangeError('these bytes are no PNG');
}

/**
 * The same picture with the texts in it, right after the header where every reader finds them.
 * @throws RangeError when the bytes are no PNG or a keyword is not allowed
 */
export function writePngText(png: Uint8Array, texts: readonly PngText[]): Uint8Array {
  checkSignature(png);
  const parts = [png.subarray(0, AFTER_HEADER), ...texts.map(textChunk), png.subarray(AFTER_HEADER)];
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
