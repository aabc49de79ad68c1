import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { branch, defaultScenario, fieldGroups, MAX_BRANCHES, MAX_CHANGES, MAX_GROUPS, MAX_PEERS, MAX_PIECES, SCENARIO_FORMAT, SCENARIO_VERSION, serializeScenario, timedChange, type Field, type NumberField } from '../src-core/scenario/index';

// Writes docs/scenario-format.md from the definition of the fields and their English help: `node --import tsx scripts/scenario-format.ts`.
const root = resolve(import.meta.dirname, '..');
export const documentPath = resolve(root, 'docs/scenario-format.md');

interface Tree {
  readonly [key: string]: string | Tree;
}
const words: Tree = JSON.parse(readFileSync(resolve(root, 'resources/locales/en/scenario.json'), 'utf8'));

/** The English text of `scenario.<way>`. Throws when there is none: then the locale lacks it. */
function word(...way: string[]): string {
  const found = way.reduce<string | Tree | undefined>((tree, key) => (typeof tree === 'object' ? tree[key] : undefined), words);
  if (typeof found !== 'string') throw new Error(`resources/locales/en/scenario.json has no ${way.join('.')}`);
  return found;
}

const headings = {
  general: 'The file as a whole',
  content: '`content`: the file to distribute',
  server: '`server`: peer 0, which has everything from the start',
  peerGroup: '`peerGroups[…]`: peers that are alike',
  protocol: '`protocol`: how the peers trade',
} as const;

/** The whole document. Every table row is a field; nothing about a field is written here. */
export function scenarioFormatText(): string {
  const sections = Object.entries(fieldGroups).map(([name, fields]) => sectionOf(name as keyof typeof fieldGroups, fields));
  return `# The scenario file

Made by \`scripts/scenario-format.ts\` from \`src-core/scenario/fields.ts\`; do not edit by hand.

A scenario is a file \`*.swarm.json\`: JSON in UTF-8. Numbers are in base units: bits, bits per second, seconds. Every key but
\`format\`, \`version\`, \`peerGroups\` and those marked *required* has a default. Keys that are not known are kept when the file is
opened and saved, and reported as a warning. A key may occur once only; \`__proto__\` is refused.

\`format\` is \`"${SCENARIO_FORMAT}"\`, \`version\` is \`${SCENARIO_VERSION}\`. A newer version is refused; an older one is brought up to date in memory.

Beyond the ranges below: 1 to ${MAX_GROUPS} groups; at most ${MAX_PEERS} peers in all groups together; at most ${MAX_PIECES} pieces;
\`minNeighbours\` not above \`maxNeighbours\`, \`untilSeconds\` not before \`fromSeconds\` (a default gives way to what is written).

${sections.join('\n')}
${changesSection()}
## The defaults

\`\`\`json
${serializeScenario(defaultScenario())}\`\`\`
`;
}

function sectionOf(name: keyof typeof fieldGroups, fields: Readonly<Record<string, Field>>): string {
  const rows = Object.entries(fields).flatMap(([key, field]) => rowsOf(key, field, [name, key]));
  return `## ${headings[name]}\n\n| key | what | allowed | default | row |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** Each shape once, then each field once: shapes share most of theirs. */
function changesSection(): string {
  const shapes = Object.entries(timedChange.variants).map(([kind, fields]) => shapeRow(kind, fields, ['change']));
  const fields = Object.entries(Object.assign({}, ...Object.values(timedChange.variants)) as Readonly<Record<string, Field>>);
  const rows = [...shapes, ...fields.flatMap(([name, field]) => rowsOf(name, field, ['change', name]))];
  return `## \`changes[…]\`: what happens to every run at a set time

A list of at most ${MAX_CHANGES}, empty where nothing is said; an empty one is not written. Each names its \`kind\`, and a peer that exists.

| key | what | allowed | default | row |
|---|---|---|---|---|
${rows.join('\n')}

## \`branches[…]\`: other futures

A list of at most ${MAX_BRANCHES}, empty where nothing is said. A branch is a run of its own: in it its \`changes\`, a list as above, happen
beside those of the scenario. Until the first of them it is the same run, event by event (\`lab run FILE --branch NAME\`).

| key | what | allowed | default | row |
|---|---|---|---|---|
${rowsOf('name', branch.name, ['branch', 'name']).join('\n')}
`;
}

function shapeRow(kind: string, fields: Readonly<Record<string, Field>>, way: readonly string[]): string {
  return `| | \`{ "kind": "${kind}"${Object.keys(fields).map((name) => `, "${name}": …`).join('')} }\`: ${word(...way, 'choice', kind)} | | | |`;
}

function rowsOf(key: string, field: Field, way: readonly string[]): string[] {
  const row = [`\`${key}\``, `**${word(...way, 'label')}.** ${word(...way, 'help')}`, allowedText(field), defaultText(field), field.notes || '–'];
  return [`| ${row.join(' | ')} |`, ...(field.kind === 'choice' ? choiceRows(field.choices, way) : []), ...(field.kind === 'variant' ? variantRows(key, field.variants, way) : [])];
}

function choiceRows(choices: readonly string[], way: readonly string[]): string[] {
  return choices.map((one) => `| | \`"${one}"\`: ${word(...way, 'choice', one)} | | | |`);
}

function variantRows(key: string, variants: Readonly<Record<string, Readonly<Record<string, Field>>>>, way: readonly string[]): string[] {
  return Object.entries(variants).flatMap(([kind, fields]) => [
    shapeRow(kind, fields, way),
    ...Object.entries(fields).flatMap(([name, field]) => rowsOf(`${key}.${name}`, field, [...way, name])),
  ]);
}

function allowedText(field: Field): string {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return numberText(field);
    case 'text':
      return `text, at most ${field.maxLength} characters`;
    case 'choice':
      return 'one of these';
    case 'switch':
      return '`true`, `false`';
    case 'variant':
      return 'one of these shapes';
  }
}

function numberText({ kind, min, max, open, unit, nullMeans }: NumberField): string {
  const [from, to] = [open === 'neither' ? `${min}` : `above ${min}`, open === 'both' ? `below ${max}` : `${max}`];
  const inUnit = unit === 'count' ? '' : `, ${word('unit', unit)}`;
  return `${kind === 'integer' ? 'whole number' : 'number'}, ${from} to ${to}${inUnit}${nullMeans ? `; \`null\`: ${word('null', nullMeans)}` : ''}`;
}

function defaultText(field: Field): string {
  if (field.kind === 'variant') return `\`"${field.default}"\``;
  return (field.kind === 'integer' || field.kind === 'number') && field.required ? '*required*' : `\`${JSON.stringify(field.default)}\``;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(documentPath, scenarioFormatText());
