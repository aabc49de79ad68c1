import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, WRONG } from './failure';
import { jsonOf } from './csv';
import type { Words } from './words';

/** The same two levels up from the source and from the bundle in `out/cli`. */
const FOLDER = path.join(import.meta.dirname, '../../resources/scenarios');
const ENDING = '.swarm.json';

async function presetIds(): Promise<string[]> {
  const names = await readdir(FOLDER);
  return names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length)).sort();
}

/** `lab presets`: the built-in scenarios. */
export async function presetsCommand(words: Words): Promise<string> {
  const ids = await presetIds();
  return jsonOf(ids.map((id) => ({ id, title: words(`scenario.preset.${id}.title`), summary: words(`scenario.preset.${id}.summary`) })));
}

/** `lab new PRESET`: a built-in scenario, as a file to begin with. */
export async function newCommand(preset: string, words: Words): Promise<string> {
  const ids = await presetIds();
  if (!ids.includes(preset)) throw new Failure(WRONG, [words('cli.new.unknown', { preset, presets: ids.join(', ') })]);
  return readFile(path.join(FOLDER, preset + ENDING), 'utf8');
}
