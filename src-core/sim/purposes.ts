/** What random streams are for: one of each for every peer, so that a change of one policy does not reshuffle the others. */
export const Purpose = { arrival: 0, phase: 1, tracker: 2, dial: 3, choke: 4, optimistic: 5, piece: 6, stay: 7, interruption: 8 } as const;
export const PURPOSES = 9;
