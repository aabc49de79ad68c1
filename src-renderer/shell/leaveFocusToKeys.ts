/**
 * After a click with the mouse the keys belong to the player again: without this, Space would press the button that was
 * clicked last. Tab goes on from the same place. Whoever pressed the button by keyboard keeps it.
 */
export function leaveFocusToKeys(event: MouseEvent): void {
  const { target } = event;
  const isByMouse = event.detail > 0;
  if (!isByMouse || !(target instanceof Element)) return;
  const button = target.closest('button');
  if (button === document.activeElement && button instanceof HTMLElement && !button.hasAttribute('aria-haspopup')) button.blur();
}
