import type { MenuAction } from '@core/messages/index';

/** What a key asks for. */
export type KeyAction =
  /** The same as an item of the menus. */
  | { readonly kind: 'menu'; readonly action: MenuAction }
  | { readonly kind: 'edit' | 'projector' | 'escape' }
  | { readonly kind: 'shuttle'; readonly towards: 1 | -1 }
  | { readonly kind: 'nudge'; readonly watchSeconds: number }
  | { readonly kind: 'fraction'; readonly fraction: number };

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const menu = (action: MenuAction): KeyAction => ({ kind: 'menu', action });

const byCharacter: Readonly<Record<string, KeyAction>> = {
  ' ': menu('playPause'),
  ',': menu('stepBack'),
  '.': menu('stepForward'),
  '<': menu('slower'),
  '>': menu('faster'),
  '?': menu('showKeys'),
  Home: menu('toStart'),
  End: menu('toEnd'),
  Escape: { kind: 'escape' },
};

// Letters go by their place: with the Korean layout the key of J gives ㅓ. So do brackets, of which Shift makes others.
const byPlace: Readonly<Record<string, KeyAction>> = {
  KeyK: menu('playPause'),
  KeyJ: { kind: 'shuttle', towards: -1 },
  KeyL: { kind: 'shuttle', towards: 1 },
  KeyE: { kind: 'edit' },
  KeyR: menu('run'),
  KeyU: menu('runUntil'),
  KeyP: { kind: 'projector' },
};

/** The action of a key as in video players, or null. Keys held with Ctrl, Alt or the system key belong to the menus. */
export function actionOf(key: Key): KeyAction | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  const steps = key.shiftKey ? 5 : 1;
  if (key.key === 'ArrowLeft') return { kind: 'nudge', watchSeconds: -steps };
  if (key.key === 'ArrowRight') return { kind: 'nudge', watchSeconds: steps };
  if (key.code === 'BracketLeft') return menu(key.shiftKey ? 'previousOfPeer' : 'previousOfKind');
  if (key.code === 'BracketRight') return menu(key.shiftKey ? 'nextOfPeer' : 'nextOfKind');
  if (/^[0-9]$/.test(key.key)) return { kind: 'fraction', fraction: Number(key.key) / 10 };
  return byCharacter[key.key] ?? byPlace[key.code] ?? null;
}

const TAKES_ALL = 'input, textarea, select, [contenteditable], [role=menu], [role=combobox], [role=dialog], [role=alertdialog]';
const TAKES_MOVES = '[role=slider], [role=listbox], [role=tab], [role=grid], [role=radiogroup]';
const TAKES_SPACE = 'button, a, summary, [role=button], [role=switch], [role=checkbox]';
const MOVES = /^(Arrow|Page|Home$|End$)/;

/** Does the element that has the focus use this key itself? Then the player must not. */
export function isTakenBy(target: EventTarget | null, key: Pick<Key, 'key'>): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TAKES_ALL) !== null) return true;
  if (MOVES.test(key.key)) return target.closest(TAKES_MOVES) !== null;
  return key.key === ' ' && target.closest(TAKES_SPACE) !== null;
}
