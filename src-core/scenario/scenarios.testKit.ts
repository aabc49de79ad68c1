import fc from 'fast-check';
import { timedChange } from './changes';
import { fieldGroups, peerGroup } from './fields';
import { variantDefaults, type Field, type VariantField } from './fieldKinds';
import { defaultScenario, newPeerGroup, SCENARIO_FORMAT } from './scenario';

/** A small valid file as plain JSON data, free to be changed. */
export function smallFile(): Record<string, unknown> & { content: Record<string, unknown>; server: Record<string, unknown>; peerGroups: Record<string, unknown>[]; protocol: Record<string, unknown> } {
  return {
    format: SCENARIO_FORMAT, version: 1, content: { sizeBits: 1e9, pieceBits: 1e6 }, server: { uploadBitrate: 1e6 },
    peerGroups: [{ name: 'a', count: 2 }], protocol: {},
  };
}

/** A file that says everything, with a group for each shape that a part of it can have. */
export function fullFile(): unknown {
  const shapes = (field: VariantField): unknown[] => Object.keys(field.variants).map((kind) => variantDefaults(field, kind));
  const changes = shapes(timedChange);
  return {
    ...defaultScenario(),
    changes,
    branches: [{ name: 'What if', changes }],
    peerGroups: [
      ...shapes(peerGroup.arrival).map((arrival) => ({ ...newPeerGroup(), arrival })),
      ...shapes(peerGroup.onComplete).map((onComplete) => ({ ...newPeerGroup(), onComplete })),
      ...shapes(peerGroup.interruption).map((interruption) => ({ ...newPeerGroup(), interruption })),
    ],
  };
}

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
export const validFile: fc.Arbitrary<Record<string, unknown>> = fc
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
