import { useEventListener } from '@vueuse/core';

const OPENS_MENU = 'button[aria-haspopup=menu]';
/** In a panel or dialog the keys are its own: Escape closes it. */
const LEAVES_AT_CLICK = 'button:not([aria-haspopup], [role=dialog] *, [role=alertdialog] *), [role=listbox]';

function leave(wanted: string): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches(wanted)) activeElement.blur();
}

/**
 * After a click or drag with the mouse the keys belong to the player again: without this, Space would press the button that
 * was clicked last, and the arrows would move the slider or walk through the peers of a drawing. Tab goes on from the same
 * place. Whoever came by keyboard keeps the focus.
 */
export function leaveFocusToKeys(): void {
  let isByPointer = false;
  useEventListener(window, 'pointerdown', () => (isByPointer = true), { capture: true });
  useEventListener(window, 'keydown', () => (isByPointer = false), { capture: true });
  // A menu that closes gives the focus back to its button, when the pointer has long been elsewhere.
  useEventListener(window, 'focusin', ({ target }: FocusEvent) => {
    if (isByPointer && target instanceof HTMLElement && target.matches(OPENS_MENU)) target.blur();
  });
  useEventListener(window, 'pointerup', () => leave('[role=slider]'));
  useEventListener(window, 'click', (event: MouseEvent) => {
    // A key that presses a button makes a click too, with a count of 0.
    if (event.detail > 0) leave(LEAVES_AT_CLICK);
  });
}
