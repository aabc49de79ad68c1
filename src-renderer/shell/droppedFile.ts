import type { Result } from '@core/base/index';

/** No export of the lab is larger, and main reads no more either. */
export const MOST_BYTES = 32 * 1024 * 1024;

/** The bytes of a file that was dropped on the window. A folder comes as a file too, as one that cannot be read. */
export async function readDropped(file: File): Promise<Result<Uint8Array>> {
  if (file.size > MOST_BYTES) return { ok: false, issues: [{ code: 'tooLarge', path: '', found: '', allowed: { max: MOST_BYTES } }] };
  try {
    return { ok: true, value: new Uint8Array(await file.arrayBuffer()), warnings: [] };
  } catch (error) {
    return { ok: false, issues: [{ code: 'fileUnreadable', path: '', found: error instanceof DOMException ? error.name : String(error), allowed: {} }] };
  }
}
