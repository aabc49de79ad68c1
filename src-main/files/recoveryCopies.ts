import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { decodeText } from './decodeText';
import { readFileWithin } from './readScenarioFile';
import type { SaveQueue } from './saveQueue';
import { parsedOrNull } from './storedFile';

const DAY_MS = 86_400_000;
/** What is kept of copies that nobody asked for again. */
export const KEPT = { days: 30, copies: 50, bytes: 100 * 1_048_576 } as const;
/** A document of 16 Mi characters may take four bytes for each. */
const COPY_LIMIT_BYTES = 65 * 1_048_576;
/** The longest first line: a name and a path. */
const HEAD_LIMIT_BYTES = 65_536;
const ENDING = '.copy';
/** Only their owner may read them: they may hold a student's name and answers. */
const MODE = { file: 0o600, folder: 0o700 } as const;

const headSchema = z.object({
  name: z.string(),
  file: z.string().nullable(),
  bytesHash: z.string().nullable(),
  savedAtMs: z.number(),
});

/** Whose work a copy is. */
export interface CopyHead {
  /** Name of the document. */
  readonly name: string;
  /** Path of its file; null: it never had one. */
  readonly file: string | null;
  /** SHA-256 of the file's bytes when it was opened, or last saved. */
  readonly bytesHash: string | null;
  /** When the copy was made, in milliseconds since 1970. */
  readonly savedAtMs: number;
}

export interface KnownCopy extends CopyHead {
  readonly id: string;
}

export interface RecoveryCopy extends KnownCopy {
  /** The document as it was then. */
  readonly text: string;
}

/** Copies of unsaved work, in a folder of the user's own, never beside the original. */
export interface RecoveryCopies {
  write(copy: RecoveryCopy): Promise<void>;
  /** Null: there is none of that id, or it cannot be read. */
  read(id: string): Promise<RecoveryCopy | null>;
  remove(id: string): Promise<void>;
  /** Those that are there, newest first. What is too old or too much goes, as does what a killed save left. */
  tidy(nowMs: number): Promise<readonly KnownCopy[]>;
}

/** A copy is one file: a line of JSON that says whose it is, then the document's text as it would be saved. */
export function createRecoveryCopies(userFolder: string, queue: SaveQueue): RecoveryCopies {
  const folder = path.join(userFolder, 'recovery');
  const fileOf = (id: string): string => path.join(folder, `${id}${ENDING}`);
  const isId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

  async function read(id: string): Promise<RecoveryCopy | null> {
    const bytes = isId(id) ? await readFileWithin(fileOf(id), COPY_LIMIT_BYTES) : null;
    const whole = bytes?.ok ? decodeText(bytes.value) : null;
    const head = whole?.ok ? headOf(whole.value) : null;
    return whole?.ok && head ? { ...head, id, text: whole.value.slice(whole.value.indexOf('\n') + 1) } : null;
  }

  /** Only whose copy it is: the texts of fifty may be more than anybody wants in memory. @throws system errors */
  async function readHead(id: string): Promise<KnownCopy | null> {
    const file = await open(fileOf(id));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_LIMIT_BYTES), 0, HEAD_LIMIT_BYTES, 0);
      const head = headOf(buffer.toString('utf8', 0, bytesRead));
      return head && { ...head, id };
    } finally {
      await file.close();
    }
  }

  async function remove(id: string): Promise<void> {
    if (isId(id)) await rm(fileOf(id), { force: true });
  }

  /** Null: it cannot be looked at, or it is no file. */
  async function factsOf(id: string) {
    const facts = await stat(fileOf(id)).catch(() => null);
    return facts?.isFile() ? { id, size: facts.size, mtimeMs: facts.mtimeMs } : null;
  }

  return {
    read,
    remove,
    async write({ id, text, ...head }) {
      await mkdir(folder, { recursive: true, mode: MODE.folder });
      await queue.save(fileOf(id), `${JSON.stringify(head)}\n${text}`, MODE.file);
    },
    async tidy(nowMs) {
      const names = await readdir(folder).catch((): string[] => []);
      const temps = names.filter((name) => name.endsWith('.tmp'));
      // One that does not let itself be read or removed must not hide the others: each is passed over by itself.
      await Promise.allSettled(temps.map((name) => rm(path.join(folder, name), { force: true })));
      const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length)).filter(isId);
      const facts = (await Promise.all(ids.map(factsOf))).filter((one) => one !== null);
      facts.sort((a, b) => b.mtimeMs - a.mtimeMs);
      const kept: KnownCopy[] = [];
      let usedBytes = 0;
      for (const { id, size, mtimeMs } of facts) {
        const isKept = nowMs - mtimeMs <= KEPT.days * DAY_MS && kept.length < KEPT.copies && usedBytes + size <= KEPT.bytes;
        const copy = isKept ? await readHead(id).catch(() => null) : null;
        // What cannot be read is nobody's work any more; it goes with its time.
        if (!isKept) await remove(id).catch(() => undefined);
        else usedBytes += size;
        if (copy) kept.push(copy);
      }
      return kept;
    },
  };
}

function headOf(text: string): CopyHead | null {
  const read = headSchema.safeParse(parsedOrNull(text.slice(0, Math.max(text.indexOf('\n'), 0))));
  return read.success ? read.data : null;
}
