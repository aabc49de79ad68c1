import { shallowReadonly, shallowRef } from 'vue';

/** A point, in CSS pixels of the window or in parts of the drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A menu that stands open: of a peer (0: the server), or of the ground of the drawing (null). */
export interface OpenMenu {
  readonly peer: number | null;
  /** Where it stands in the window. */
  readonly client: Point;
  /** The part of the drawing that it was asked for at. */
  readonly place: Point;
  /** What had the focus before, and has it again afterwards. */
  readonly from: HTMLElement | null;
}

const open = shallowRef<OpenMenu | null>(null);

function show(peer: number | null, client: Point, place: Point = { x: 0.5, y: 0.5 }): void {
  open.value = { peer, client, place, from: document.activeElement instanceof HTMLElement ? document.activeElement : null };
}

/** The one menu of peers: drawing, inspector and keys ask for it, `PeerMenu.vue` shows it. */
export const usePeerMenu = () => ({
  open: shallowReadonly(open),
  show,
  /** At the lower edge of the button that was pressed. */
  showBelow(peer: number, button: EventTarget | null): void {
    const box = button instanceof Element ? button.getBoundingClientRect() : new DOMRect();
    show(peer, { x: box.left, y: box.bottom });
  },
  hide(): void {
    open.value = null;
  },
});
