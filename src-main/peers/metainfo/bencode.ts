import { byteText, bytesOfText } from '../byteText';

/** A bencoded value (BEP 3). Keys of a dictionary are byte strings, one character a byte; maps know no prototypes. */
export type BencodeValue = number | Uint8Array | readonly BencodeValue[] | BencodeDictionary;
export type BencodeDictionary = ReadonlyMap<string, BencodeValue>;

/** A dictionary of these entries, for encoding; texts become UTF-8. */
export function dictionary(entries: Readonly<Record<string, BencodeValue | string>>): BencodeDictionary {
  return new Map(Object.entries(entries).map(([key, value]) => [key, typeof value === 'string' ? Buffer.from(value, 'utf8') : value]));
}

export function isDictionary(value: BencodeValue | undefined): value is BencodeDictionary {
  return value instanceof Map;
}

/**
 * The one bencoding of a value: keys sorted as bytes, integers without padding (BEP 3).
 * @throws when a number is not a whole one within 2^53: that is ours to prevent
 */
export function encodeBencode(value: BencodeValue): Uint8Array {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: BencodeValue, parts: Uint8Array[]): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`bencoding knows whole numbers only: ${value}`);
    parts.push(bytesOfText(`i${value}e`));
  } else if (value instanceof Uint8Array) {
    parts.push(bytesOfText(`${value.length}:`), value);
  } else if (isDictionary(value)) {
    parts.push(bytesOfText('d'));
    for (const key of [...value.keys()].sort(inByteOrder)) {
      write(bytesOfText(key), parts);
      write(value.get(key)!, parts);
    }
    parts.push(bytesOfText('e'));
  } else {
    parts.push(bytesOfText('l'));
    for (const item of value) write(item, parts);
    parts.push(bytesOfText('e'));
  }
}

/** Texts of one byte a character compare as the bytes do. */
export function inByteOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The entry of a dictionary when it is a byte string, a whole number …; null when it is missing or of another kind. */
export const entry = {
  bytes(from: BencodeDictionary, key: string): Uint8Array | null {
    const value = from.get(key);
    return value instanceof Uint8Array ? value : null;
  },
  integer(from: BencodeDictionary, key: string): number | null {
    const value = from.get(key);
    return typeof value === 'number' ? value : null;
  },
  byteText(from: BencodeDictionary, key: string): string | null {
    const bytes = entry.bytes(from, key);
    return bytes && byteText(bytes);
  },
};
