/** What a number in a field measures. Base units: bit, bit/s, second, 1, 1 per second. */
export type QuantityKind = 'bits' | 'bitrate' | 'seconds' | 'fraction' | 'count' | 'perSecond';

/** One of a unit is `scale` x 10^`exponent` base units; `scale` is a power of two except in units of time. */
export interface UnitSize {
  readonly exponent: number;
  readonly scale: number;
  /** It counts bytes: whoever typed it sees the value in bits too. */
  readonly bytes: boolean;
}

const decimal: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, g: 9, t: 12 };
const binary: Readonly<Record<string, number>> = { ki: 1024, mi: 1024 * 1024, gi: 1_073_741_824, ti: 1_099_511_627_776 };
const sizeForm = /^([kmgt]i?)?(bits?|bytes?|b)?$/i;
const perSecondEnd = /(?:\/s(?:ec)?|ps)$/i;

const times: Readonly<Record<string, number>> = {
  s: 1, sec: 1, secs: 1, second: 1, seconds: 1, 초: 1,
  min: 60, mins: 60, minute: 60, minutes: 60, 분: 60,
  h: 3600, hr: 3600, hrs: 3600, hour: 3600, hours: 3600, 시간: 3600,
  d: 86_400, day: 86_400, days: 86_400, 일: 86_400,
};

/** The unit of that name for numbers of that kind; null: there is none; `ambiguous`: bits or bytes, nobody can tell. */
export function unitNamed(name: string, kind: QuantityKind): UnitSize | 'ambiguous' | null {
  switch (kind) {
    case 'bits':
      return sizeUnit(name);
    case 'bitrate':
      return sizeUnit(name.replace(perSecondEnd, ''), perSecondEnd.test(name));
    case 'seconds':
      return timeUnit(name);
    case 'fraction':
      return name === '%' ? unit(-2) : plainUnit(name);
    case 'perSecond':
      return name.startsWith('/') ? inverse(timeUnit(name.slice(1))) : plainUnit(name);
    case 'count':
      return /^[kmg]?$/i.test(name) ? unit(decimal[name.toLowerCase()] ?? 0) : null;
  }
}

function unit(exponent: number, scale = 1, bytes = false): UnitSize {
  return { exponent, scale, bytes };
}

function plainUnit(name: string): UnitSize | null {
  return name === '' ? unit(0) : null;
}

function timeUnit(name: string): UnitSize | null {
  if (name === '') return unit(0);
  if (name === 'ms') return unit(-3);
  const lower = name.toLowerCase();
  const seconds = Object.hasOwn(times, lower) ? times[lower] : undefined;
  return seconds === undefined ? null : unit(0, seconds);
}

function inverse(time: UnitSize | null): UnitSize | null {
  return time && unit(-time.exponent, 1 / time.scale);
}

/** `Mb` is bits and `MB` bytes, as the standards have it; but who types `mb` may mean either. `mbps` is always bits. */
function sizeUnit(name: string, isRate = false): UnitSize | 'ambiguous' | null {
  const found = sizeForm.exec(name);
  if (!found) return null;
  const [, prefix = '', noun = ''] = found;
  const bytes = noun === 'B' || noun.toLowerCase().startsWith('byte');
  if (noun === 'b' && !isRate && prefix !== '' && prefix === prefix.toLowerCase()) return 'ambiguous';
  const lower = prefix.toLowerCase();
  return unit(decimal[lower] ?? 0, (binary[lower] ?? 1) * (bytes ? 8 : 1), bytes);
}
