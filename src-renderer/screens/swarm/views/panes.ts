/** Where a view stands: above, below, or at the side over the whole height. */
export type Place = 'upper' | 'lower' | 'side';

export interface PaneRule {
  readonly place: Place;
  /** Narrower than this, in sizes of small type, it says nothing. */
  readonly leastEm: number;
  /** How much of its row it gets at first, beside the others there. */
  readonly share: number;
  /** Whether it is shown at first. */
  readonly isOpen: boolean;
}

/**
 * The views of the Swarm screen, from left to right in their places. A new view is a line here, its name in
 * `views.pane.<id>` of both languages, and a slot of that name in `SwarmScreen.vue`.
 */
export const panes = {
  networks: { place: 'upper', leastEm: 20, share: 1, isOpen: true },
  chart: { place: 'lower', leastEm: 28, share: 5, isOpen: true },
  matrix: { place: 'lower', leastEm: 22, share: 4, isOpen: true },
  ledger: { place: 'lower', leastEm: 24, share: 4, isOpen: false },
  inspector: { place: 'lower', leastEm: 24, share: 3.5, isOpen: true },
  tracker: { place: 'lower', leastEm: 24, share: 4, isOpen: false },
  events: { place: 'side', leastEm: 24, share: 1, isOpen: false },
} as const satisfies Record<string, PaneRule>;

export type PaneId = keyof typeof panes;

export const paneIds = Object.keys(panes) as readonly PaneId[];

export const isPaneId = (id: string): id is PaneId => Object.hasOwn(panes, id);

/** How the places share the room at first: of the height, above and below; of the width, the two together and the side. Large type needs more below. */
export const placeShares = {
  normal: { upper: 11, lower: 9, main: 5, side: 2 },
  large: { upper: 10, lower: 10, main: 5, side: 3 },
} as const;
