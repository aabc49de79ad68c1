import { presetOrder } from '@core/scenario/index';

/** Files of the built-in scenarios, by their id. */
const texts = new Map(
  Object.entries(import.meta.glob<string>('../../resources/scenarios/*.swarm.json', { eager: true, query: '?raw', import: 'default' }))
    .map(([path, text]) => [path.split('/').at(-1)?.replace('.swarm.json', '') ?? '', text]),
);

/** The lab that a first start opens on. */
export const FIRST_PRESET = presetOrder[0];

/** The scenario file of a preset. Throws for an id that is not in `presetOrder`. */
export function presetText(id: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new RangeError(`no built-in scenario ${id}`);
  return text;
}
