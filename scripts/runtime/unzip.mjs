import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

/** @type {(file: string, options: import('yauzl').Options) => Promise<import('yauzl').ZipFile>} */
const openZip = promisify(yauzl.open);

/**
 * Unpacks the files below `prefix` of a zip, with their modes.
 * @param {string} file the zip
 * @param {string} prefix folder inside it, with the slash at its end
 * @param {string} target folder to put them into
 * @param {(name: string) => boolean} isWanted by the name below `prefix`
 * @throws if the zip is damaged or an entry would land outside of `target`
 */
export async function unzip(file, prefix, target, isWanted) {
  const zip = await openZip(file, { lazyEntries: true, autoClose: true });
  const open = promisify(zip.openReadStream.bind(zip));

  /** @param {import('yauzl').Entry} entry */
  async function take(entry) {
    if (!entry.fileName.startsWith(prefix) || entry.fileName.endsWith('/')) return;
    const name = entry.fileName.slice(prefix.length);
    if (!isWanted(name)) return;
    const to = path.join(target, name);
    if (!to.startsWith(target + path.sep)) throw new Error(`${path.basename(file)}: entry outside of the folder: ${entry.fileName}`);
    await mkdir(path.dirname(to), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
    await pipeline(await open(entry), createWriteStream(to, { mode }));
  }

  await new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry) => take(entry).then(() => zip.readEntry(), reject));
    zip.readEntry();
  });
}
