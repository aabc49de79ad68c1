import { EventKind } from '@core/trace/index';

/** Events that belong together, as the list lets one choose them. Every kind is in one group. */
export const eventGroups = {
  transfers: [EventKind.transferStarted, EventKind.pieceCompleted, EventKind.transferStopped, EventKind.pieceLost, EventKind.pieceRejected, EventKind.pieceShown],
  chokes: [EventKind.chokeRound, EventKind.unchoked, EventKind.choked],
  neighbours: [EventKind.connected, EventKind.refused, EventKind.offended],
  tracker: [EventKind.announced, EventKind.offered, EventKind.expired],
  membership: [EventKind.joined, EventKind.left, EventKind.completed, EventKind.ended],
  changes: [
    EventKind.uploadRateChanged, EventKind.downloadRateChanged, EventKind.strategyChanged, EventKind.pieceSelectionChanged,
    EventKind.regularUnchokesChanged, EventKind.optimisticUnchokesChanged,
  ],
} as const satisfies Record<string, readonly EventKind[]>;

export type EventGroup = keyof typeof eventGroups;

export const eventGroupNames = Object.keys(eventGroups) as readonly EventGroup[];

export const groupOf = (kind: EventKind): EventGroup => eventGroupNames.find((name) => (eventGroups[name] as readonly EventKind[]).includes(kind)) ?? 'membership';
