import { timedChange } from './changes';
import { peerGroup } from './fields';
import { variantDefaults, type VariantField } from './fieldKinds';
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
