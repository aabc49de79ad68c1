import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEngineRequest, windowRequestSchemas } from './index';

const names = Object.keys(windowRequestSchemas) as (keyof typeof windowRequestSchemas)[];
const accepts = (name: keyof typeof windowRequestSchemas, ...args: unknown[]): boolean => windowRequestSchemas[name].safeParse(args).success;

test('requests of the right shape are accepted', () => {
  expect(accepts('getStart')).toBe(true);
  expect(accepts('saveDocument', '{}')).toBe(true);
  expect(accepts('setUnsaved', null)).toBe(true);
  expect(accepts('setLanguage', 'ko')).toBe(true);
  expect(accepts('keepLayout', { open: ['chart'], shares: { chart: 0.4 } })).toBe(true);
  expect(accepts('keepLayout', null)).toBe(true);
  expect(accepts('exportFile', { suggestedName: 'a', kind: 'png', bytes: new Uint8Array(3) })).toBe(true);
});

test('requests with too few, too many, wrong or too large arguments are not', () => {
  expect(accepts('getStart', 1)).toBe(false);
  expect(accepts('saveDocument')).toBe(false);
  expect(accepts('saveDocument', '{}', '/etc/passwd')).toBe(false);
  expect(accepts('saveDocument', 'x'.repeat(16 * 1_048_576 + 1))).toBe(false);
  expect(accepts('copyImage', new Uint8Array(16 * 1_048_576 + 1))).toBe(false);
  expect(accepts('copyImage', [1, 2, 3])).toBe(false);
  expect(accepts('exportFile', { suggestedName: 'a', kind: 'exe', bytes: new Uint8Array(3) })).toBe(false);
  expect(accepts('exportFile', { suggestedName: 'a', kind: 'png', bytes: new Uint8Array(3), path: '/etc/passwd' })).toBe(false);
  expect(accepts('openRecent', 'x'.repeat(101))).toBe(false);
  expect(accepts('setTheme', 'pink')).toBe(false);
  expect(accepts('keepLayout', { open: [], shares: { chart: 0 } })).toBe(false);
  expect(accepts('keepLayout', { open: [], shares: { chart: Infinity } })).toBe(false);
  expect(accepts('keepLayout', { open: Array.from({ length: 101 }, String), shares: {} })).toBe(false);
});

test('whatever arrives, a schema answers and nothing throws', () => {
  fc.assert(fc.property(fc.constantFrom(...names), fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }), (name, value) => {
    expect(typeof windowRequestSchemas[name].safeParse(value).success).toBe('boolean');
    const read = readEngineRequest(value);
    expect(read === null || typeof read.ok === 'boolean').toBe(true);
  }), { numRuns: 2_000 });
});
