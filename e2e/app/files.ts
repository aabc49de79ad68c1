import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A scenario file as it lies on the disk. Only what the tests look at is typed. */
export interface ScenarioFile {
  title: string;
  seed: number;
  content: { sizeBits: number; pieceBits: number };
  server: { uploadBitrate: number };
  peerGroups: { name: string; count: number; uploadBitrate: unknown; downloadBitrate: number | null }[];
  protocol: Record<string, unknown>;
  view?: { screen?: string; speed?: number; runs?: readonly { architecture: string; seed: number }[] };
  [other: string]: unknown;
}

const presets = path.resolve(import.meta.dirname, '../../resources/scenarios');

/** A built-in scenario, to be changed at will. */
export const preset = (id: string): Promise<ScenarioFile> => readScenario(path.join(presets, `${id}.swarm.json`));

export async function readScenario(file: string): Promise<ScenarioFile> {
  return JSON.parse(await readFile(file, 'utf8')) as ScenarioFile;
}

/** Writes a scenario, or any text at all, where a test may; gives back the path. */
export async function writeTo(file: string, content: ScenarioFile | string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}
