import path from 'node:path';
import { z } from 'zod';
import { viewLayoutSchema, type Settings, type ViewLayout } from '@core/messages';
import type { SaveQueue } from './saveQueue';
import { createStoredFile, type StoredFile } from './storedFile';

/** Where the window stood, in screen pixels that do not depend on the scale. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export interface StoredSettings extends Settings {
  readonly bounds: WindowBounds | null;
  readonly layout: ViewLayout | null;
}

const pixels = z.number().int().min(-1_000_000).max(1_000_000);

/**
 * What is kept between starts, in `settings.json` of the user's folder. Each field falls back by itself, so that one
 * bad value, or a field of a later version, does not cost the others. Null: the lab has never been used here.
 */
export function createSettingsFile(userFolder: string, fallback: Settings, queue: SaveQueue): StoredFile<StoredSettings | null> {
  const schema = z.object({
    language: z.enum(['en', 'ko']).catch(fallback.language),
    theme: z.enum(['system', 'light', 'dark']).catch(fallback.theme),
    projector: z.boolean().catch(fallback.projector),
    bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels, isMaximized: z.boolean() }).nullable().catch(null),
    layout: viewLayoutSchema.nullable().catch(null),
  });
  return createStoredFile<StoredSettings | null>(path.join(userFolder, 'settings.json'), schema, null, queue);
}
