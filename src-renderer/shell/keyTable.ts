import type { TextKey } from '../composables/useText';

export interface KeyHelp {
  /** What stands on the keys. */
  readonly keys: readonly string[];
  readonly text: TextKey;
}

export interface KeyGroup {
  readonly title: TextKey;
  readonly rows: readonly KeyHelp[];
}

/** The list that "?" shows. */
export const keyTable: readonly KeyGroup[] = [
  {
    title: 'player.keys.play',
    rows: [
      { keys: ['Space', 'K'], text: 'player.keys.toggle' },
      { keys: ['J', 'L'], text: 'player.keys.shuttle' },
      { keys: ['<', '>'], text: 'player.keys.speed' },
      { keys: ['U'], text: 'events.keys.until' },
    ],
  },
  {
    title: 'player.keys.move',
    rows: [
      { keys: [',', '.'], text: 'player.keys.step' },
      { keys: ['[', ']'], text: 'events.keys.kind' },
      { keys: ['Shift [', 'Shift ]'], text: 'events.keys.peer' },
      { keys: ['←', '→'], text: 'player.keys.second' },
      { keys: ['Shift ←', 'Shift →'], text: 'player.keys.five' },
      { keys: ['Home', 'End'], text: 'player.keys.ends' },
      { keys: ['0 – 9'], text: 'player.keys.digits' },
    ],
  },
  {
    title: 'player.keys.window',
    rows: [
      { keys: ['+', '–'], text: 'views.keys.zoom' },
      { keys: ['Ctrl K'], text: 'actions.title' },
      { keys: ['P'], text: 'views.keys.projector' },
      { keys: ['E'], text: 'player.keys.edit' },
      { keys: ['R'], text: 'player.keys.run' },
      { keys: ['Shift F10'], text: 'player.keys.menu' },
      { keys: ['Delete'], text: 'player.keys.remove' },
      { keys: ['Esc'], text: 'player.keys.escape' },
      { keys: ['?'], text: 'player.keys.help' },
    ],
  },
];
