import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { filesOf } from './tree.mjs';

/**
 * Zips a folder with its name as the one thing at the top, and with the modes of its files: it runs when unpacked.
 * @param {string} folder
 * @param {string} file to write
 */
export async function zipFolder(folder, file) {
  const zip = new yazl.ZipFile();
  const done = pipeline(zip.outputStream, createWriteStream(file));
  for (const name of await filesOf(folder)) {
    const { mode } = await stat(path.join(folder, name));
    zip.addFile(path.join(folder, name), `${path.basename(folder)}/${name}`, { mode });
  }
  zip.end();
  await done;
}
