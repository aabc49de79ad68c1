import path from 'node:path';
import type { Problem } from '@core/messages';
import { errorCode } from './fileSystem';

/** Codes of `problem.json` for what a disk answers; each sentence names the file and the way out. */
const SAVE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'saveNoSpace',
  EDQUOT: 'saveNoSpace',
  EFBIG: 'saveNoSpace',
  EACCES: 'saveDenied',
  EPERM: 'saveDenied',
  EROFS: 'saveDenied',
  EREADONLY: 'saveReadOnly',
  EBUSY: 'saveBusy',
  EMFILE: 'saveBusy',
  ENFILE: 'saveBusy',
  ENOENT: 'saveNoFolder',
  ENOTDIR: 'saveNoFolder',
  ENOTFILE: 'saveNotAFile',
  EISDIR: 'saveNotAFile',
  ENAMETOOLONG: 'saveNameTooLong',
};

/** What to tell a user whose file could not be saved. `detail` is the file's name. */
export function saveProblem(error: unknown, name: string): Problem {
  const code = SAVE_PROBLEMS[errorCode(error)];
  return code ? { code, detail: name } : { code: 'saveFailed', detail: `${name} (${errorCode(error) || String(error)})` };
}

/** A file by its name and that of its folder: what the window may know of a path, and enough to find it by. */
export const placeName = (file: string): string => path.join(path.basename(path.dirname(file)), path.basename(file));
