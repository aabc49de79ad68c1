import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './readJson';
import { MAX_DEPTH, MAX_VALUES } from './limits';

const first = (text: string) => readJson(text).issues[0];

describe('reading JSON', () => {
  it('agrees with JSON.parse on every JSON text', () => {
    const names = fc.string({ maxLength: 6 }).filter((name) => name !== '__proto__' && !/^(0|[1-9]\d*)$/.test(name) && !name.startsWith('\0'));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(fc.property(value, fc.constantFrom(undefined, 2, '\t'), (data, indent) => {
      const text = JSON.stringify(data, null, indent);
      const read = readJson(text);
      expect(read.issues.filter(({ code }) => code !== 'inexact')).toEqual([]);
      // Minus zero is zero here.
      expect(JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(text)));
    }), { numRuns: 2000 });
  });
  it('refuses whatever JSON.parse refuses', () => {
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '1', 'x', '\\', '\n', ':'), (text, place, more) => {
      const at = place % (text.length + 1);
      const spoilt = text.slice(0, at) + more + text.slice(at + (more === '' ? 1 : 0));
      let accepted = true;
      try {
        JSON.parse(spoilt);
      } catch {
        accepted = false;
      }
      expect(readJson(spoilt).value !== undefined).toBe(accepted);
    }), { numRuns: 5000 });
  });

  it('takes CRLF, tabs and a byte order mark', () => expect(readJson('\uFEFF{\r\n\t"a": 1\r\n}\r\n').value).toEqual({ a: 1 }));
  it('keeps an unpaired surrogate', () => expect(readJson('"\\ud800"').value).toBe('\ud800'));
  it('reads minus zero as zero', () => expect(Object.is(readJson('-0').value, 0)).toBe(true));
});

describe('what is no JSON: line and column', () => {
  it.each([
    ['', 'empty', 1, 1, ''], ['  \n ', 'empty', 2, 2, ''], ['{\n  "a": 1,\n}', 'syntax', 3, 1, '}'], ['[1,]', 'syntax', 1, 4, ']'], ['[1 2]', 'syntax', 1, 4, '2'],
    ['{"a": NaN}', 'syntax', 1, 7, 'NaN'], ['// no\n{}', 'syntax', 1, 1, '/'], ["{'a': 1}", 'syntax', 1, 2, "'"], ['{"a" 1}', 'syntax', 1, 6, '1'],
    ['{"a": 1', 'cutOff', 1, 8, ''], ['["abc', 'cutOff', 1, 6, ''], ['"a\nb"', 'syntax', 1, 3, '\\n'], ['"a\\x"', 'syntax', 1, 3, '\\'], ['01', 'syntax', 1, 2, '1'], ['+1', 'syntax', 1, 1, '+'],
    ['{} {}', 'syntax', 1, 4, '{'], ['[.5]', 'syntax', 1, 2, '.'], ['-', 'syntax', 1, 1, '-'], ['😀', 'syntax', 1, 1, '😀'], ['undefined', 'syntax', 1, 1, 'undefined'],
  ])('%j', (text, code, line, column, found) => expect(first(text)).toMatchObject({ code, path: '', found, allowed: { line, column } }));
});

describe('well-formed text that is refused all the same', () => {
  it.each([
    ['{"a": {"b": 1, "b": 2}}', 'duplicateKey', 'a.b', ''], ['{"a": 1, "\\u0061": 2}', 'duplicateKey', 'a', ''], ['[{"__proto__": {"x": 1}}]', 'protoKey', '[0].__proto__', ''],
    ['{"a": [1e400]}', 'infinite', 'a[0]', '1e400'], ['{"a": -1e400}', 'infinite', 'a', '-1e400'], ['{"a": 9007199254740992}', 'inexact', 'a', '9007199254740992'],
    ['{"odd key": 1, "odd key": 1}', 'duplicateKey', '["odd key"]', ''],
  ])('%s', (text, code, path, found) => expect(first(text)).toMatchObject({ code, path, found }));

  it('depth, up to the limit and one past', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(MAX_DEPTH)).issues).toEqual([]);
    expect(first(nested(MAX_DEPTH + 1))).toMatchObject({ code: 'tooDeep' });
    expect(first('{"a":'.repeat(1e6))).toMatchObject({ code: 'tooDeep' });
  });
  it('number of values, up to the limit and one past', () => {
    const list = (values: number): string => `[${'1,'.repeat(values - 2)}1]`;
    expect(readJson(list(MAX_VALUES)).issues).toEqual([]);
    expect(first(list(MAX_VALUES + 1))).toMatchObject({ code: 'tooManyValues' });
  });
  it('reads strings of millions of characters, well-formed or not', () => {
    const long = 'x'.repeat(15_000_000);
    expect(readJson(`"${long}"`).value).toBe(long);
    expect(readJson(`"${'\\n'.repeat(7_000_000)}"`).value).toHaveLength(7_000_000);
    expect(first(`"${long}\n"`)).toMatchObject({ code: 'syntax', found: '\\n' });
  });
  it('leaves every prototype alone', () => {
    readJson('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "toString": 1}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
  it('keys that look like list places keep their order', () => {
    expect(Object.keys(readJson('{"b": 1, "7": 2, "a": 3, "2": 4}').value as object)).toEqual(['b', '\0' + '7', 'a', '\0' + '2']);
  });
});
