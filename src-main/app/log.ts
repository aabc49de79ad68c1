import { appendFile, rename, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const FULL_BYTES = 5 * 1_048_576;

export interface Log {
  /** One line: what happened, and to what. */
  note(event: string, detail?: unknown): void;
}

/**
 * The lab's own record of what went wrong: `lab.log` in the user's folder and standard error, never sent anywhere.
 * Folders of this computer are cut out of what is written.
 */
export function createLog(userFolder: string): Log {
  const file = path.join(userFolder, 'lab.log');
  let last = Promise.resolve();
  const write = async (line: string): Promise<void> => {
    const size = await stat(file).then((facts) => facts.size, () => 0);
    if (size > FULL_BYTES) await rename(file, path.join(userFolder, 'lab.old.log'));
    await appendFile(file, line);
  };
  return {
    note(event, detail = '') {
      const line = withoutFolders(`${event} ${detail instanceof Error ? (detail.stack ?? detail.message) : String(detail)}`.trim(), userFolder);
      console.error(line);
      // A log that cannot be written has said its line on standard error already.
      last = last.then(() => write(`${new Date().toISOString()} ${line}\n`)).catch(() => undefined);
    },
  };
}

function withoutFolders(line: string, userFolder: string): string {
  return line.replaceAll(userFolder, '(user folder)').replaceAll(os.homedir(), '~');
}
