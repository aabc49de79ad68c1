import type { LawRow } from './row';

const HEAD = ['law', 'setting', 'expected', 'measured', 'margin', 'verdict'] as const;

/** The rows as a table in Markdown whose columns line up. */
export function tableOf(rows: readonly LawRow[]): string {
  const cells = rows.map(({ law, setting, expected, measured, margin, holds }) => [law, setting, expected, measured, margin, holds ? 'holds' : '**BROKEN**']);
  const widths = HEAD.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEAD), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n');
}

export interface Occasion {
  readonly date: string;
  /** What was measured; `null` where git does not know. */
  readonly commit: string | null;
  readonly isChanged: boolean;
  readonly engineVersion: string;
  readonly swarmsSeed: number;
  readonly node: string;
}

/** `docs/validation.md`. */
export function documentOf(rows: readonly LawRow[], { date, commit, isChanged, engineVersion, swarmsSeed, node }: Occasion): string {
  const broken = rows.filter(({ holds }) => !holds).length;
  return `# Validation: the simulator against the laws

Written by \`npm run laws\`; do not edit by hand.

- Date: ${date}
- Commit: ${commit ?? 'unknown'}${isChanged ? ', with changes that were not committed' : ''}
- Engine version ${engineVersion}, Node ${node}
- Seeds: statistical laws (S) 1, 2, … up to the number in the setting, medians unless the value says otherwise; random swarms of the exact laws (L) from seed ${swarmsSeed}
- Verdict: ${broken === 0 ? `all ${rows.length} rows hold` : `**${broken} of ${rows.length} rows are broken**`}

Unless a setting says otherwise: F = 1 Gbit, u = 1 Mbit/s each, downloads unlimited, all peers there from 0, all stay, five slots for everybody.
*Margin* is the distance to the nearest limit as a share of that limit (in the value's own unit where the limit is 0). A limit is never
widened: where a row is broken, the simulator is wrong until a cited source says otherwise.

${tableOf(rows)}
`;
}
