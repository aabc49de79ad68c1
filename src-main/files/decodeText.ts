import type { Result } from '@core/base';

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  // The longer ones first: UTF-32 LE begins like UTF-16 LE.
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];
const UTF8_MARK = [0xef, 0xbb, 0xbf];

/**
 * The text of a UTF-8 file, without its byte order mark. Anything else is refused by the name of the encoding it seems
 * to be (`UTF-16`, `EUC-KR`, `binary`, …): a replacement character would be a silent loss.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  const body = startsWith(bytes, UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes;
  const foreign = foreignEncoding(body);
  if (foreign) return refusal(foreign);
  const text = decoded(body, 'utf-8');
  return text === null ? refusal(legacyEncoding(body)) : { ok: true, value: text, warnings: [] };
}

function refusal(encoding: string | null): Result<string> {
  const code = encoding === null ? 'fileNotUtf8' : encoding === 'binary' ? 'fileBinary' : 'fileEncoding';
  return { ok: false, issues: [{ code, path: '', found: encoding ?? '', allowed: { encoding: 'UTF-8' } }] };
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** A wider Unicode form shows by its mark, or by the zeros between the ASCII characters of JSON; other zeros mean no text at all. */
function foreignEncoding(bytes: Uint8Array): string | null {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => startsWith(bytes, mark));
  if (marked) return marked[0];
  if (!bytes.includes(0)) return null;
  const zeroAt = [0, 1, 2, 3].map((at) => bytes[at] === 0);
  if (bytes.length >= 4 && zeroAt.filter(Boolean).length === 3 && (zeroAt[0] !== zeroAt[3])) return 'UTF-32';
  if (bytes.length >= 4 && bytes.length % 2 === 0 && zeroAt[0] !== zeroAt[1] && zeroAt[0] === zeroAt[2] && zeroAt[1] === zeroAt[3]) return 'UTF-16';
  return 'binary';
}

/** What bytes that are no UTF-8 probably are; null: hard to say. Korean Windows editors long saved as CP949, a superset of EUC-KR. */
function legacyEncoding(bytes: Uint8Array): string | null {
  const controls = bytes.reduce((count, byte) => count + (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 ? 1 : 0), 0);
  if (controls > 0) return 'binary';
  const korean = decoded(bytes, 'euc-kr');
  return korean !== null && /[\uac00-\ud7a3]/.test(korean) ? 'EUC-KR' : null;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    // A TypeError says "these bytes are not of that encoding", a RangeError "this build does not know it".
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}
