import type { WindowBounds } from '../files/settings';

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 700;
const USUAL = { width: 1280, height: 800 };

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where to open the window: where it stood, unless that screen is gone; no larger than its screen. Position left out: centred. */
export function fitBounds(kept: WindowBounds | null, screens: readonly Area[]): { x?: number; y?: number; width: number; height: number } {
  const home = kept && screens.find((screen) => overlap(kept, screen) >= 0.5);
  if (!kept || !home) return USUAL;
  const width = Math.max(MIN_WIDTH, Math.min(kept.width, home.width));
  const height = Math.max(MIN_HEIGHT, Math.min(kept.height, home.height));
  return { x: between(kept.x, home.x, home.x + home.width - width), y: between(kept.y, home.y, home.y + home.height - height), width, height };
}

/** Fraction of `a` that lies within `b`. */
function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? (width * height) / (a.width * a.height) : 0;
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
