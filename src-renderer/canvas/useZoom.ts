import { computed, shallowRef } from 'vue';
import type { CanvasPoint } from './CanvasView.vue';
import { panned, placeBefore, WHOLE, zoomedAt } from './zoom';

/** A press of a button or a key brings the drawing so much nearer. */
const STEP = 1.5;
/** A turn of the wheel by so many pixels makes it twice as near. */
const DOUBLE_PX = 240;
/** Shift and an arrow key move the drawing by so much. */
const KEY_PAN_PX = 60;

const keyWays: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_PAN_PX, 0],
  ArrowRight: [-KEY_PAN_PX, 0],
  ArrowUp: [0, KEY_PAN_PX],
  ArrowDown: [0, -KEY_PAN_PX],
};

/** How near a drawing is looked at, and where: by wheel, by drag, by buttons and by keys. */
export function useZoom(size: () => { readonly widthPx: number; readonly heightPx: number }) {
  const view = shallowRef(WHOLE);
  /** Up to where the drag has moved the drawing. */
  let held: CanvasPoint | null = null;

  function nearer(factor: number, at?: CanvasPoint): void {
    const { widthPx, heightPx } = size();
    view.value = zoomedAt(view.value, factor, at ?? { x: widthPx / 2, y: heightPx / 2 }, widthPx, heightPx);
  }

  function panBy(x: number, y: number): void {
    view.value = panned(view.value, x, y, size().widthPx, size().heightPx);
  }

  function pan(from: CanvasPoint, to: CanvasPoint): void {
    const last = held ?? from;
    held = to;
    panBy(to.x - last.x, to.y - last.y);
  }

  const whole = () => (view.value = WHOLE);

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = event.shiftKey && view.value.scale > 1 ? keyWays[event.key] : undefined;
    if (way) panBy(...way);
    else if (event.key === '+' || event.key === '=') nearer(STEP);
    else if (event.key === '-') nearer(1 / STEP);
    else if (event.key === 'Escape' && view.value.scale > 1) whole();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    view,
    isNear: computed(() => view.value.scale > 1),
    before: (at: CanvasPoint): CanvasPoint => placeBefore(view.value, at),
    turn: (at: CanvasPoint, turnPx: number) => nearer(2 ** (-turnPx / DOUBLE_PX), at),
    closer: () => nearer(STEP),
    further: () => nearer(1 / STEP),
    whole,
    pan,
    isPanning: () => held !== null,
    endPan: () => (held = null),
    /** Plus and minus, Shift with the arrow keys, Escape for the whole. */
    onKey,
  };
}
