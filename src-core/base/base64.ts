const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = '=';
/** So many letters are joined at once: one long list of them would take ten times the room of the text. */
const LETTERS_AT_ONCE = 0x8000;

/** By character code: the six bits of a letter, or 255 for what is none. */
const bitsOf = new Uint8Array(128).fill(255);
for (let at = 0; at < LETTERS.length; at++) bitsOf[LETTERS.charCodeAt(at)] = at;

/** Bytes as text that stands in JSON, XML and a cell of a table as it is. RFC 4648, section 4, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const rest = bytes.length - at;
    const word = (bytes[at]! << 16) | ((rest > 1 ? bytes[at + 1]! : 0) << 8) | (rest > 2 ? bytes[at + 2]! : 0);
    part += LETTERS[word >>> 18]! + LETTERS[(word >>> 12) & 63]! + (rest > 1 ? LETTERS[(word >>> 6) & 63]! : PADDING) + (rest > 2 ? LETTERS[word & 63]! : PADDING);
    if (part.length < LETTERS_AT_ONCE) continue;
    parts.push(part);
    part = '';
  }
  return parts.join('') + part;
}

/** The inverse, and of nothing else. @throws RangeError for text that `encodeBase64` does not write */
export function decodeBase64(text: string): Uint8Array {
  const padded = text.endsWith('==') ? 2 : text.endsWith(PADDING) ? 1 : 0;
  if (text.length % 4 !== 0) throw new RangeError('not base64: its length');
  const bytes = new Uint8Array((text.length / 4) * 3 - padded);
  const letters = text.length - padded;
  let word = 0;
  for (let at = 0, out = 0; at < text.length; at++) {
    const code = at < letters ? text.charCodeAt(at) : 0;
    const bits = at < letters ? (code < 128 ? bitsOf[code]! : 255) : 0;
    if (bits === 255) throw new RangeError('not base64: a character');
    word = (word << 6) | bits;
    if (at % 4 !== 3) continue;
    for (let shift = 16; shift >= 0 && out < bytes.length; shift -= 8) bytes[out++] = word >>> shift;
    // What is padded away must be zero, or two texts would stand for the same bytes.
    if (at === text.length - 1 && padded > 0 && (word & ((1 << (8 * padded)) - 1)) !== 0) throw new RangeError('not base64: its last letter');
    word = 0;
  }
  return bytes;
}
