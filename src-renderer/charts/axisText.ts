import type { ChartAxis } from './spec';
import type { ChartWords } from './words';

/** Title of an axis with its unit: "Time since the start (h)". */
export function axisTitle(axis: ChartAxis, words: ChartWords): string {
  if (axis.unit.key === 'peers' || axis.unit.key === 'peerNumber') return axis.title;
  return words.say('chart.axis.withUnit', { title: axis.title, unit: words.say(`chart.unit.${axis.unit.key}.symbol`) });
}

/** A value in base units, worded in the unit of its axis: "2.5 h", "1 peer". */
export function valueText(axis: ChartAxis, value: number, words: ChartWords): string {
  const inUnit = value / axis.unit.size;
  return words.say(`chart.unit.${axis.unit.key}.value`, { n: words.number(inUnit, 2), count: inUnit });
}
