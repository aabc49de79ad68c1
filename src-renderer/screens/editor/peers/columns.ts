import { peerGroup, type PeerGroup, type VariantField } from '@core/scenario/index';

/** What the table of peers says of each, in the order of its columns. */
export const columns = ['name', 'uploadBitrate', 'downloadBitrate', 'arrival', 'onComplete', 'interruption', 'strategy', 'acceptsConnections'] as const;
export type Column = (typeof columns)[number];

/** Changes one or several settings of peers that are alike; their number stays. */
export type PeerChange = (peers: PeerGroup) => PeerGroup;

/** The change that gives those columns those values, which `readCell` made from the fields. */
export function changeOf(values: Readonly<Partial<Record<Column, unknown>>>): PeerChange {
  return (peers) => Object.assign({ ...peers }, values);
}

/** The options of a column that has some: choices, kinds of a variant, on and off. */
export function optionsOfColumn(column: Column): readonly string[] {
  const field = peerGroup[column];
  switch (field.kind) {
    case 'choice':
      return field.choices;
    case 'variant':
      return Object.keys(field.variants);
    case 'switch':
      return ['on', 'off'];
    default:
      return [];
  }
}

/** The fields of a chosen variant with their names, in their order. */
export function innerFields(field: VariantField, kind: string) {
  return Object.entries(field.variants[kind] ?? {}).flatMap(([name, inner]) => (inner.kind === 'integer' || inner.kind === 'number' ? [{ name, field: inner }] : []));
}
