import { unitNamed, type QuantityKind, type UnitSize } from './quantityUnits';

/** Something worth telling whoever typed it: bytes became bits, or a comma was read in one of its two senses. */
export type QuantityRemark = 'bytes' | 'thousandsComma' | 'decimalComma';
/** Why a text is no quantity. `ambiguousUnit`: `mb` may mean bits or bytes. */
export type QuantityProblem = 'empty' | 'number' | 'unit' | 'ambiguousUnit' | 'unlimited';

export type ParsedQuantity =
  /** In base units; null is unlimited. */
  | { readonly ok: true; readonly value: number | null; readonly remarks: readonly QuantityRemark[] }
  /** `found` is the part of the text that was not understood. */
  | { readonly ok: false; readonly problem: QuantityProblem; readonly found: string };

const unlimited = /^(?:unlimited|∞|inf(?:inite|inity)?|무제한)$/i;
const part = /\s*([-+]?\d[\d.,_'\u00a0\u202f]*(?:[ ]\d{3}(?!\d))*(?:[.,]\d+)?(?:[eE][-+]?\d+)?|[-+]?[.,]\d+)\s*([^\d\s.,+-]*)/y;
const grouped = /^[-+]?(?!0[,.])\d{1,3}(?:([,_' \u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?$/i;
const plain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const decimalComma = /^[-+]?\d*,\d+$/;

/**
 * Reads what a person types into a field: `300 kbps`, `15 Gbit`, `2 MiB`, `1 h 30 min`, `50 %`, `15,000`, or a plain number of base units.
 * @returns the value in base units (bit, bit/s, second), or what was not understood; ranges are not its business
 */
export function parseQuantity(text: string, kind: QuantityKind, nullable = false): ParsedQuantity {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty', found: '' };
  if (unlimited.test(trimmed)) return nullable ? { ok: true, value: null, remarks: [] } : { ok: false, problem: 'unlimited', found: trimmed };
  const remarks = new Set<QuantityRemark>();
  let sum = 0;
  part.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = part.lastIndex) {
    part.lastIndex = at;
    const [, written, name = ''] = part.exec(trimmed) ?? [];
    // Only a time has several parts (1 h 30 min), and each of them its unit.
    const alone = at === 0 && part.lastIndex === trimmed.length;
    const number = written === undefined ? null : plainNumber(written, remarks);
    if (number === null || (!alone && (kind !== 'seconds' || name === ''))) return { ok: false, problem: 'number', found: trimmed };
    const unit = unitNamed(name, kind);
    if (unit === null || unit === 'ambiguous') return { ok: false, problem: unit ? 'ambiguousUnit' : 'unit', found: name };
    if (unit.bytes) remarks.add('bytes');
    sum += scaled(number, unit);
  }
  return Number.isFinite(sum) ? { ok: true, value: sum, remarks: [...remarks] } : { ok: false, problem: 'number', found: trimmed };
}

/** The number as JavaScript writes it. A comma before exactly three digits separates thousands, unless a lone zero stands before it; any other one decimals. */
function plainNumber(written: string, remarks: Set<QuantityRemark>): string | null {
  if (plain.test(written)) return written;
  if (grouped.test(written)) {
    if (written.includes(',')) remarks.add('thousandsComma');
    return written.replace(/[,_' \u00a0\u202f]/g, '');
  }
  if (!decimalComma.test(written)) return null;
  remarks.add('decimalComma');
  return written.replace(',', '.');
}

/** Moves the decimal point in the text, so that 2.097152 Mbit is 2097152 bit and not nearly so. */
function scaled(number: string, { exponent, scale }: UnitSize): number {
  const [digits = '', power = '0'] = number.toLowerCase().split('e');
  return Number(`${digits}e${Number(power) + exponent}`) * scale + 0;
}

/** Units that a formatted quantity may have; the locale words them under `scenario.unit`. */
export type UnitId =
  | 'bit' | 'kbit' | 'Mbit' | 'Gbit' | 'Tbit'
  | 'bps' | 'kbps' | 'Mbps' | 'Gbps' | 'Tbps'
  | 'ms' | 's' | 'min' | 'h' | 'd'
  | 'fraction' | 'count' | 'perSecond';

const ladders: Readonly<Record<QuantityKind, readonly (readonly [from: number, unit: UnitId])[]>> = {
  bits: [[1e12, 'Tbit'], [1e9, 'Gbit'], [1e6, 'Mbit'], [1e3, 'kbit'], [1, 'bit']],
  bitrate: [[1e12, 'Tbps'], [1e9, 'Gbps'], [1e6, 'Mbps'], [1e3, 'kbps'], [1, 'bps']],
  seconds: [[86_400, 'd'], [3600, 'h'], [60, 'min'], [1, 's'], [1e-3, 'ms']],
  fraction: [[1, 'fraction']],
  count: [[1, 'count']],
  perSecond: [[1, 'perSecond']],
};

/** A value in the largest unit of which there is at least one; the window rounds and words it. */
export function readableQuantity(value: number, kind: QuantityKind): { readonly amount: number; readonly unit: UnitId } {
  const ladder = ladders[kind];
  const one = kind === 'seconds' ? ([1, 's'] as const) : (ladder.at(-1) ?? ([1, 'count'] as const));
  const [size, unit] = value === 0 ? one : (ladder.find(([from]) => Math.abs(value) >= from) ?? ladder.at(-1) ?? one);
  // By division where the size is exact; 1e-3 is not.
  return { amount: size < 1 ? value * 1000 : value / size, unit };
}

const prefixes = ['', 'k', 'M', 'G', 'T'] as const;
const binaryPrefixes = ['KiB', 'MiB', 'GiB', 'TiB'] as const;
const KIB_BITS = 8192;
/** More digits than these are hard to read, and a whole number of KiB says it better. */
const READABLE_DIGITS = 4;

/** The text of a value for a field to edit: exact, `parseQuantity` gives the same value back. */
export function formatForEditing(value: number | null, kind: QuantityKind): string {
  if (value === null) return 'unlimited';
  if (kind === 'seconds') return timeText(value);
  if (kind === 'bits' || kind === 'bitrate') return sizeText(value, kind === 'bits' ? 'bit' : 'bit/s');
  return kind === 'perSecond' ? `${value} /s` : String(value);
}

function sizeText(value: number, noun: 'bit' | 'bit/s'): string {
  const { digits, exponent } = decimalOf(value);
  const steps = Math.min(Math.max(Math.floor((digits.length + exponent - 1) / 3), 0), prefixes.length - 1);
  if (noun === 'bit' && digits.length > READABLE_DIGITS && value % KIB_BITS === 0) return binaryText(value / KIB_BITS);
  return `${value < 0 ? '-' : ''}${shifted(digits, exponent - 3 * steps)} ${prefixes[steps]}${noun}`;
}

function binaryText(kib: number): string {
  let [amount, step] = [kib, 0];
  while (amount % 1024 === 0 && step < binaryPrefixes.length - 1) [amount, step] = [amount / 1024, step + 1];
  return `${amount} ${binaryPrefixes[step]}`;
}

/** A number as its shortest decimal digits and a power of ten. */
function decimalOf(value: number): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: whole + fraction, exponent: Number(power) - fraction.length };
}

function shifted(digits: string, exponent: number): string {
  if (exponent >= 0) return digits + '0'.repeat(exponent);
  const whole = digits.length + exponent;
  // Far below one of a unit, an exponent reads better than forty zeros.
  if (whole < -6) return `${digits}e${exponent}`;
  const padded = digits.padStart(1 - exponent, '0');
  return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Whole seconds from a minute on as `1 h 30 min`; all else in seconds. */
function timeText(value: number): string {
  if (!Number.isSafeInteger(value) || value < 60) return `${value} s`;
  const days = Math.floor(value / 86_400);
  const amounts = [[days, 'd'], [Math.floor(value / 3600) % 24, 'h'], [Math.floor(value / 60) % 60, 'min'], [value % 60, 's']] as const;
  return amounts.filter(([amount]) => amount > 0).map(([amount, name]) => `${amount} ${name}`).join(' ');
}
