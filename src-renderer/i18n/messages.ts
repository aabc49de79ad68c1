import type { Language } from '@core/messages/index';

/** Languages of the lab. English is the reference: its files say which keys there are. */
export const languages: readonly Language[] = ['en', 'ko'];

interface Tree {
  readonly [key: string]: string | Tree;
}

type Files = Readonly<Record<string, Tree>>;

const files: Files = import.meta.glob('../../resources/locales/*/*.json', { eager: true, import: 'default' });

/** All sentences of a language, each file under the name of its area: `swarm.json` gives the keys `swarm.…`. */
export function messagesOf(language: Language): Tree {
  const areas = Object.entries(files)
    .map(([path, texts]) => ({ parts: path.split('/'), texts }))
    .filter(({ parts }) => parts.at(-2) === language)
    .map(({ parts, texts }) => [parts.at(-1)?.replace('.json', '') ?? '', texts] as const);
  return Object.fromEntries(areas);
}

/** Flat view of a tree of sentences: full key to sentence. */
export function flatten(tree: Tree, prefix = ''): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') flat.set(path, value);
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}
