import os from 'node:os';
import type { LongRow } from './part';

const START = '| part | what | goal | found | verdict | date | commit |\n|---|---|---|---|---|---|---|\n';

/** When, and on what, a part was measured. */
export interface Occasion {
  readonly date: string;
  readonly commit: string;
}

/** A row for each figure, as it stands in the table. */
export function linesOf(part: string, rows: readonly LongRow[], { date, commit }: Occasion): string[] {
  return rows.map(({ what, goal, found, holds }) => `| ${[part, what, goal, found, holds ? 'holds' : '**BROKEN**', date, commit].join(' | ')} |`);
}

/**
 * `docs/reliability.md` with the lines of one part replaced; those of parts that were not run stay, with their dates.
 * @param old the document as it is; empty: there is none yet
 * @param parts names of all parts, in the order in which they stand
 */
export function withPart(old: string, parts: readonly string[], part: string, lines: readonly string[]): string {
  const partOf = (line: string): string => line.split(' | ')[0]?.slice(2) ?? '';
  const kept = old.split('\n').filter((line) => line.startsWith('| ') && parts.includes(partOf(line)) && partOf(line) !== part);
  const all = [...kept, ...lines].sort((a, b) => parts.indexOf(partOf(a)) - parts.indexOf(partOf(b)));
  return `# Reliability: what was tried at length

Written by \`npm run test:long\`; do not edit by hand. Each part stands with the day and the commit of its last run, on ${os.availableParallelism()} cores of a machine that others were using. Memory counts what processes share by its share, and not the program's files.
What the rules are, and what shows on each commit that they are kept: [safety.md](safety.md).

${START}${all.join('\n')}
`;
}
