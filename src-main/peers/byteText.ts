/** Byte strings as texts in which each character is one byte: they compare and sort as the bytes do (BEP 3 sorts keys as bytes). */
export function byteText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** The bytes of such a text; a character above 255 is a broken invariant. */
export function bytesOfText(text: string): Uint8Array {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) throw new Error('not a byte string');
  return Buffer.from(text, 'latin1');
}

/** The text that UTF-8 bytes stand for, or null when they are not UTF-8. A byte order mark stays: it is part of the text. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
