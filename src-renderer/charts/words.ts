/** Values named in a sentence of the locale. */
export type SayValues = Record<string, string | number>;

/** How a chart or drawing words things; given in, so that builders stay pure. `useChartWords()` makes it for the window. */
export interface ChartWords {
  /** The sentence of a locale key such as `chart.axis.peers`. */
  say(key: string, values?: SayValues): string;
  /** A number by the locale, with at most so many decimals (default 2). */
  number(value: number, maximumDecimals?: number): string;
  /** Seconds as a person says them: "2 h 31 min". */
  duration(seconds: number): string;
  /** A moment as on a clock that counts up: "1:02:05". */
  clock(seconds: number): string;
  /** `700 kbit/s`. */
  bitrate(bitsPerSecond: number): string;
  /** `15 Gbit`. */
  size(bits: number): string;
  /** 0..1 as `62 %`. */
  percent(fraction: number): string;
}
