/**
 * Ids of the built-in scenarios, in the order in which they are offered; the first is the lab of a first start. The file of
 * each is `resources/scenarios/<id>.swarm.json`, its texts are `scenario.preset.<id>.title` and `.summary`.
 */
export const presetOrder = [
  'textbook-30-students',
  'one-hour-curve',
  'textbook-10-peers',
  'textbook-homework-300k',
  'textbook-homework-700k',
  'textbook-homework-2m',
  'textbook-homework-1024',
  'flash-crowd',
  'free-riders',
  'slow-and-fast-groups',
  'interrupted-and-resumed',
  'selfish-leave-at-once',
  'nobody-stays-to-seed',
  'server-leaves-early',
  'in-order-loses-pieces',
  'textbook-1000-peers',
] as const;
export type PresetId = (typeof presetOrder)[number];
