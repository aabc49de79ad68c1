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
${keptRunsSection()}
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

/** What `src-core/record` reads and writes. */
function keptRunsSection(): string {
  return `## \`keptRuns[…]\`: runs kept with the document

A list, empty where nothing is kept; an empty one is not written. A run is kept in the scenario file itself, not beside it: one file is
what is saved, copied and handed in, and whoever reads the scenario (\`lab run\`, \`validate\`, an older version, which keeps the key and warns
of it) goes on as before. The file as a whole stays within 16 MiB: some 1.3 million piece transfers, at about 11 bytes each.

| key | what | allowed |
|---|---|---|
| \`name\` | What it is called. | text, at most 10000 characters |
| \`architecture\` | What ran. | \`"client-server"\`, \`"peer-to-peer"\`, \`"fluid-schedule"\`, \`"real"\` |
| \`seed\` | Of its draws. | whole number, 0 to 9007199254740991 |
| \`engineVersion\` | The engine that made it. | text |
| \`digest\` | Of its trace. | \`sha256:\` and 64 hexadecimal digits |
| \`scenario\` | What it ran, for the document may have been edited since; a branch has its changes in it. | a scenario as in a file of its own, without notes |
| \`recording\` | The run: its result and its trace, compressed. | base64 (RFC 4648) of a zlib stream (RFC 1950) |
| \`decisions\` | Of a run over sockets: what its peers decided and saw, for “Why?”; all other runs are computed again for that. Need not be there; an older version passes it over and keeps it. | as \`recording\` |

Unpacked, a recording is \`SWARMRUN1\`, the length of the result in 32 bits (little-endian), the result in ASCII JSON as \`lab run --capacity-series\` prints it,
and the trace in the form of \`lab run --trace\`. It is taken only if its trace has the digest that is said, belongs to the scenario that is said, and every row of it fits
that swarm; at most 128 MiB unpacked.

Unpacked, the decisions are ASCII JSON of at most 64 MiB: \`{"format":"swarm-lab/decisions","version":1,"fromRow":…,"fromSeconds":…,"columns":{…}}\`, columns of numbers of one meaning
(\`decisionColumns.ts\`); those that led to rows before \`fromRow\` may have been forgotten. At most 500,000 decisions and candidates; every number must fit the swarm, and every row that a decision names must
be one that such a decision of that peer leads to. Nothing else can be proved of them: whoever can write a file can write what peers thought. Decisions that are damaged are told by their path (\`keptRuns[1].decisions\`), and their run is shown
without them. A kept run that is damaged is told by its path (\`keptRuns[1].recording\`) and cannot be shown; the scenario opens all the same.

## The stamp of an export

Every exported chart (PNG, SVG, CSV, JSON) carries one word, \`swarm-lab-stamp-1:\` and base64 of a zlib stream, that stands for ASCII JSON:
\`{"format":"swarm-lab/stamp","version":1,"appVersion":…,"scenarios":[…],"runs":[{"scenarioHash":…,"architecture":…,"seed":…,"engineVersion":…,"digest":…}]}\`.
The first scenario is the one that was open. It stands in a PNG as iTXt text under \`Swarm Lab\`, in an SVG in \`metadata\`, in a CSV in the column \`lab_stamp\` of the first row,
in a JSON under \`stamp\`. Dropped on the window, or by *File → Open from Export*, the file shows its runs, opens its scenario as a new document, and verifies.

\`lab verify FILE\` takes such a file, or a scenario with kept runs, runs everything in it again and prints
\`{"verified":…,"runs":[{"name":…,"architecture":…,"seed":…,"scenarioHash":…,"engineVersion":…,"digest":…,"outcome":…}]}\` with the outcomes \`same\`, \`otherEngine\` (another engine
version, and another digest), \`differs\`, \`unrepeatable\` (real peers), \`scenarioMissing\` (left out, for there were too many). A stamp holds no recordings: real runs that an export names are listed, and cannot be shown from it; the document that keeps them can. Exit status: 0 all that can be repeated are the same,
1 not so, 2 the file cannot be used.
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
