import { stat } from 'node:fs/promises';
import { errorCode } from './fileSystem';
import { hashBytes, readFileWithin, SCENARIO_LIMIT_BYTES } from './readScenarioFile';

/** What a file was when it was last read or written here. */
export interface DiskMark {
  /** SHA-256 of its bytes, hexadecimal. */
  readonly bytesHash: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** For a file of which only the bytes are known: it is looked at, never taken for untouched. */
export const UNKNOWN_TIMES = { sizeBytes: -1, mtimeMs: -1 } as const;

/** `changed`: by another program; `hash` tells its states apart, and is empty where the file cannot be read any more. */
export type DiskState =
  | { readonly kind: 'same'; readonly mark: DiskMark }
  | { readonly kind: 'gone' }
  | { readonly kind: 'changed'; readonly hash: string };

/** The mark of a file that was just read or written; its times are unknown where it is gone again. */
export async function markOf(file: string, bytesHash: string): Promise<DiskMark> {
  const facts = await stat(file).catch(() => null);
  return facts ? { bytesHash, sizeBytes: facts.size, mtimeMs: facts.mtimeMs } : { bytesHash, ...UNKNOWN_TIMES };
}

/** Looks quickly: a file of the same size and time is taken for the same, only others are read. */
export async function glanceAt(file: string, mark: DiskMark): Promise<DiskState> {
  const facts = await stat(file).catch(() => null);
  const isUntouched = facts?.size === mark.sizeBytes && facts.mtimeMs === mark.mtimeMs;
  return isUntouched ? { kind: 'same', mark } : lookAt(file, mark);
}

/** Reads the file: the same bytes are the same file, whatever its time says. */
export async function lookAt(file: string, mark: DiskMark): Promise<DiskState> {
  try {
    await stat(file);
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error)) ? { kind: 'gone' } : { kind: 'changed', hash: '' };
  }
  const bytes = await readFileWithin(file, SCENARIO_LIMIT_BYTES);
  // A folder in its place, more than any document has, no permission any more: not what was there, so not to be replaced unasked.
  if (!bytes.ok) return { kind: 'changed', hash: '' };
  const hash = hashBytes(bytes.value);
  return hash === mark.bytesHash ? { kind: 'same', mark: await markOf(file, hash) } : { kind: 'changed', hash };
}
