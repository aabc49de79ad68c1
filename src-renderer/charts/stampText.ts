import type { PngText } from './pngText';
import type { ChartSpec, ChartStamp } from './spec';
import type { ChartWords } from './words';

/** The line below an exported chart by which its run can be had again. */
export function stampLine(stamp: ChartStamp, words: ChartWords): string {
  const values = { version: stamp.appVersion, hash: stamp.scenarioHash };
  return stamp.seed === null ? words.say('chart.stamp.withoutSeed', values) : words.say('chart.stamp.line', { ...values, seed: stamp.seed });
}

/** The same for programs: texts of the PNG. The keywords are those of the PNG specification where it has one. */
export function stampTexts(spec: ChartSpec, stamp: ChartStamp, summary: string): PngText[] {
  return [
    { keyword: 'Title', text: spec.title },
    { keyword: 'Description', text: `${spec.caption}\n${summary}` },
    { keyword: 'Software', text: `Swarm Lab ${stamp.appVersion}` },
    { keyword: 'Scenario', text: stamp.scenarioHash },
    ...(stamp.seed === null ? [] : [{ keyword: 'Seed', text: String(stamp.seed) }]),
  ];
}
