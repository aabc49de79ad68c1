import type { TextKey, Values } from './useText';

export interface Format {
  /** A plain number with at most so many decimals (default 2). */
  number(value: number, decimals?: number): string;
  /** Rounded to three significant digits: 1.03, 25.4, 1,230. */
  figure(value: number): string;
  /** A time span in its two largest units: `2 h 31 min`, `47 s`, `3 days 4 h`. */
  duration(seconds: number): string;
  /** A point in time, as on a clock that counts up: `1:02:05`. */
  clock(seconds: number): string;
  /** `700 kbit/s`. */
  bitrate(bitsPerSecond: number): string;
  /** `15 Gbit`. */
  size(bits: number): string;
  /** 0..1 as `62 %`. */
  percent(fraction: number): string;
  /** `1.03 ×`. */
  ratio(value: number): string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** Splits a value for an SI prefix: 700000 gives 700 and `k`. */
function withPrefix(value: number): { readonly amount: number; readonly prefix: string } {
  let step = 0;
  let amount = value;
  while (Math.abs(amount) >= 1000 && step < PREFIXES.length - 1) {
    amount /= 1000;
    step += 1;
  }
  return { amount, prefix: PREFIXES[step] ?? '' };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * @param locale language tag for the way numbers are written
 * @param t the sentences `shell.unit.…` of that language
 */
export function createFormat(locale: string, t: (key: TextKey, values?: Values) => string): Format {
  // To make one costs more than a hundred numbers written with it, and a chart writes dozens each time it is drawn.
  const byDecimals = new Map<number, Intl.NumberFormat>();
  const plain = (value: number, decimals = 2): string => {
    const known = byDecimals.get(decimals) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
    byDecimals.set(decimals, known);
    return known.format(value);
  };
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  // Three significant digits would turn 1,234 into 1,230: whole numbers keep all of theirs.
  const figure = (value: number) => (Math.abs(value) >= 1000 ? plain(value, 0) : significant.format(value));
  const fixed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const pair = (key: 'days' | 'hours' | 'minutes', big: number, small: number) =>
    small === 0 ? t(`shell.unit.${key}Only`, { big: plain(big, 0) }) : t(`shell.unit.${key}`, { big: plain(big, 0), small });

  const duration = (seconds: number): string => {
    // Compared as it will be written: 59.99 s is a minute.
    if (Number(seconds.toPrecision(3)) < MINUTE) return t('shell.unit.seconds', { n: figure(seconds) });
    const whole = Math.round(seconds);
    if (whole < HOUR) return pair('minutes', Math.floor(whole / MINUTE), whole % MINUTE);
    const minutes = Math.round(seconds / MINUTE);
    if (minutes < DAY / MINUTE) return pair('hours', Math.floor(minutes / 60), minutes % 60);
    const hours = Math.round(seconds / HOUR);
    return pair('days', Math.floor(hours / 24), hours % 24);
  };

  return {
    number: plain,
    figure,
    duration,
    clock: (seconds) => {
      const whole = Math.floor(seconds);
      const rest = `${twoDigits(Math.floor(whole / MINUTE) % 60)}:${twoDigits(whole % MINUTE)}`;
      return `${Math.floor(whole / HOUR)}:${rest}`;
    },
    bitrate: (bitsPerSecond) => {
      const { amount, prefix } = withPrefix(bitsPerSecond);
      return t('shell.unit.bitrate', { n: figure(amount), prefix });
    },
    size: (bits) => {
      const { amount, prefix } = withPrefix(bits);
      return t('shell.unit.size', { n: figure(amount), prefix });
    },
    percent: (fraction) => t('shell.unit.percent', { n: plain(fraction * 100, 0) }),
    ratio: (value) => t('shell.unit.ratio', { n: fixed.format(value) }),
  };
}
