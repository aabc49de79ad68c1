import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { flatten, languages, messagesOf } from './messages';

const root = path.resolve(import.meta.dirname, '../..');
const en = flatten(messagesOf('en'));
const ko = flatten(messagesOf('ko'));
const areas = Object.keys(messagesOf('en'));

/** Every source file that may name a key, without the tests; comments name keys as examples. */
const sources = ['src-core', 'src-main', 'src-renderer']
  .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, folder, file)))
  .filter((file) => /\.(ts|vue)$/.test(file) && !/\.(test|testKit)\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''));

/** Texts in quotes that begin like a key; what a template puts in stands as `*`. */
const beginsLikeKey = new RegExp(`['\`]((?:${areas.join('|')})\\.[\\w.*-]+)['\`]`, 'g');
const keysIn = (source: string) => [...source.matchAll(beginsLikeKey)].map(([, key]) => key ?? '');
const named = new Set(sources.flatMap((source) => [...keysIn(source), ...keysIn(source.replace(/\$\{[^}]*\}/g, '*'))]));
const patterns = [...named].filter((text) => text.includes('*')).map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.+')}$`));
/** Every group and unit of the fields has its word, whoever shows it: `scenario/presets.test.ts` holds them complete. */
const isWordOfFields = (key: string) => /^scenario\.(unit\.\w+|\w+\.heading)$/.test(key);
const isNamed = (key: string) => named.has(key) || patterns.some((pattern) => pattern.test(key));

/** The key to the other language is written in that language. */
const isInOtherLanguage = (key: string) => key.startsWith('shell.title.language');
const namedValues = (sentence: string) => [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
/** Sentences of symbols, units and abbreviations read the same in both languages. */
const needsNoKorean = (sentence: string) =>
  !/[A-Za-z]{2,}/.test(sentence.replace(/\{\w+\}/g, '').replace(/\b([kMGTP]?bit(\/s)?|[kMGT]?i?B|PNG|CSV|SVG|P2P|Space|Home|End|Esc|Shift|min|max|ms|sha256|JSON|Swarm Lab)\b/g, ''));

describe('the sentences of the lab', () => {
  test('there are some', () => {
    expect(languages).toEqual(['en', 'ko']);
    expect(en.size).toBeGreaterThan(100);
  });
  test('every English sentence stands in Korean, and no other', () => {
    expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
  });
  test('both languages put in the same values', () => {
    const different = [...en].filter(([key, text]) => String(namedValues(text)) !== String(namedValues(ko.get(key) ?? '')));
    expect(different.map(([key]) => key)).toEqual([]);
  });
  test('Korean sentences are Korean', () => {
    const foreign = [...ko].filter(([key, text]) => !/[가-힣]/.test(text) && !needsNoKorean(text) && !isInOtherLanguage(key));
    expect(foreign.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });
  test('English sentences are English', () => {
    expect([...en].filter(([key, text]) => /[가-힣]/.test(text) && !isInOtherLanguage(key)).map(([key]) => key)).toEqual([]);
  });
  test('no sentence lies unused', () => {
    expect([...en.keys()].filter((key) => !isNamed(key) && !isWordOfFields(key))).toEqual([]);
  });
  test('every key that the code names in full has its sentence', () => {
    const branches = new Set([...en.keys()].flatMap((key) => key.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))));
    const isFile = (text: string) => /\.(ts|json|vue|md|js)$/.test(text);
    const missing = [...named].filter((text) => !text.includes('*') && !text.endsWith('.') && !isFile(text) && !branches.has(text));
    expect(missing).toEqual([]);
  });
});
