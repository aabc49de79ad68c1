import { byteText } from '../byteText';
import { parsed, refused, type Fault, type Parsed } from '../parsed';
import { isDictionary, type BencodeDictionary, type BencodeValue } from './bencode';

/** Deeper than any file of BEP 3 to 52; shallow enough for recursion. */
export const MOST_DEPTH = 32;
/** A byte can be half a value (`le`): without this, 10 MiB of empty lists would take hundreds. */
export const MOST_VALUES = 100_000;

export type BencodeFaultCode = 'tooLong' | 'cutOff' | 'notBencode' | 'integer' | 'tooDeep' | 'tooManyValues' | 'keyOrder' | 'trailing' | 'notADictionary';
export type BencodeFault = Fault<BencodeFaultCode>;

/** A dictionary and, for each of its keys, the bytes of the value as they stand: a hash is made of these, never of a re-encoding. */
export interface DecodedDictionary {
  readonly value: BencodeDictionary;
  readonly rawOf: ReadonlyMap<string, Uint8Array>;
}

const COLON = 0x3a;
const DIGIT_0 = 0x30;
const MINUS = 0x2d;
const [DICTIONARY, END, INTEGER, LIST] = [0x64, 0x65, 0x69, 0x6c];
/** 2^53 - 1 has 16 digits. */
const MOST_DIGITS = 16;

/**
 * Reads bytes of a stranger as one bencoded dictionary, strictly: each value has exactly one encoding, so that
 * `encodeBencode` gives the same bytes back. Byte strings are views into `bytes`.
 * @param mostBytes longer input is refused unread
 * @returns the dictionary, or the fault with the offset where it was found; never throws
 * Source: BEP 3 (sorted keys, no leading zeros); limits of libtorrent's `bdecode`.
 */
export function decodeBencode(bytes: Uint8Array, mostBytes: number): Parsed<DecodedDictionary, BencodeFaultCode> {
  if (bytes.length > mostBytes) return refused('tooLong', bytes.length);
  const rawOf = new Map<string, Uint8Array>();
  let at = 0;
  let values = 0;
  let fault: BencodeFault | null = null;

  function fail(code: BencodeFaultCode): null {
    fault ??= { code, detail: at };
    return null;
  }

  function read(depth: number): BencodeValue | null {
    if (at >= bytes.length) return fail('cutOff');
    if (++values > MOST_VALUES) return fail('tooManyValues');
    const first = bytes[at]!;
    if (first === INTEGER) return readInteger();
    if (isDigit(first)) return readString();
    if (first !== LIST && first !== DICTIONARY) return fail('notBencode');
    if (depth >= MOST_DEPTH) return fail('tooDeep');
    at++;
    return first === LIST ? readList(depth + 1) : readDictionary(depth + 1);
  }

  /** Digits up to `end`, which is passed over: `0`, or no zero in front. */
  function readDigits(end: number): number | null {
    const start = at;
    let value = 0;
    while (at < bytes.length && isDigit(bytes[at]!) && at - start <= MOST_DIGITS) value = value * 10 + (bytes[at++]! - DIGIT_0);
    if (at >= bytes.length) return fail('cutOff');
    const digits = at - start;
    const isPadded = digits > 1 && bytes[start] === DIGIT_0;
    if (digits === 0 || isPadded || digits > MOST_DIGITS || value > Number.MAX_SAFE_INTEGER || bytes[at] !== end) return fail('integer');
    at++;
    return value;
  }

  function readInteger(): number | null {
    at++;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const value = readDigits(END);
    if (value === null || !isNegative) return value;
    return value === 0 ? fail('integer') : -value;
  }

  function readString(): Uint8Array | null {
    const length = readDigits(COLON);
    if (length === null) return null;
    if (length > bytes.length - at) return fail('cutOff');
    at += length;
    return bytes.subarray(at - length, at);
  }

  function isEnd(): boolean {
    if (bytes[at] !== END) return false;
    at++;
    return true;
  }

  function readList(depth: number): readonly BencodeValue[] | null {
    const list: BencodeValue[] = [];
    while (!isEnd()) {
      const value = read(depth);
      if (value === null) return null;
      list.push(value);
    }
    return list;
  }

  function readDictionary(depth: number): BencodeDictionary | null {
    const entries = new Map<string, BencodeValue>();
    let last: string | null = null;
    while (!isEnd()) {
      if (at >= bytes.length) return fail('cutOff');
      if (!isDigit(bytes[at]!)) return fail('notBencode');
      const key = readString();
      if (key === null) return null;
      const name = byteText(key);
      // Strictly rising: a key that comes twice is refused by the same line.
      if (last !== null && name <= last) return fail('keyOrder');
      last = name;
      const start = at;
      const value = read(depth);
      if (value === null) return null;
      entries.set(name, value);
      if (depth === 1) rawOf.set(name, bytes.subarray(start, at));
    }
    return entries;
  }

  const value = read(0);
  if (value === null) return { ok: false, fault: fault ?? { code: 'notBencode', detail: at } };
  if (at < bytes.length) return refused('trailing', at);
  return isDictionary(value) ? parsed({ value, rawOf }) : refused('notADictionary', 0);
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte < DIGIT_0 + 10;
}
