import { createHash } from 'node:crypto';
import { constants, open, stat, type FileHandle } from 'node:fs/promises';
import type { Issue, Result } from '@core/base';
import { parseScenarioText, type Scenario } from '@core/scenario';
import { decodeText } from './decodeText';
import { errorCode } from './fileSystem';

/** Largest scenario file that is read at all, in bytes. */
export const SCENARIO_LIMIT_BYTES = 16 * 1024 * 1024;
/** Larger than any export of the lab; a file in which a stamp is looked for may not be. */
export const EXPORT_LIMIT_BYTES = 32 * 1024 * 1024;

export interface ReadScenario {
  readonly scenario: Scenario;
  /** The file's text without a byte order mark; `parseScenarioText` accepts it. */
  readonly text: string;
  /** SHA-256 of the bytes, hexadecimal: tells whether the file has changed since. */
  readonly bytesHash: string;
}

/**
 * The one reader of scenario files: window, command line and recovery all come through here. Never throws for anything
 * that a path or a file can be: all that is wrong comes as issues (`file…` here, `scenario.issue.*` for their words).
 */
export async function readScenarioFile(path: string): Promise<Result<ReadScenario>> {
  const bytes = await readFileWithin(path, SCENARIO_LIMIT_BYTES);
  return bytes.ok ? readScenarioBytes(bytes.value) : bytes;
}

/** The same for bytes that are there already. */
export function readScenarioBytes(bytes: Uint8Array): Result<ReadScenario> {
  if (bytes.length > SCENARIO_LIMIT_BYTES) return tooLarge(bytes.length, SCENARIO_LIMIT_BYTES);
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const parsed = parseScenarioText(text.value);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { scenario: parsed.value, text: text.value, bytesHash: hashBytes(bytes) }, warnings: parsed.warnings };
}

/** The same for standard input; stops reading one chunk past the limit. */
export async function readScenarioStream(stream: AsyncIterable<Uint8Array>): Promise<Result<ReadScenario>> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    total += chunk.length;
    if (total > SCENARIO_LIMIT_BYTES) return tooLarge(total, SCENARIO_LIMIT_BYTES);
  }
  return readScenarioBytes(Buffer.concat(chunks));
}

/** SHA-256, hexadecimal. */
export const hashBytes = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** All bytes of a regular file, never more than the limit: what is too large or no file is refused before it is read. */
export async function readFileWithin(path: string, limitBytes: number): Promise<Result<Uint8Array>> {
  try {
    // Looked at before it is opened: opening a device or a pipe can block or have effects.
    if (!(await stat(path)).isFile()) return refusal('fileNotAFile', '');
    const file = await open(path, constants.O_RDONLY);
    try {
      return await readWithin(file, limitBytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return refusal(codeOf(error), errorCode(error));
  }
}

async function readWithin(file: FileHandle, limitBytes: number): Promise<Result<Uint8Array>> {
  const { size } = await file.stat();
  if (size > limitBytes) return tooLarge(size, limitBytes);
  // One byte more than its size: a file that grows meanwhile must not be taken for whole.
  const bytes = new Uint8Array(size + 1);
  let used = 0;
  for (let read = -1; read !== 0 && used < bytes.length; used += read) read = (await file.read(bytes, used, bytes.length - used)).bytesRead;
  if (used > size) return refusal('fileChanging', '');
  return { ok: true, value: bytes.subarray(0, used), warnings: [] };
}

function codeOf(error: unknown): string {
  const code = errorCode(error);
  if (code === '') throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'fileMissing';
  return code === 'EACCES' || code === 'EPERM' ? 'fileDenied' : 'fileUnreadable';
}

function refusal(code: string, found: string, allowed: Issue['allowed'] = {}): { readonly ok: false; readonly issues: readonly Issue[] } {
  return { ok: false, issues: [{ code, path: '', found, allowed }] };
}

const tooLarge = (bytes: number, limitBytes: number) =>
  refusal('fileTooLarge', String(bytes), { mebibytes: Math.ceil((bytes / 1_048_576) * 10) / 10, limitMebibytes: limitBytes / 1_048_576 });
