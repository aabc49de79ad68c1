import { bytesOfText } from '../byteText';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
const GOOD = /^(?:[^%]|%[0-9A-Fa-f]{2})*$/;

/** Bytes as they stand in an address, one by one: an info-hash is no text, and UTF-8 would change it (RFC 3986). */
export function percentEncode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return UNRESERVED.test(character) ? character : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }).join('');
}

/** The bytes that a part of a query stands for (`+` is a space, as forms write it), or null where a `%` is not followed by two digits. */
export function percentDecode(text: string): Uint8Array | null {
  if (!GOOD.test(text) || /[^\0-\x7f]/.test(text)) return null;
  const spaced = text.replaceAll('+', ' ');
  return bytesOfText(spaced.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))));
}
