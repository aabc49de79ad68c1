import type { ZodType } from 'zod';
import { decodeText } from './decodeText';
import { readFileWithin } from './readScenarioFile';
import type { SaveQueue } from './saveQueue';

const LIMIT_BYTES = 1_048_576;

/** A small JSON file of the lab's own, such as its settings. Nobody's work: whatever is wrong with it, the lab starts. */
export interface StoredFile<T> {
  /** What the file holds; the fallback where it is missing, broken or of another shape. */
  load(): Promise<T>;
  /** Queued; the last state wins. A failure is for the log, not for the user. */
  save(value: T): Promise<void>;
}

/** The folder of `file` must be there. */
export function createStoredFile<T>(file: string, schema: ZodType<T>, fallback: T, queue: SaveQueue): StoredFile<T> {
  return {
    async load() {
      const bytes = await readFileWithin(file, LIMIT_BYTES);
      const text = bytes.ok ? decodeText(bytes.value) : bytes;
      if (!text.ok) return fallback;
      const read = schema.safeParse(parsedOrNull(text.value));
      return read.success ? read.data : fallback;
    },
    save: (value) => queue.save(file, `${JSON.stringify(value, null, 2)}\n`),
  };
}

/** The value of a JSON text; null where it is none. */
export function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
