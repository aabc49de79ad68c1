/**
 * After a click with the mouse the keys belong to the player again: without this, Space would press the button that was
 * clicked last, and the arrows would walk through the peers of a drawing. Tab goes on from the same place. Whoever came by
 * keyboard keeps the focus.
 */
export function leaveFocusToKeys(event: MouseEvent): void {
  const { target } = event;
  const isByMouse = event.detail > 0;
  if (!isByMouse || !(target instanceof Element)) return;
  const clicked = target.closest('button, [role=listbox]');
  if (clicked === document.activeElement && clicked instanceof HTMLElement && !clicked.hasAttribute('aria-haspopup')) clicked.blur();
}
