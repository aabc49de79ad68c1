import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenarioText } from './check';
import { fieldGroups } from './fields';
import type { Field } from './fieldKinds';
import { presetOrder } from './presets';
import { pieceCount, peerCount } from './scenario';
import { serializeScenario } from './serialize';

interface Tree {
  readonly [key: string]: string | Tree;
}
const resources = new URL('../../resources/', import.meta.url);
const folder = new URL('scenarios/', resources);
const wordsOf = (language: string): Tree => JSON.parse(readFileSync(new URL(`locales/${language}/scenario.json`, resources), 'utf8'));
const word = (tree: Tree, way: string): unknown => way.split('.').reduce<unknown>((here, key) => (here as Tree | undefined)?.[key], tree);
const fileOf = (id: string): string => readFileSync(new URL(`${id}.swarm.json`, folder), 'utf8');

describe('the built-in scenarios', () => {
  it('are exactly those that are listed', () => {
    expect(readdirSync(folder).sort()).toEqual([...presetOrder].map((id) => `${id}.swarm.json`).sort());
  });
  it.each(presetOrder)('%s can be used without a warning, and is written as it would be saved', (id) => {
    const result = parseScenarioText(fileOf(id));
    expect(result).toMatchObject({ ok: true, warnings: [] });
    if (!result.ok) return;
    expect(serializeScenario(result.value)).toBe(fileOf(id));
    expect(result.value.title).not.toBe('');
    expect(result.value.notes).toBe(word(wordsOf('en'), `preset.${id}.notes`));
    const transfers = peerCount(result.value) * pieceCount(result.value.content);
    expect(transfers).toBeLessThanOrEqual(id === 'textbook-1000-peers' ? 500_000 : 100_000);
  });
});

/** The keys of all words that the fields need. */
function wordsNeeded(): string[] {
  const ofField = (way: string, field: Field): string[] => [
    `${way}.label`, `${way}.help`,
    ...(field.kind === 'choice' ? field.choices.map((one) => `${way}.choice.${one}`) : []),
    ...(field.kind === 'variant' ? Object.entries(field.variants).flatMap(([kind, fields]) => [`${way}.choice.${kind}`, ...ofGroup(way, fields)]) : []),
    ...((field.kind === 'integer' || field.kind === 'number') ? [`unit.${field.unit}`, ...(field.nullMeans ? [`null.${field.nullMeans}`] : [])] : []),
  ];
  const ofGroup = (way: string, fields: Readonly<Record<string, Field>>): string[] => Object.entries(fields).flatMap(([name, field]) => ofField(`${way}.${name}`, field));
  return Object.entries(fieldGroups).flatMap(([name, fields]) => [`${name}.heading`, ...ofGroup(name, fields)]);
}

/** The codes that `IssueCode` lists, read from its source: a type is not there at run time. */
function issueCodes(): string[] {
  const source = readFileSync(new URL('issues.ts', import.meta.url), 'utf8');
  const listed = source.slice(source.indexOf('export type IssueCode'), source.indexOf('export function issue('));
  return [...listed.matchAll(/'(\w+)'/g)].map(([, code]) => `issue.${code}`);
}

describe.each(['en', 'ko'])('the words of %s', (language) => {
  const words = wordsOf(language);
  const missing = (ways: readonly string[]): string[] => ways.filter((way) => typeof word(words, way) !== 'string' || word(words, way) === '');

  it('name and explain every field, choice, shape and unit', () => expect(missing(wordsNeeded())).toEqual([]));
  it('have a sentence for every issue', () => {
    expect(issueCodes().length).toBeGreaterThan(25);
    expect(missing(issueCodes())).toEqual([]);
    // Those of files are raised by the reader of files, which words them here too.
    const others = Object.keys(words.issue as Tree).filter((code) => !issueCodes().includes(`issue.${code}`));
    expect(others.filter((code) => !code.startsWith('file'))).toEqual([]);
  });
  it('have a title and a line for every built-in scenario, and no others', () => {
    expect(missing(presetOrder.flatMap((id) => [`preset.${id}.title`, `preset.${id}.summary`]))).toEqual([]);
    expect(Object.keys(words.preset as Tree).sort()).toEqual([...presetOrder].sort());
  });
});

it('both languages use the same values in the same sentences', () => {
  const values = (tree: Tree, way = ''): string[] => Object.entries(tree).flatMap(([key, text]) => (
    typeof text === 'string' ? [`${way}${key}: ${[...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join(' ')}`] : values(text, `${way}${key}.`)));
  for (const area of ['scenario', 'theory']) {
    const [en, ko] = ['en', 'ko'].map((language) => values(JSON.parse(readFileSync(new URL(`locales/${language}/${area}.json`, resources), 'utf8')) as Tree).sort());
    expect(ko).toEqual(en);
  }
});
