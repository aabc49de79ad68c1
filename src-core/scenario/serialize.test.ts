import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalScenario, scenarioHash } from './canonical';
import { checkScenario, parseScenarioText } from './check';
import { shownText } from './issues';
import { defaultScenario, type Scenario } from './scenario';
import type { Field } from './fieldKinds';
import { fieldGroups } from './fields';
import { smallFile } from './scenarios.testKit';
import { serializeScenario } from './serialize';

/** A value that a field allows. */
function valueOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'integer':
    case 'number': {
      const { min, max, open } = field;
      const some = field.kind === 'integer' ? fc.integer({ min, max: Math.min(max, 1e6) }) : fc.double({ min, max, noNaN: true, minExcluded: open !== 'neither', maxExcluded: open === 'both' }).map((value) => value + 0);
      return field.nullMeans ? fc.oneof(some, fc.constant(null)) : some;
    }
    case 'text':
      return fc.string({ unit: 'binary', maxLength: 20 });
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'switch':
      return fc.boolean();
    case 'variant':
      return fc.oneof(...Object.entries(field.variants).map(([kind, fields]) => fc.record({ kind: fc.constant(kind), ...arbitrariesOf(fields) })));
  }
}

function arbitrariesOf(fields: Readonly<Record<string, Field>>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field)]));
}

/** Keys that no version will know, values of any kind. `__proto__` is for tests of its own. */
const strangers = fc.dictionary(fc.string({ maxLength: 5 }).map((key) => `${key}?`), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }).filter((data) => !/\d{16}/.test(JSON.stringify(data)));
const numbered = fc.dictionary(fc.nat({ max: 99 }).map(String), fc.integer(), { maxKeys: 3 });

/** Valid files: any subset of the keys that have a default, unknown keys among them. */
const validFile: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    general: fc.record(arbitrariesOf(fieldGroups.general), { requiredKeys: [] }),
    content: fc.integer({ min: 1, max: 1e12 }).chain((sizeBits) => fc.record({ sizeBits: fc.constant(sizeBits), pieceBits: fc.integer({ min: Math.ceil(sizeBits / 1e6), max: 1e12 }) })),
    server: fc.record(arbitrariesOf(fieldGroups.server), { requiredKeys: ['uploadBitrate'] }),
    peerGroups: fc.array(fc.record({ ...arbitrariesOf(fieldGroups.peerGroup), count: fc.nat({ max: 1000 }) }, { requiredKeys: [] }), { minLength: 1, maxLength: 4 }),
    protocol: fc.record(arbitrariesOf(fieldGroups.protocol), { requiredKeys: [] }),
    more: strangers,
    numbered,
  })
  .map(({ general, content, server, peerGroups, protocol, more, numbered: places }) => ({
    format: defaultScenario().format, ...more, version: 1, ...general, content, server: { ...server, ...more }, peerGroups: peerGroups.map(timesInOrder), protocol: { ...neighboursInOrder(protocol), places },
  }));

function timesInOrder(group: Record<string, unknown>): Record<string, unknown> {
  const arrival = group.arrival as { kind: string; fromSeconds: number; untilSeconds: number } | undefined;
  return arrival?.kind === 'evenly' && arrival.untilSeconds < arrival.fromSeconds
    ? { ...group, arrival: { ...arrival, fromSeconds: arrival.untilSeconds, untilSeconds: arrival.fromSeconds } }
    : group;
}

function neighboursInOrder(protocol: Record<string, unknown>): Record<string, unknown> {
  const { minNeighbours: min, maxNeighbours: max } = protocol;
  return typeof min === 'number' && typeof max === 'number' && min > max ? { ...protocol, minNeighbours: Math.max(max, 1), maxNeighbours: min } : protocol;
}

function opened(text: string): Scenario {
  const result = parseScenarioText(text);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

describe('open and save', () => {
  it('open, save, open is value-identical and a second save byte-identical', () => {
    fc.assert(fc.property(validFile, (file) => {
      const first = opened(JSON.stringify(file));
      const saved = serializeScenario(first);
      const second = opened(saved);
      expect(second).toEqual(first);
      expect(serializeScenario(second)).toBe(saved);
    }), { numRuns: 1000 });
  });
  it('is the text that JSON.stringify would write, with a final newline', () => {
    expect(serializeScenario(defaultScenario())).toBe(`${JSON.stringify({ ...defaultScenario(), changes: undefined, branches: undefined, keptRuns: undefined }, null, 2)}\n`);
  });
  it('keeps the order of all keys, those that look like list places among them, and of unknown values', () => {
    const text = '{"zeta": {"9": 1, "b": [{}, []], "1": 2}, "version": 1, "7": null, "format": "swarm-lab/scenario", "peerGroups": [{"count": 1, "x": 0, "name": "n"}],'
      + ' "server": {"uploadBitrate": 1}, "content": {"sizeBits": 1}, "title": "\\ud800"}';
    const saved = serializeScenario(opened(text));
    const order = ['"zeta"', '"9"', '"b"', '"1"', '"version"', '"7"', '"format"', '"peerGroups"', '"count"', '"x"', '"name"', '"server"', '"content"', '"title"'];
    const places = order.map((key) => saved.indexOf(key));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(saved).toContain('"title": "\\ud800"');
  });
  it('a huge number that an unknown key holds can be opened again', () => {
    const text = JSON.stringify(smallFile()).replace('{', '{"huge": 1e20, "small": -1.5e-7, ');
    const saved = serializeScenario(opened(text));
    expect(saved).toContain('"huge": 1e+20');
    expect(serializeScenario(opened(saved))).toBe(saved);
  });
  it('a key that the file lacks goes where it belongs', () => {
    const keys = Object.keys(opened(JSON.stringify(smallFile())));
    expect(keys).toEqual(['format', 'version', 'title', 'notes', 'seed', 'content', 'server', 'peerGroups', 'protocol', 'changes', 'branches', 'keptRuns']);
  });
  it('an unpaired surrogate is shown as U+FFFD, a whole pair as it is', () => expect(shownText('a\ud800b😀')).toBe('a\uFFFDb😀'));
});

describe('the hash of a scenario', () => {
  const base = defaultScenario();
  const group = base.peerGroups[0]!;
  const hashOf = (changes: Partial<Scenario>): string => scenarioHash({ ...base, ...changes });

  it('is the same for the same lab: title, notes, names, unknown keys, order of keys and seed do not count', () => {
    const { peerGroups, ...rest } = base;
    const same = [
      { title: 'x' }, { notes: 'y' }, { peerGroups: [{ ...group, name: 'z' }] }, { extra: 1 }, { seed: 9 }, { peerGroups, ...rest },
      { server: { extra: 1, ...base.server } }, { peerGroups: [{ ...group, arrival: { atSeconds: 0, kind: 'together' as const, extra: 2 } }] },
    ];
    expect(new Set(same.map(hashOf))).toEqual(new Set([scenarioHash(base)]));
  });
  it('is the same for a file that leaves defaults out', () => {
    const bare = checkScenario({ format: 'swarm-lab/scenario', version: 1, content: { sizeBits: 15e9 }, server: { uploadBitrate: 30e6 }, peerGroups: [{}] });
    expect(bare.ok && scenarioHash(bare.value)).toBe(scenarioHash(base));
  });
  it('differs with anything that a run depends on', () => {
    const others = [
      { content: { ...base.content, pieceBits: 1e6 } }, { server: { ...base.server, seedChoking: 'round-robin' as const } }, { protocol: { ...base.protocol, endGame: false } },
      { peerGroups: [group, group] }, { peerGroups: [{ ...group, arrival: { kind: 'together' as const, atSeconds: 1 } }] }, {},
    ];
    expect(new Set(others.map(hashOf)).size).toBe(others.length);
  });
  it('keeps its form: a stamp in a chart from last year still names its scenario', () => {
    expect(canonicalScenario(base)).toMatch(/^\{"content":\{"pieceBits":2097152,"sizeBits":15000000000\},"peerGroups":\[\{"acceptsConnections":true,/);
    expect(scenarioHash(base)).toBe('sha256:b1877bc2c732010eea951d2a709b07014e46caacc43dce5cce22513cdfdc5df2');
  });
});
