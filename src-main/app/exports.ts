import { clipboard, nativeImage } from 'electron';
import path from 'node:path';
import type { ExportAnswer, ExportFile } from '@core/messages/index';
import { saveProblem } from '../files/fileProblem';
import type { SaveQueue } from '../files/saveQueue';
import type { Dialogs } from './dialogs';
import { EXPORT_FILES } from './fileKinds';

export interface Exports {
  toFile(file: ExportFile): Promise<ExportAnswer>;
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
      const name = path.basename(file);
      try {
        await queue.save(file, bytes);
        return { kind: 'saved', name };
      } catch (error) {
        return { kind: 'failed', problem: saveProblem(error, name) };
      }
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
