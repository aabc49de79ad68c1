/** Text kept inside a PNG as iTXt chunks: UTF-8, uncompressed. PNG specification, third edition, section 11.3.3.4. */
export interface PngText {
  /** 1 to 79 printable ASCII characters, such as `Title` or `Software`. */
  readonly keyword: string;
  readonly text: string;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Signature, and length, type, 13 bytes and CRC of the header chunk. */
const AFTER_HEADER = 8 + 4 + 4 + 13 + 4;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

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
  if (png.length < AFTER_HEADER || SIGNATURE.some((byte, at) => png[at] !== byte)) throw new RangeError('these bytes are no PNG');
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

/**
 * The uncompressed iTXt texts of a PNG, in their order.
 * @throws RangeError when the bytes are no PNG, are cut off, or a checksum does not fit
 */
export function readPngText(png: Uint8Array): PngText[] {
  checkSignature(png);
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const texts: PngText[] = [];
  let at = SIGNATURE.length;
  while (at < png.length) {
    const length = at + 12 <= png.length ? view.getUint32(at) : Infinity;
    const end = at + 12 + length;
    if (end > png.length) throw new RangeError('this PNG is cut off');
    const body = png.subarray(at + 4, end - 4);
    if (crc32(body) !== view.getUint32(end - 4)) throw new RangeError('a checksum of this PNG does not fit');
    const text = String.fromCharCode(...body.subarray(0, 4)) === 'iTXt' ? readText(body.subarray(4), decoder) : null;
    if (text) texts.push(text);
    at = end;
  }
  return texts;
}

/** null where the text is compressed: the lab writes none such. */
function readText(body: Uint8Array, decoder: TextDecoder): PngText | null {
  const keywordEnd = body.indexOf(0);
  const languageEnd = body.indexOf(0, keywordEnd + 3);
  const translatedEnd = body.indexOf(0, languageEnd + 1);
  if (keywordEnd < 0 || languageEnd < 0 || translatedEnd < 0 || body[keywordEnd + 1] !== 0) return null;
  return { keyword: decoder.decode(body.subarray(0, keywordEnd)), text: decoder.decode(body.subarray(translatedEnd + 1)) };
}
