import { Unzlib, zlibSync } from 'fflate';
import { decodeBase64, encodeBase64 } from '../base/index';

/** A tenth longer than level 6 makes it, in half the time. */
const LEVEL = 4;
/** Of packed bytes: they stand for a thousand times as many at most, and the limit is looked at in between. */
const BYTES_AT_ONCE = 0x1000;

/** Bytes as a short text: compressed (zlib, RFC 1950), then base64. */
export function squeeze(bytes: Uint8Array): string {
  return encodeBase64(zlibSync(bytes, { level: LEVEL }));
}

/**
 * The inverse. A text of a few bytes may stand for gigabytes, so it is unpacked piece by piece and given up at the limit.
 * @throws RangeError for what is no such text, or stands for more bytes than the limit
 */
export function unsqueeze(text: string, limitBytes: number): Uint8Array {
  const packed = decodeBase64(text);
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const unpacker = new Unzlib((part, isLast) => {
    length += part.length;
    if (length > limitBytes) throw new TooLongError(`more than ${limitBytes} bytes`);
    parts.push(part);
    isWhole ||= isLast;
  });
  try {
    for (let at = 0; at < packed.length; at += BYTES_AT_ONCE) unpacker.push(packed.subarray(at, at + BYTES_AT_ONCE), at + BYTES_AT_ONCE >= packed.length);
  } catch (error) {
    if (error instanceof TooLongError) throw error;
    // Whatever the library says of bytes that are no zlib stream: a code of its own, or a property of nothing.
    throw new RangeError('not packed by zlib', { cause: error });
  }
  if (!isWhole) throw new RangeError('the packed bytes are cut off');
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** It stands for more than is taken. */
export class TooLongError extends RangeError {}

/** JSON in ASCII, whatever the names in it are written in. */
export const asciiJson = (value: unknown): string => inAscii(JSON.stringify(value));

/** The same for JSON that is text already. */
export function inAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
