import { expect, test } from 'vitest';
import { asciiBytes, asciiText } from '../base/index';
import type { Decision } from '../policy/index';
import { parseScenarioText, serializeScenario, type Scenario } from '../scenario/index';
import { MOST_CANDIDATES, packDecisions, unpackDecisions, weightOf } from './decisionForm';
import { keptRunIssues, keptRunOf, readKeptRun, unpackKeptRun } from './keptRun';
import { packRun } from './runForm';
import { recordedRun, smallScenario } from './runs.testKit';
import { asciiJson, squeeze, TooLongError, unsqueeze } from './squeeze';

/** A run with every kind of decision in it: a crowd for few slots, some that cannot be dialled, round robin at the server. */
function observed(seed: number) {
  const base = smallScenario(12, 30);
  const [group] = base.peerGroups;
  const scenario: Scenario = {
    ...base, seed,
    server: { ...base.server, unchokes: 3, seedChoking: seed % 2 === 0 ? 'round-robin' : 'fastest-first' },
    peerGroups: [{ ...group!, count: 9 }, { ...group!, count: 3, acceptsConnections: false, arrival: { kind: 'together', atSeconds: 20 } }],
    protocol: { ...base.protocol, latencySeconds: 0.1, maxNeighbours: 6, minNeighbours: 4, randomFirstPieces: seed % 3 },
  };
  const decisions: Decision[] = [];
  const run = recordedRun(scenario, 'peer-to-peer', { fromSeconds: 0, take: (decision) => void decisions.push(decision) });
  return { scenario, run, told: { decisions, fromRow: 0, fromSeconds: 0 } };
}

const { scenario, run, told } = observed(1);
const packed = packDecisions(told);

test.each([1, 2, 3, 4, 5, 6])('every decision of a run comes back as it was (seed %i)', (seed) => {
  const one = observed(seed);
  const kinds = new Set(one.told.decisions.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['connection', 'free-slot', 'optimistic', 'piece', 'round', 'tracker']);
  // JSON knows no -0, and nobody sees it.
  expect(unpackDecisions(packDecisions(one.told), one.run.trace)).toEqual(JSON.parse(JSON.stringify(one.told), (_, value: unknown) => value));
});

test('what will never come, and what was forgotten, comes back too', () => {
  const [first] = told.decisions.filter((one) => one.kind === 'round');
  const partly = { decisions: [{ ...first!, nextDrawSeconds: Infinity }], fromRow: 7, fromSeconds: 1.5 };
  expect(unpackDecisions(packDecisions(partly), run.trace)).toEqual(partly);
});

test('a decision takes few bytes: no more than three for each candidate and thirty for itself', () => {
  const weight = told.decisions.reduce((sum, one) => sum + weightOf(one), 0);
  expect(packed.length).toBeLessThan(30 * told.decisions.length + 3 * weight);
});

test('kept with its document, they come back with their run; without them the same run is read', () => {
  const kept = keptRunOf('run', run, scenario, { recording: packRun(run), decisions: packed });
  const opened = parseScenarioText(serializeScenario({ ...scenario, keptRuns: [kept] }));
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  expect(opened.warnings).toEqual([]);
  const read = readKeptRun(opened.value.keptRuns[0], 0);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const unpacked = unpackKeptRun(read.value, 0);
  expect(unpacked.ok && unpacked.value.told?.decisions.length).toBe(told.decisions.length);
  const { decisions, ...bare } = kept;
  expect(decisions).toBe(packed);
  expect(unpackKeptRun(bare, 0)).toMatchObject({ ok: true, value: { told: null, trace: { digest: kept.digest } } });
});

interface Form { format: string; version: number; fromRow: number; fromSeconds: number; columns: Record<string, unknown[]> }
/** The text by somebody who knows the form. */
function forged(change: (form: Form) => void): string {
  const form = JSON.parse(asciiText(unsqueeze(packed, 1e9))) as Form;
  change(form);
  return squeeze(asciiBytes(asciiJson(form)));
}
const column = (name: string, at: number, value: unknown) => forged(({ columns }) => void (columns[name]![at] = value));
const roundAt = told.decisions.findIndex(({ kind, rows }) => kind === 'round' && rows.length > 0);

test.each<[string, unknown]>([
  ['it is no text', 7],
  ['it is no base64', 'decided!'],
  ['it is no zlib stream', 'AAAA'],
  ['it is cut off', packed.slice(0, 400)],
  ['it is no JSON', squeeze(asciiBytes('{'))],
  ['it is of another form', forged((form) => void (form.version = 2))],
  ['a column is missing', forged(({ columns }) => void delete columns['score'])],
  ['there is a column more', forged(({ columns }) => void (columns['__proto__x'] = []))],
  ['a number is a text', column('peer', 0, '1')],
  ['a number is none', column('score', 0, null)],
  ['its kind is unknown', column('kind', 0, 6)],
  ['its peer is not there', column('peer', 0, 13)],
  ['its row is not there', column('row', 0, run.trace.rowCount)],
  ['its row is before the first', column('row', 0, -1)],
  ['its piece is a half', column('piece', 0, 0.5)],
  ['its time is before the start', column('seconds', 0, -1)],
  ['a list is longer than all rows', column('length', 0, 1e9)],
  ['a number is missing', forged(({ columns }) => void columns['copies']!.pop())],
  ['a number is left over', forged(({ columns }) => void columns['copies']!.push(1))],
  ['somebody else did what its row says', column('peer', roundAt, (told.decisions[roundAt]!.peer + 1) % 12)],
])('%s: the field is named, and the run is shown without', (_what, decisions) => {
  const kept = { ...keptRunOf('run', run, scenario, { recording: packRun(run) }), decisions };
  const read = readKeptRun(kept, 0);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  expect(unpackKeptRun(read.value, 0)).toMatchObject({ ok: true, value: { told: null, trace: { digest: kept.digest } } });
  expect(keptRunIssues({ ...scenario, keptRuns: [kept] }).map(({ path, code }) => `${path}: ${code}`)).toEqual(['keptRuns[0].decisions: decisions']);
});

test('more candidates than any run has, and bytes that stand for gigabytes, are given up', () => {
  const one: Decision = { kind: 'tracker', timeSeconds: 0, peer: 1, rows: [], members: 3, most: 50, neighbours: 0, dialsUpTo: 35, offered: new Array(1000).fill({ peer: 2, isDialled: true }) };
  const listed = (times: number) => packDecisions({ decisions: new Array<Decision>(times).fill(one), fromRow: 0, fromSeconds: 0 });
  expect(unpackDecisions(listed(Math.floor(MOST_CANDIDATES / 1001)), run.trace).decisions.length).toBeGreaterThan(400);
  expect(() => unpackDecisions(listed(Math.floor(MOST_CANDIDATES / 1000)), run.trace)).toThrow(RangeError);
  expect(() => unpackDecisions(squeeze(new Uint8Array(65 * 1024 * 1024)), run.trace)).toThrow(TooLongError);
});

test('a million numbers that are none are one fault', () => {
  const wrong = forged(({ columns }) => void (columns['score'] = new Array(1_000_000).fill(null)));
  expect(() => unpackDecisions(wrong, run.trace)).toThrow(new RangeError('✖ no column of numbers'));
});
