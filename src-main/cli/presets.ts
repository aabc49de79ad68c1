import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { presetOrder } from '@core/scenario';
import { Failure, WRONG } from './failure';
import { jsonOf } from './csv';
import type { Words } from './words';

/** The same two levels up from the source and from the bundle in `out/cli`. */
const FOLDER = path.join(import.meta.dirname, '../../resources/scenarios');

/** `lab presets`: the built-in scenarios. */
export function presetsCommand(words: Words): string {
  return jsonOf(presetOrder.map((id) => ({ id, title: words(`scenario.preset.${id}.title`), summary: words(`scenario.preset.${id}.summary`) })));
}

/** `lab new PRESET`: a built-in scenario, as a file to begin with. */
export async function newCommand(preset: string, words: Words): Promise<string> {
  const id = presetOrder.find((known) => known === preset);
  if (!id) throw new Failure(WRONG, [words('cli.new.unknown', { preset, presets: presetOrder.join(', ') })]);
  return readFile(path.join(FOLDER, `${id}.swarm.json`), 'utf8');
}
