import type { ChartAxis } from './spec';
import type { ChartWords } from './words';

/** Title of an axis with its unit: "Time since the start (h)". */
export function axisTitle(axis: ChartAxis, words: ChartWords): string {
  if (axis.unit.key === 'peers' || axis.unit.key === 'peerNumber') return axis.title;
  return words.say('chart.axis.withUnit', { title: axis.title, unit: words.say(`chart.unit.${axis.unit.key}.symbol`) });
}

/** What the drawing says beside an axis: its title, and that it is logarithmic where it is. */
export function scaleTitle(axis: ChartAxis, words: ChartWords): string {
  const title = axisTitle(axis, words);
  return axis.scale === 'log' ? words.say('chart.axis.log', { title }) : title;
}

/** The unit alone, where there is room for no more: "%". */
export function unitSymbol({ unit, title }: ChartAxis, words: ChartWords): string {
  return unit.key === 'peerNumber' ? title : words.say(`chart.unit.${unit.key}.symbol`);
}

/** A value in base units, worded in the unit of its axis: "2.5 h", "1 peer". */
export function valueText(axis: ChartAxis, value: number, words: ChartWords): string {
  const inUnit = value / axis.unit.size;
  return words.say(`chart.unit.${axis.unit.key}.value`, { n: words.number(inUnit, 2), count: inUnit });
}
