import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { content, peerGroup, protocol } from './fields';
import { fieldAt, formatPath, parsePath, valueAt, withValueAt, type Path } from './paths';
import { defaultScenario } from './scenario';

const at = (text: string) => fieldAt(parsePath(text) ?? []);

describe('paths', () => {
  it.each([['peerGroups[2].uploadBitrate', ['peerGroups', 2, 'uploadBitrate']], ['seed', ['seed']], ['a["odd key"][0]', ['a', 'odd key', 0]], ['["9"]', ['9']]] as const)('%s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
    expect(formatPath(path)).toBe(text);
  });
  it('what is written can be read again', () => {
    const part = fc.oneof(fc.nat(), fc.string().filter((name) => !name.startsWith('\0')));
    fc.assert(fc.property(fc.array(part, { minLength: 1 }), (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }));
  });
  it.each(['', 'a..b', 'a[', 'a[x]', 'a b', '[-1]'])('%j is none', (text) => expect(parsePath(text)).toBeNull());
});

describe('the field at a path', () => {
  it('is found in groups, lists and variants', () => {
    expect(at('protocol.regularUnchokes')).toBe(protocol.regularUnchokes);
    expect(at('content.sizeBits')).toBe(content.sizeBits);
    expect(at('peerGroups[7].count')).toBe(peerGroup.count);
    expect(at('peerGroups[0].arrival')).toBe(peerGroup.arrival);
    expect(at('peerGroups[0].arrival.perSecond')).toBe(peerGroup.arrival.variants.poisson.perSecond);
    expect(at('seed')?.kind).toBe('integer');
  });
  it.each(['peerGroups', 'peerGroups.count', 'peerGroups[0]', 'content', 'nothing', 'protocol.toString', 'content.sizeBits.x', 'peerGroups[0].arrival.none', 'server.constructor'])('there is none at %s', (text) => {
    expect(at(text)).toBeUndefined();
  });
});

describe('values at paths', () => {
  const scenario = defaultScenario();
  const path: Path = ['peerGroups', 0, 'arrival', 'atSeconds'];
  it('are read by own keys only', () => {
    expect(valueAt(scenario, path)).toBe(0);
    expect(valueAt(scenario, ['peerGroups', 'length'])).toBeUndefined();
    expect(valueAt(scenario, ['content', 'toString'])).toBeUndefined();
  });
  it('are replaced in a copy that shares the rest', () => {
    const changed = withValueAt(scenario, path, 5);
    expect(valueAt(changed, path)).toBe(5);
    expect(valueAt(scenario, path)).toBe(0);
    expect(valueAt(changed, ['protocol'])).toBe(scenario.protocol);
  });
});
