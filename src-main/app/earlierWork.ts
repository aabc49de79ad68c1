import path from 'node:path';
import type { ComparedWork, RecoveredWork } from '@core/messages/index';
import { lookAt, UNKNOWN_TIMES } from '../files/diskMark';
import { readScenarioFile } from '../files/readScenarioFile';
import type { KnownCopy, RecoveryCopies, RecoveryCopy } from '../files/recoveryCopies';

/** What earlier starts left unsaved, until the user has said what becomes of it. */
export interface EarlierWork {
  list(): Promise<readonly RecoveredWork[]>;
  compare(id: string): Promise<ComparedWork | null>;
  discard(id: string): Promise<void>;
  /** The copy, no longer among the earlier work: it is now that of the open document. Null: it is gone. */
  take(id: string): Promise<RecoveryCopy | null>;
}

/** Looks once at what is there, so that copies of this start are never among them. */
export function createEarlierWork(copies: RecoveryCopies): EarlierWork {
  const found = copies.tidy(Date.now());
  const done = new Set<string>();

  async function describe({ id, name, file, bytesHash, savedAtMs }: KnownCopy): Promise<RecoveredWork> {
    if (file === null || bytesHash === null) return { id, name, folder: '', savedAtMs, file: 'none' };
    const { kind } = await lookAt(file, { bytesHash, ...UNKNOWN_TIMES });
    return { id, name, folder: path.basename(path.dirname(file)), savedAtMs, file: kind };
  }

  return {
    async list() {
      return Promise.all((await found).filter(({ id }) => !done.has(id)).map(describe));
    },
    async compare(id) {
      const copy = await copies.read(id);
      if (copy === null) return null;
      const file = copy.file === null ? null : await readScenarioFile(copy.file);
      return { text: copy.text, fileText: file?.ok ? file.value.text : null };
    },
    async discard(id) {
      done.add(id);
      await copies.remove(id);
    },
    async take(id) {
      const copy = await copies.read(id);
      if (copy !== null) done.add(id);
      return copy;
    },
  };
}
