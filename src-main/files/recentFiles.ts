import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { RecentFile } from '@core/messages';
import type { SaveQueue } from './saveQueue';
import { createStoredFile } from './storedFile';

const KEPT = 12;

/** The files that were open, newest first. Paths stay in here; others know a file by its id. */
export interface RecentFiles {
  load(): Promise<void>;
  list(): readonly RecentFile[];
  pathOf(id: string): string | null;
  /** The file was opened or saved: to the front. */
  add(file: string): RecentFile;
  /** The file is no longer there. */
  remove(file: string): void;
  clear(): void;
}

/**
 * @param onError is told when the list could not be saved: not worth a message to the user
 */
export function createRecentFiles(userFolder: string, queue: SaveQueue, onError: (error: unknown) => void): RecentFiles {
  const stored = createStoredFile(path.join(userFolder, 'recent.json'), z.array(z.string()), [], queue);
  let paths: string[] = [];
  const keep = (next: string[]): void => {
    paths = next.slice(0, KEPT);
    stored.save(paths).catch(onError);
  };
  return {
    async load() {
      paths = [...(await stored.load())].filter((file) => path.isAbsolute(file)).slice(0, KEPT);
    },
    list: () => paths.map(describe),
    pathOf: (id) => paths.find((file) => idOf(file) === id) ?? null,
    add(file) {
      keep([file, ...paths.filter((other) => other !== file)]);
      return describe(file);
    },
    remove: (file) => keep(paths.filter((other) => other !== file)),
    clear: () => keep([]),
  };
}

/** The same path has the same id in every start, and an id tells nothing of the path. */
const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 16);

function describe(file: string): RecentFile {
  return { id: idOf(file), name: path.basename(file), folder: path.basename(path.dirname(file)) };
}
