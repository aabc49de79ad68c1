import { expect, test } from 'vitest';
import { parseScenarioText, serializeScenario, type Scenario } from '../scenario/index';
import { runHeader, traceDigest } from '../trace/index';
import { keptRunIssues, keptRunOf, readKeptRun, unpackKeptRun, type KeptRun } from './keptRun';
import { packRun } from './runForm';
import { recordedRun, smallScenario } from './runs.testKit';
import { squeeze, TooLongError, unsqueeze } from './squeeze';

const scenario = smallScenario();
const run = recordedRun(scenario);
const kept = keptRunOf('첫 실행', run, scenario, { recording: packRun(run) });
const documentWith = (...keptRuns: readonly unknown[]): Scenario => ({ ...scenario, keptRuns });

function reopened(file: Scenario): Scenario {
  const read = parseScenarioText(serializeScenario(file));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  expect(read.warnings).toEqual([]);
  return read.value;
}

test('a run kept with its document comes back whole: rows, result, scenario', () => {
  const [value] = reopened(documentWith(kept)).keptRuns;
  const read = readKeptRun(value, 0);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  expect(read.value).toEqual(kept);
  const back = unpackKeptRun(read.value, 0);
  expect(back.ok && back.value).toEqual({ ...run, told: null });
});

test('a document without kept runs is written as it always was, and one with them twice the same', () => {
  expect(serializeScenario(documentWith())).not.toContain('keptRuns');
  const text = serializeScenario(documentWith(kept, kept));
  expect(serializeScenario(reopened(documentWith(kept, kept)))).toBe(text);
});

test('a transfer takes about a dozen bytes in the document', () => {
  const large = recordedRun(smallScenario(30, 300));
  expect(packRun(large).length / large.result.pieceTransfers).toBeLessThan(18);
});

/** The path and the code of what is wrong with a changed kept run; the scenario opens in any case. */
function faultOf(change: Record<string, unknown>): string {
  const file = reopened(documentWith(kept, { ...kept, ...change }));
  expect(file.title).toBe(scenario.title);
  return keptRunIssues(file).map(({ path, code }) => `${path}: ${code}`).join('; ');
}

const { trace } = run;
const forged = (rows: KeptRun['recording']): Record<string, unknown> => ({ recording: rows });
/** Rows changed by somebody who knows how the digest is made. */
function forgery(change: (chunk: (typeof trace.chunks)[number]) => void): Record<string, unknown> {
  const chunks = structuredClone(trace.chunks);
  change(chunks[0]!);
  const digest = traceDigest(trace.header, chunks);
  return { digest, recording: packRun({ result: { ...run.result, traceDigest: digest }, trace: { ...trace, chunks, digest } }) };
}
/** No rows, but a swarm whose piece maps alone would take gigabytes. */
function giant(): Record<string, unknown> {
  const large = smallScenario(5000, 1_000_000);
  const header = runHeader(large, 'peer-to-peer', 1, run.result.engineVersion);
  return { scenario: large, recording: packRun({ result: run.result, trace: { header, chunks: [], rowCount: 0, digest: kept.digest } }) };
}

test('bytes that stand for more than is taken are given up at the limit', () => {
  expect(() => unsqueeze(squeeze(new Uint8Array(1_000_000)), 999_999)).toThrow(TooLongError);
  expect(unsqueeze(squeeze(new Uint8Array(1_000_000)), 1_000_000).length).toBe(1_000_000);
});

test.each<[string, Record<string, unknown>, string]>([
  ['its name is a number', { name: 7 }, 'keptRuns[1].name: text'],
  ['its architecture is unknown', { architecture: 'ring' }, 'keptRuns[1].architecture: choice'],
  ['its seed is a fraction', { seed: 0.5 }, 'keptRuns[1].seed: integer'],
  ['its digest is none', { digest: 'sha256:abc' }, 'keptRuns[1].digest: digest'],
  ['its scenario is broken', { scenario: { ...kept.scenario, content: { sizeBits: -1 } } }, 'keptRuns[1].scenario.content.sizeBits: integer'],
  ['its recording is missing', { recording: null }, 'keptRuns[1].recording: recording'],
  ['its recording is no base64', forged('recorded!'), 'keptRuns[1].recording: recording'],
  ['its recording is no zlib', forged('AAAA'), 'keptRuns[1].recording: recording'],
  ['its recording is empty', forged(''), 'keptRuns[1].recording: recording'],
  ['its recording is cut off', forged(kept.recording.slice(0, 400)), 'keptRuns[1].recording: recording'],
  ['its recording is of something else', forged(squeeze(new Uint8Array(100))), 'keptRuns[1].recording: recording'],
  ['its swarm takes more memory than any', giant(), 'keptRuns[1].recording: recordingLarge'],
  ['another digest is said', { digest: `sha256:${'0'.repeat(64)}` }, 'keptRuns[1].recording: recordingOther'],
  ['another seed is said', { seed: 2 }, 'keptRuns[1].recording: recordingOther'],
  ['another swarm is said', { scenario: smallScenario(7) }, 'keptRuns[1].recording: recordingOther'],
  ['a row was changed', { recording: forgery((chunk) => void (chunk.piece[20] = 3)).recording }, 'keptRuns[1].recording: recordingOther'],
  ['a row names a peer that is not there', forgery((chunk) => void (chunk.subject[9] = 99)), 'keptRuns[1].recording: recording'],
  ['a row is of an unknown kind', forgery((chunk) => void (chunk.kind[9] = 200)), 'keptRuns[1].recording: recording'],
  ['time never ends', forgery((chunk) => void (chunk.timeSeconds[chunk.kind.length - 1] = Infinity)), 'keptRuns[1].recording: recording'],
  ['time goes back', forgery((chunk) => void (chunk.timeSeconds[9] = -1)), 'keptRuns[1].recording: recording'],
])('%s: the field is named, and the scenario opens', (_what, change, fault) => expect(faultOf(change)).toBe(fault));

test('what is no object at all is named by its place', () => {
  expect(keptRunIssues(documentWith(null, 'run', [], kept)).map(({ path, code }) => `${path}: ${code}`)).toEqual(['keptRuns[0]: object', 'keptRuns[1]: object', 'keptRuns[2]: object']);
});
