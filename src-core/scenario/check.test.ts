import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue, Result } from '../base/index';
import { checkScenario, parseScenario, parseScenarioText, parseUnfinishedText } from './check';
import { fieldGroups } from './fields';
import type { Field, NumberField } from './fieldKinds';
import { migrate } from './migrations';
import { withValueAt, type Path } from './paths';
import { defaultScenario, type Scenario } from './scenario';
import { fullFile, smallFile } from './scenarios.testKit';

function issuesOf(result: Result<Scenario>): readonly Issue[] {
  return result.ok ? [] : result.issues;
}
const changed = (path: Path, value: unknown) => checkScenario(withValueAt(smallFile(), path, value));
const told = (result: Result<Scenario>) => issuesOf(result).map(({ code, path }) => `${path}: ${code}`);

describe('a file that says only what it must', () => {
  const bare = { format: 'swarm-lab/scenario', version: 1, content: { sizeBits: 15e9 }, server: { uploadBitrate: 30e6 }, peerGroups: [{}] };

  it('is the default scenario of the contract', () => expect(checkScenario(bare)).toEqual({ ok: true, value: defaultScenario(), warnings: [] }));
  it('has the defaults of the contract', () => {
    expect(defaultScenario().protocol).toMatchObject({
      trackerResponsePeers: 50, announceIntervalSeconds: 1800, maxNeighbours: 80, minNeighbours: 20, regularUnchokes: 4, optimisticUnchokes: 1, rechokeSeconds: 10,
      optimisticSeconds: 30, rateWindowSeconds: 20, pieceSelection: 'rarest-first', randomFirstPieces: 0, endGame: true, latencySeconds: 0,
    });
    expect(defaultScenario().peerGroups[0]).toEqual({
      name: 'students', count: 10, uploadBitrate: 300_000, downloadBitrate: 2_000_000, arrival: { kind: 'together', atSeconds: 0 }, onComplete: { kind: 'stay' },
      interruption: { kind: 'none' }, acceptsConnections: true, strategy: 'standard',
    });
    expect(defaultScenario().server).toEqual({ uploadBitrate: 30_000_000, leaveAfterCopies: null, unchokes: null, seedChoking: 'fastest-first' });
    expect(defaultScenario().content.pieceBits).toBe(2_097_152);
  });
  it.each([[['format']], [['version']], [['content', 'sizeBits']], [['server', 'uploadBitrate']]] as const)('%s has no default', (path) => {
    expect(told(checkScenario(withValueAt(bare, path, undefined)))).toEqual([`${path.join('.')}: missing`]);
  });
  it('whole parts may not be missing either, but the protocol may', () => {
    expect(told(checkScenario({ format: 'swarm-lab/scenario', version: 1 }))).toEqual(['content: missing', 'server: missing', 'peerGroups: missing']);
  });
  it('a variant without its kind is the default one', () => {
    expect(changed(['peerGroups', 0, 'arrival'], { atSeconds: 5 })).toMatchObject({ ok: true, value: { peerGroups: [{ arrival: { kind: 'together', atSeconds: 5 } }] } });
  });
});

/** Every number of the schema with a path to a place where it may stand. */
function numbers(): [string, Path, NumberField][] {
  const found: [string, Path, NumberField][] = [];
  const visit = (path: Path, field: Field): void => {
    if (field.kind === 'integer' || field.kind === 'number') found.push([path.join('.'), path, field]);
    if (field.kind !== 'variant') return;
    for (const [kind, fields] of Object.entries(field.variants)) for (const [name, inner] of Object.entries(fields)) visit([...path, `${kind}:${name}`], inner);
  };
  for (const [group, fields] of Object.entries(fieldGroups)) {
    const start: Path = group === 'general' ? [] : group === 'peerGroup' ? ['peerGroups', 0] : [group];
    for (const [name, field] of Object.entries(fields)) visit([...start, name], field);
  }
  return found;
}

describe('every number of the schema', () => {
  const place = (path: Path, value: unknown): Result<Scenario> => {
    const last = String(path.at(-1)).split(':');
    // A field of a variant stands in an object of that kind.
    const file = last.length === 2 ? withValueAt(smallFile(), path.slice(0, -1), { kind: last[0], [last[1] ?? '']: value }) : withValueAt(smallFile(), path, value);
    // Sizes at their ends keep the number of pieces within its own limit.
    const pieces = path[1] === 'sizeBits' ? ['content', 'pieceBits'] : path[1] === 'pieceBits' ? ['content', 'sizeBits'] : null;
    return checkScenario(pieces ? withValueAt(file, pieces, value === 1 ? 1 : 1e12) : file);
  };

  it.each(numbers())('%s: the ends of its range, and one past', (_, path, { min, max, open, kind }) => {
    const step = kind === 'integer' ? 1 : 1e-3;
    const told = (value: number): boolean => place(path, value).ok;
    const near = open === 'both' ? 1e-3 : Math.max(step, max * Number.EPSILON);
    expect([open === 'neither' ? min : min + step, open === 'both' ? max - near : max].map(told)).toEqual([true, true]);
    expect([open === 'neither' ? min - step : min, open === 'both' ? max : max + Math.max(1, max * 1e-9)].map(told)).toEqual([false, false]);
  });
  it.each(numbers())('%s: no coercion', (_, path, { kind, nullMeans }) => {
    for (const value of ['10', true, [], {}, Number.NaN, Infinity, ...(kind === 'integer' ? [1.5, 2 ** 53] : []), ...(nullMeans ? [] : [null])]) {
      expect(place(path, value).ok, String(value)).toBe(false);
    }
    if (nullMeans) expect(place(path, null).ok).toBe(true);
  });
});

describe('errors name path, found and allowed', () => {
  it.each<[string, Path, unknown, Issue]>([
    ['a rate below 0', ['peerGroups', 0, 'uploadBitrate'], -1, { code: 'number', path: 'peerGroups[0].uploadBitrate', found: '-1', allowed: { min: 0, max: 1e15 } }],
    ['a fraction for a whole number', ['protocol', 'regularUnchokes'], 2.5, { code: 'integer', path: 'protocol.regularUnchokes', found: '2.5', allowed: { min: 0, max: 1000 } }],
    ['text for a number', ['server', 'uploadBitrate'], '30 Mbit/s', { code: 'number', path: 'server.uploadBitrate', found: '"30 Mbit/s"', allowed: { min: 0, max: 1e15 } }],
    ['a word that is no choice', ['protocol', 'pieceSelection'], 'best', { code: 'choice', path: 'protocol.pieceSelection', found: '"best"', allowed: { choices: 'rarest-first, random, in-order' } }],
    ['a kind that is none', ['peerGroups', 0, 'arrival'], { kind: 'late' }, { code: 'choice', path: 'peerGroups[0].arrival.kind', found: '"late"', allowed: { choices: 'together, evenly, poisson' } }],
    ['a list for an object', ['peerGroups', 0, 'onComplete'], [], { code: 'object', path: 'peerGroups[0].onComplete', found: '[]', allowed: {} }],
    ['1 for true', ['protocol', 'endGame'], 1, { code: 'switch', path: 'protocol.endGame', found: '1', allowed: {} }],
    ['half of a fraction', ['peerGroups', 0, 'interruption'], { kind: 'once', afterFraction: 1 }, { code: 'numberBetween', path: 'peerGroups[0].interruption.afterFraction', found: '1', allowed: { min: 0, max: 1 } }],
    ['a group that is none', ['peerGroups', 0], 7, { code: 'object', path: 'peerGroups[0]', found: '7', allowed: {} }],
    ['groups that are no list', ['peerGroups'], {}, { code: 'list', path: 'peerGroups', found: '{}', allowed: {} }],
    ['a title that is too long', ['title'], 'x'.repeat(10_001), { code: 'text', path: 'title', found: `"${'x'.repeat(58)}…`, allowed: { max: 10_000 } }],
    ['no groups', ['peerGroups'], [], { code: 'groups', path: 'peerGroups', found: '0', allowed: { min: 1, max: 1000 } }],
    ['too many pieces', ['content', 'pieceBits'], 953, { code: 'pieces', path: 'content.pieceBits', found: '953', allowed: { pieces: '1049318', max: '1048576', min: 954 } }],
  ])('%s', (_, path, value, expected) => expect(changed(path, value)).toEqual({ ok: false, issues: [expected] }));

  it('ties between fields: neighbours, arrival times, all peers together', () => {
    expect(told(changed(['protocol'], { minNeighbours: 31, maxNeighbours: 30 }))).toEqual(['protocol.minNeighbours: neighbours']);
    expect(told(changed(['peerGroups', 0, 'arrival'], { kind: 'evenly', fromSeconds: 2, untilSeconds: 1 }))).toEqual(['peerGroups[0].arrival.untilSeconds: until']);
    expect(told(changed(['peerGroups'], [{ count: 999_999 }, { count: 2 }]))).toEqual(['peerGroups: peers']);
    expect(told(changed(['peerGroups'], [{ count: 999_990 }, {}]))).toEqual([]);
    expect(told(changed(['peerGroups'], Array.from({ length: 1001 }, () => ({ count: 1 }))))).toEqual(['peerGroups: groups']);
    expect(told(changed(['content'], { sizeBits: 1_048_576, pieceBits: 1 }))).toEqual([]);
  });
  it('a default gives way to what is written', () => {
    expect(changed(['protocol'], { maxNeighbours: 10 })).toMatchObject({ ok: true, value: { protocol: { minNeighbours: 10, maxNeighbours: 10 } } });
    expect(changed(['protocol'], { minNeighbours: 100 })).toMatchObject({ ok: true, value: { protocol: { minNeighbours: 100, maxNeighbours: 100 } } });
    expect(changed(['peerGroups', 0, 'arrival'], { kind: 'evenly', fromSeconds: 900 })).toMatchObject({ ok: true, value: { peerGroups: [{ arrival: { untilSeconds: 900 } }] } });
  });
  it('all of them, rules and fields alike, the first 50', () => {
    const file = { ...smallFile(), content: { sizeBits: 0 }, protocol: { minNeighbours: 9, maxNeighbours: 8, endGame: 'yes' }, peerGroups: Array.from({ length: 60 }, () => ({ count: -1 })) };
    const all = issuesOf(checkScenario({ ...file, peerGroups: file.peerGroups.slice(0, 2) })).map(({ path }) => path);
    expect(all).toEqual(['content.sizeBits', 'peerGroups[0].count', 'peerGroups[1].count', 'protocol.endGame', 'protocol.minNeighbours']);
    expect(issuesOf(checkScenario(file))).toHaveLength(50);
  });
  it('an error of the text and one of the schema at the same path are told once', () => {
    const text = JSON.stringify(smallFile()).replace('"sizeBits":1000000000', '"sizeBits":1e400,"pieceBits":0').replace(',"pieceBits":1000000', '');
    expect(told(parseScenarioText(text))).toEqual(['content.sizeBits: infinite', 'content.pieceBits: integer']);
  });
});

describe('work that was not finished', () => {
  const text = (path: Path, value: unknown) => JSON.stringify(withValueAt(smallFile(), path, value));

  it('is taken although rules between fields are broken, which are told', () => {
    const read = parseUnfinishedText(text(['protocol'], { minNeighbours: 31, maxNeighbours: 30 }));
    expect(read).toMatchObject({ ok: true, value: { protocol: { minNeighbours: 31, maxNeighbours: 30 } }, warnings: [{ code: 'neighbours' }] });
    expect(parseUnfinishedText(text(['peerGroups'], []))).toMatchObject({ ok: true, value: { peerGroups: [] }, warnings: [{ code: 'groups' }] });
  });
  it('is what a whole file is where nothing is broken', () => {
    for (const file of [smallFile(), fullFile()]) expect(parseUnfinishedText(JSON.stringify(file))).toEqual(parseScenarioText(JSON.stringify(file)));
  });
  it('is refused where a value fits no field, or the text is cut off', () => {
    expect(told(parseUnfinishedText(text(['content', 'sizeBits'], 'much')))).toEqual(['content.sizeBits: integer']);
    expect(told(parseUnfinishedText(JSON.stringify(smallFile()).slice(0, 50)))).toEqual([': cutOff']);
  });
});

describe('versions', () => {
  it.each([[2, 'versionNewer'], [0, 'versionInvalid'], [1.5, 'versionInvalid'], ['1', 'versionInvalid'], [null, 'versionInvalid']])('%s is refused: %s', (version, code) => {
    expect(told(changed(['version'], version))).toEqual([`version: ${code}`]);
  });
  it('what is no scenario says so, and nothing else', () => {
    expect(told(changed(['format'], 'other'))).toEqual(['format: format']);
    for (const value of [null, 7, 'text', [], undefined]) expect(told(checkScenario(value))).toEqual([': object']);
  });
  it('an older file goes through each step to the newest', () => {
    const steps = [(file: object) => ({ ...file, one: true }), (file: object) => ({ ...file, two: 'one' in file })];
    expect(migrate({ format: 'swarm-lab/scenario', version: 1 }, steps, 3)).toEqual({ ok: true, value: { format: 'swarm-lab/scenario', version: 3, one: true, two: true } });
    expect(migrate({ format: 'swarm-lab/scenario', version: 2 }, steps, 3)).toEqual({ ok: true, value: { format: 'swarm-lab/scenario', version: 3, two: false } });
    expect(migrate({ format: 'swarm-lab/scenario', version: 3 }, steps, 3)).toEqual({ ok: true, value: { format: 'swarm-lab/scenario', version: 3 } });
  });
});

describe('unknown keys', () => {
  it('are kept and told, each with its path', () => {
    const file = { ...smallFile(), extra: { a: 1 }, server: { uploadBitrate: 1, fast: true }, peerGroups: [{ count: 1, colour: 'red', arrival: { kind: 'together', atSecond: 4 } }] };
    const result = checkScenario(file);
    expect(result).toMatchObject({ ok: true, value: { extra: { a: 1 }, server: { fast: true }, peerGroups: [{ colour: 'red', arrival: { atSecond: 4 } }] } });
    expect(result.ok && result.warnings.map(({ code, path }) => `${path}: ${code}`)).toEqual([
      'server.fast: unknownKey', 'peerGroups[0].colour: unknownKey', 'peerGroups[0].arrival.atSecond: unknownKey', 'extra: unknownKey',
    ]);
  });
  it('are told twenty times, then counted', () => {
    const result = checkScenario({ ...smallFile(), ...Object.fromEntries(Array.from({ length: 33 }, (_, k) => [`x${k}`, k])) });
    expect(result.ok && result.warnings).toHaveLength(21);
    expect(result.ok && result.warnings[20]).toMatchObject({ code: 'unknownKeys', allowed: { n: 13 } });
  });
  it('may be called constructor or toString, but not __proto__', () => {
    expect(parseScenarioText(JSON.stringify({ ...smallFile(), constructor: 1, toString: null, hasOwnProperty: {} })).ok).toBe(true);
    expect(told(checkScenario(JSON.parse(JSON.stringify({ ...smallFile(), x: 1 }).replace('"x"', '"__proto__"'))))).toEqual(['__proto__: protoKey']);
  });
  it('nothing is found on a prototype', () => {
    expect(told(checkScenario({ ...smallFile(), server: Object.create({ uploadBitrate: 5 }) as unknown }))).toEqual(['server.uploadBitrate: missing']);
  });
});

describe('whatever comes', () => {
  it('minus zero is zero', () => {
    const result = changed(['server', 'uploadBitrate'], -0);
    expect(result.ok && Object.is(result.value.server.uploadBitrate, 0)).toBe(true);
  });
  it('a value that contains itself, or is too deep, is refused', () => {
    const round: Record<string, unknown> = { ...smallFile() };
    round.self = round;
    expect(told(checkScenario(round))[0]).toMatch(/tooDeep$/);
    expect(told(checkScenario({ ...smallFile(), extra: [1n] }))).toEqual(['extra[0]: notData']);
  });
  it('any value at all is answered, never thrown at', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }), (value) => typeof parseScenario(value).ok === 'boolean'), { numRuns: 2000 });
  });
  it('a mutated file is answered with issues that have a code, never thrown at; prototypes stay clean', () => {
    const bases = [smallFile(), fullFile()];
    const odd = fc.oneof(fc.constantFrom<unknown>(null, -1, 1e308, '', '__proto__', [], {}, true, 0.5, { kind: 7 }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(fc.property(fc.constantFrom<unknown>(...bases), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 5 }), odd), { minLength: 1, maxLength: 4 }), (file, mutations) => {
      const mutated = mutations.reduce<unknown>((value, [at, depth, replacement]) => withValueAt(value, somePath(value, at, depth), replacement), file);
      const result = parseScenario(JSON.stringify(mutated));
      return result.ok || (result.issues.length > 0 && result.issues.every(({ code }) => code !== ''));
    }), { numRuns: 10_000 });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

function somePath(value: unknown, seed: number, depth: number): Path {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const keys = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  const key = keys[seed % keys.length];
  return key === undefined ? [] : [key, ...somePath((value as Record<string | number, unknown>)[key], Math.floor(seed / 7), depth - 1)];
}
