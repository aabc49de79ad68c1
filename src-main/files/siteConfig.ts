import path from 'node:path';
import { z } from 'zod';
import type { Settings } from '@core/messages';
import { decodeText } from './decodeText';
import { readFileWithin } from './readScenarioFile';
import { parsedOrNull } from './storedFile';

const LIMIT_BYTES = 65_536;

/** What was arranged for everybody on a computer, in a file that its users cannot write: docs/deployment.md. */
export interface SiteConfig {
  /** Settings that hold whatever the user chose; those not named are the user's. */
  readonly fixed: Partial<Settings>;
  /** Absolute; null: there is no course. */
  readonly courseFolder: string | null;
}

export interface SiteConfigRead {
  readonly config: SiteConfig;
  /** What in the file is of no use: for the log. */
  readonly complaints: readonly string[];
}

const schema = z.strictObject({
  language: z.enum(['en', 'ko']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  projector: z.boolean().optional(),
  courseFolder: z.string().min(1).max(4_096).optional(),
});

/**
 * Reads the first of these files that is there. A file that cannot be used does not keep the lab from starting: what is
 * good in it holds, all else is a complaint.
 * @param places absolute; a course folder in a file may be relative to that file, so that both can lie on a stick
 */
export async function readSiteConfig(places: readonly string[]): Promise<SiteConfigRead> {
  for (const place of places) {
    const bytes = await readFileWithin(place, LIMIT_BYTES);
    if (!bytes.ok && bytes.issues.some(({ code }) => code === 'fileMissing')) continue;
    const text = bytes.ok ? decodeText(bytes.value) : bytes;
    return text.ok ? configOf(parsedOrNull(text.value), place) : { config: nothing, complaints: text.issues.map(({ code }) => `${path.basename(place)}: ${code}`) };
  }
  return { config: nothing, complaints: [] };
}

const nothing: SiteConfig = { fixed: {}, courseFolder: null };

function configOf(value: unknown, place: string): SiteConfigRead {
  const name = path.basename(place);
  if (typeof value !== 'object' || value === null) return { config: nothing, complaints: [`${name}: no JSON object`] };
  const good = { ...value };
  const complaints: string[] = [];
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String);
    complaints.push(`${name}: ${keys.join(', ')}: ${issue.message}`);
    for (const key of keys) Reflect.deleteProperty(good, key);
  }
  const read = schema.safeParse(good);
  if (!read.success) return { config: nothing, complaints };
  const { courseFolder, ...fixed } = read.data;
  return { config: { fixed, courseFolder: courseFolder === undefined ? null : path.resolve(path.dirname(place), courseFolder) }, complaints };
}
