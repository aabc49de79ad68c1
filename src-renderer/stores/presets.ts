import { parseScenarioText, presetOrder, type Scenario } from '@core/scenario/index';
import { i18n } from '../i18n/index';

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

/**
 * A preset as a document begins with it, under the title and with the notes that a language has for it, usually the one in use.
 * @throws Error for a file that is no scenario: it is built in, so that is our fault
 */
export function presetScenario(id: string, language: string = i18n.global.locale.value): Scenario {
  const read = parseScenarioText(presetText(id));
  if (!read.ok) throw new Error(`the built-in scenario ${id} is broken: ${JSON.stringify(read.issues)}`);
  const word = (what: string): string => i18n.global.t(`scenario.preset.${id}.${what}`, {}, { locale: language });
  return { ...read.value, title: word('title'), notes: word('notes') };
}
