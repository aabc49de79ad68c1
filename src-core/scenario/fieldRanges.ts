/** Longest time that a scenario may name, in seconds. */
const LONGEST_SECONDS = 1e12;
/** Highest rate of an access link, in bit/s. */
const HIGHEST_BITRATE = 1e15;
/** Longest name or title, in UTF-16 units. */
export const NAME_LENGTH = 10_000;

// What several fields allow alike.
export const moment = { min: 0, max: LONGEST_SECONDS, unit: 'seconds' } as const;
/** Periods and mean times: nothing happens every 0 seconds. */
export const period = { ...moment, open: 'min' } as const;
export const bitrate = { min: 0, max: HIGHEST_BITRATE, unit: 'bitrate' } as const;
export const slots = { min: 0, max: 1000, unit: 'count' } as const;
export const neighbours = { max: 10_000, unit: 'count' } as const;
