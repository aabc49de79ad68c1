import { STAMP_KEYWORD } from '@core/record/index';
import type { PngText } from './pngText';
import type { ChartSeries, ChartSpec, ChartStamp, RunStamp } from './spec';
import type { ChartWords } from './words';

/** A hash of 64 digits is for programs; so many tell a course's scenarios apart. */
const SHORT_HASH = 12;
/** More would fill the page; the others are named in the file. */
const SCENARIOS_SHOWN = 8;

/** The run that a point comes from. */
export function runOfPoint({ runs }: ChartSeries, at: number, stamp: RunStamp): RunStamp {
  return (runs && runs.length > 1 ? runs[at] : runs?.[0]) ?? stamp;
}

/** Every run that stands in a chart, once, in the order in which they are drawn. */
export function runsIn(spec: ChartSpec, { scenarioHash, seed }: RunStamp): RunStamp[] {
  const open = { scenarioHash, seed };
  const all = spec.series.flatMap(({ runs }) => (runs && runs.length > 0 ? runs : [open]));
  const runs = new Map(all.map((run) => [`${run.scenarioHash} ${run.seed}`, run]));
  return runs.size > 0 ? [...runs.values()] : [open];
}

/** `1-5, 8`: rising numbers, those that follow each other as one range. */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const parts: { from: number; to: number }[] = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else parts.push({ from: number, to: number });
  }
  return parts.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The line below an exported chart by which its runs can be had again: each scenario, and the seeds it ran with. */
export function stampLine(spec: ChartSpec, stamp: ChartStamp, words: ChartWords): string {
  const seeds = new Map<string, number[]>();
  for (const { scenarioHash, seed } of runsIn(spec, stamp)) seeds.set(scenarioHash, [...(seeds.get(scenarioHash) ?? []), ...(seed === null ? [] : [seed])]);
  const isOne = seeds.size === 1;
  const scenarios = [...seeds].slice(0, SCENARIOS_SHOWN).map(([whole, own]) => {
    const hash = isOne ? whole : whole.replace('sha256:', '').slice(0, SHORT_HASH);
    return own.length === 0 ? words.say('chart.stamp.withoutSeed', { hash }) : words.say('chart.stamp.scenario', { hash, seeds: ranges(own) });
  });
  const left = seeds.size - scenarios.length;
  return [words.say('chart.stamp.lab', { version: stamp.appVersion }), ...scenarios, ...(left > 0 ? [words.say('chart.stamp.more', { count: left })] : [])].join(' · ');
}

/**
 * The same for programs: texts of PNG and SVG, the hashes whole, a line for each run in `Scenario` and in `Seed`, and the word from
 * which all comes back. The keywords are those of the PNG specification where it has one.
 */
export function stampTexts(spec: ChartSpec, stamp: ChartStamp, summary: string): PngText[] {
  const runs = runsIn(spec, stamp);
  const hasSeeds = runs.some(({ seed }) => seed !== null);
  return [
    { keyword: 'Title', text: spec.title },
    { keyword: 'Description', text: `${spec.caption}\n${summary}` },
    { keyword: 'Software', text: `Swarm Lab ${stamp.appVersion}` },
    { keyword: 'Scenario', text: runs.map(({ scenarioHash }) => scenarioHash).join('\n') },
    ...(hasSeeds ? [{ keyword: 'Seed', text: runs.map(({ seed }) => seed ?? '').join('\n') }] : []),
    { keyword: STAMP_KEYWORD, text: stamp.word },
  ];
}
