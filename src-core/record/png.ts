import { asciiText } from '../base/index';

/*
 * Pictures that carry a text: PNG specification, third edition, sections 5.3 (chunks), D (checksum) and 11.3.3.4 (iTXt).
 */

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12;
/** A picture of the lab has a handful; a picture is given up before it makes anybody wait. */
const MOST_CHUNKS = 100_000;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, at) => bytes[at] === byte);

/** A text of a picture, still in bytes of UTF-8. */
export interface PngTextBytes {
  readonly keyword: string;
  readonly text: Uint8Array;
}

/**
 * The uncompressed iTXt texts of a PNG, in their order.
 * @throws RangeError when the bytes are no PNG, are cut off, have too many chunks, or a checksum does not fit
 */
export function readPngTexts(png: Uint8Array): PngTextBytes[] {
  if (!isPng(png)) throw new RangeError('these bytes are no PNG');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const texts: PngTextBytes[] = [];
  let chunks = 0;
  for (let at = SIGNATURE.length; at < png.length; chunks++) {
    const end = at + FRAME_BYTES + (at + FRAME_BYTES <= png.length ? view.getUint32(at) : Infinity);
    if (end > png.length) throw new RangeError('this PNG is cut off');
    if (chunks === MOST_CHUNKS) throw new RangeError('this PNG has too many chunks');
    const body = png.subarray(at + 4, end - 4);
    if (crc32(body) !== view.getUint32(end - 4)) throw new RangeError('a checksum of this PNG does not fit');
    const text = asciiText(body.subarray(0, 4)) === 'iTXt' ? readText(body.subarray(4)) : null;
    if (text) texts.push(text);
    at = end;
  }
  return texts;
}

/** null where the text is compressed: the lab writes none such. */
function readText(body: Uint8Array): PngTextBytes | null {
  const keywordEnd = body.indexOf(0);
  const languageEnd = body.indexOf(0, keywordEnd + 3);
  const translatedEnd = body.indexOf(0, languageEnd + 1);
  if (keywordEnd < 0 || languageEnd < 0 || translatedEnd < 0 || body[keywordEnd + 1] !== 0) return null;
  return { keyword: asciiText(body.subarray(0, keywordEnd)), text: body.subarray(translatedEnd + 1) };
}
