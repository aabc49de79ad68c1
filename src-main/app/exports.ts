import { clipboard, nativeImage } from 'electron';
import path from 'node:path';
import type { ExportAnswer, ExportFile, ExportRead } from '@core/messages/index';
import { placeName, saveProblem } from '../files/fileProblem';
import { EXPORT_LIMIT_BYTES, readFileWithin } from '../files/readScenarioFile';
import type { SaveQueue } from '../files/saveQueue';
import type { Dialogs } from './dialogs';
import { EXPORT_FILES, STAMPED_FILES } from './fileKinds';

export interface Exports {
  toFile(file: ExportFile): Promise<ExportAnswer>;
  /** The bytes of one that was made before. */
  fromFile(): Promise<ExportRead>;
  /** Puts a picture on the clipboard; false: the bytes are none. */
  copyImage(bytes: Uint8Array): boolean;
  copyText(text: string): void;
}

/** Charts and tables on their way out. Dialogs begin in the folder of the last export. */
export function createExports(dialogs: Dialogs, queue: SaveQueue, firstFolder: string): Exports {
  let folder = firstFolder;
  return {
    async toFile({ suggestedName, kind, bytes }) {
      const file = await dialogs.saveFile(folder, suggestedName, EXPORT_FILES[kind]);
      if (file === null) return { kind: 'cancelled' };
      folder = path.dirname(file);
      try {
        await queue.save(file, bytes);
        return { kind: 'saved', name: path.basename(file) };
      } catch (error) {
        return { kind: 'failed', problem: saveProblem(error, placeName(file)) };
      }
    },
    async fromFile() {
      const file = await dialogs.openFile(folder, STAMPED_FILES);
      if (file === null) return { kind: 'cancelled' };
      folder = path.dirname(file);
      const name = path.basename(file);
      const read = await readFileWithin(file, EXPORT_LIMIT_BYTES);
      return read.ok ? { kind: 'read', name, bytes: read.value } : { kind: 'refused', name, issues: read.issues };
    },
    copyImage(bytes) {
      const image = nativeImage.createFromBuffer(Buffer.from(bytes));
      if (image.isEmpty()) return false;
      clipboard.writeImage(image);
      return true;
    },
    copyText: (text) => clipboard.writeText(text),
  };
}
