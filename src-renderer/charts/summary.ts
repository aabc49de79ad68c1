import { valueText } from './axisText';
import type { ChartSpec } from './spec';
import type { ChartWords } from './words';

/** What the chart shows, in sentences: for those who cannot see it, since a canvas is silent. */
export function chartSummary(spec: ChartSpec, words: ChartWords): string {
  const sentences = spec.series.map(({ name, x, y }) => {
    const last = x.length - 1;
    if (last < 0) return words.say('chart.summary.empty', { name });
    const values = {
      name,
      fromX: valueText(spec.x, x[0]!, words),
      fromY: valueText(spec.y, y[0]!, words),
      toX: valueText(spec.x, x[last]!, words),
      toY: valueText(spec.y, y[last]!, words),
    };
    return words.say(last === 0 ? 'chart.summary.point' : 'chart.summary.series', values);
  });
  const markers = spec.markers.map(({ kind, label, x }) => {
    // What is looked at now is named by its value, as the moment of a branch is.
    if (kind === 'current') return words.say('chart.summary.current', { name: label });
    if (kind === 'branch') return words.say('chart.summary.branch', { time: label });
    return words.say('chart.summary.marker', { name: label, x: valueText(spec.x, x, words) });
  });
  return [words.say('chart.summary.start', { title: spec.title }), ...sentences, ...markers].join(' ');
}
