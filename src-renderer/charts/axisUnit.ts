/** In what an axis is read; the data stay in base units. */
export interface AxisUnit {
  /** Key below `chart.unit`, e.g. `hours`; `none` for plain numbers. */
  readonly key: 'seconds' | 'minutes' | 'hours' | 'days' | 'percent' | 'peers' | 'peerNumber' | 'copies' | 'messages' | 'bits' | 'kbit' | 'Mbit' | 'Gbit' | 'Tbit' | 'bitrate' | 'kbitrate' | 'Mbitrate' | 'Gbitrate';
  /** Base units in one of it, e.g. 3600. */
  readonly size: number;
}

const times: readonly AxisUnit[] = [
  { key: 'days', size: 86_400 },
  { key: 'hours', size: 3_600 },
  { key: 'minutes', size: 60 },
];
const sizes: readonly AxisUnit[] = [
  { key: 'Tbit', size: 1e12 },
  { key: 'Gbit', size: 1e9 },
  { key: 'Mbit', size: 1e6 },
  { key: 'kbit', size: 1e3 },
];
const bitrates: readonly AxisUnit[] = [
  { key: 'Gbitrate', size: 1e9 },
  { key: 'Mbitrate', size: 1e6 },
  { key: 'kbitrate', size: 1e3 },
];
const seconds: AxisUnit = { key: 'seconds', size: 1 };
const bits: AxisUnit = { key: 'bits', size: 1 };

/** The largest unit of time of which the axis shows at least three. */
export function timeUnit(maximumSeconds: number): AxisUnit {
  return times.find((unit) => maximumSeconds >= 3 * unit.size) ?? seconds;
}

/** The largest decimal unit of size of which the axis shows at least two. */
export function sizeUnit(maximumBits: number): AxisUnit {
  return sizes.find((unit) => maximumBits >= 2 * unit.size) ?? bits;
}

/** The largest decimal unit of bit rate of which the axis shows at least two. */
export function bitrateUnit(maximumBitrate: number): AxisUnit {
  return bitrates.find((unit) => maximumBitrate >= 2 * unit.size) ?? { key: 'bitrate', size: 1 };
}

export const percent: AxisUnit = { key: 'percent', size: 0.01 };
/** Of an axis that counts peers which have done something: "30 peers". */
export const peerCount: AxisUnit = { key: 'peers', size: 1 };
/** Of an axis of swarms of different sizes: "N = 30". */
export const peerNumber: AxisUnit = { key: 'peerNumber', size: 1 };
/** Of an axis that counts copies of a piece. */
export const copyCount: AxisUnit = { key: 'copies', size: 1 };
/** Of an axis that counts messages. */
export const messageCount: AxisUnit = { key: 'messages', size: 1 };
