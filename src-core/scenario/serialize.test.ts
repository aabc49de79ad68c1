import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalScenario, scenarioHash } from './canonical';
import { checkScenario, parseScenarioText } from './check';
import { shownText } from './issues';
import { defaultScenario, type Scenario } from './scenario';
import { smallFile, validFile } from './scenarios.testKit';
import { serializeScenario } from './serialize';

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
