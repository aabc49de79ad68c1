import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { createStreams, type Draw, type Issue } from '@core/base/index';
import type { Decision } from '@core/policy/index';
import { findStamp, keptRunOf, packDecisions, packRun, readKeptRun, scenariosOfRuns, stampText, unpackKeptRun, type KeptRun, type RecordedRun } from '@core/record/index';
import { createReplay, toRunResult } from '@core/replay/index';
import { defaultScenario, parseScenarioText, scenarioHash, serializeScenario, type Scenario } from '@core/scenario/index';
import { createSimulation } from '@core/sim/index';
import { createTraceRecorder, traceDigest, type Trace, type TraceChunk, type TraceHeader, type TraceWriter } from '@core/trace/index';
import { mutated } from './mutated.testKit';
import { readScenarioBytes } from './readScenarioFile';

/** How a file came out. One that breaks a promise throws. */
export type Outcome = 'taken' | 'refused';

/** No file may keep anybody waiting so long. In time of the processor: a busy machine is not the file's fault. */
const MOST_MS = 2_000;

function smallScenario(): Scenario {
  const base = defaultScenario();
  const group = { ...base.peerGroups[0]!, count: 3, name: '학생 <b>"=1+1"' };
  return {
    ...base, title: '"두 개"\u202e', content: { sizeBits: 5_000_000, pieceBits: 1_000_000 }, peerGroups: [group, { ...group, count: 1 }],
    changes: [{ kind: 'server-leaves', atSeconds: 1e6 }], branches: [{ name: 'b', changes: [] }],
  };
}

/** @param decisions is filled with what was decided in it */
function runOf(scenario: Scenario, decisions: Decision[]): RecordedRun {
  const recorders: (TraceWriter & { finish(): Trace })[] = [];
  const open = (header: TraceHeader) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  };
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed }, open, { fromSeconds: 0, take: (decision) => void decisions.push(decision) });
  while (!simulation.advance(1_000));
  const trace = recorders[0]!.finish();
  return { trace, result: toRunResult(scenario, trace.header, simulation.end(), trace.digest) };
}

const scenario = smallScenario();
const decided: Decision[] = [];
const run = runOf(scenario, decided);
const decisions = packDecisions({ decisions: decided, fromRow: 0, fromSeconds: 0 });
const kept = keptRunOf('run', run, scenario, { recording: packRun(run), decisions });
const text = serializeScenario({ ...scenario, keptRuns: [kept] });
const word = stampText({
  appVersion: '0.1.0', scenarios: [scenario],
  runs: [{ scenarioHash: scenarioHash(scenario), architecture: kept.architecture, seed: kept.seed, engineVersion: kept.engineVersion, digest: kept.digest }],
});
const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).join();

/** A file of a stranger: a scenario with a kept run, or something exported. */
export interface FuzzedFile {
  readonly kind: 'document' | 'export';
  readonly bytes: Uint8Array;
}

/** File number `at` of a seed. */
export function fuzzedFile(seed: number, at: number): FuzzedFile {
  const draw = createStreams(seed * 0x1_0000_0000 + at, 1, 1).of(0, 0);
  // Forged recordings take ten times as long as the others: one of sixteen.
  const writers = [
    changedBytes, changedValues, changedRecording, changedPicture, changedBytes, changedValues, changedTable, changedPicture,
    changedDecisions, changedValues, changedRecording, changedTable, changedBytes, forgedDecisions, changedPicture, forgedRecording,
  ];
  return writers[at % writers.length]!(draw);
}

/** Reads a file as the window and the command line do. @throws Error for a broken promise */
export function readFuzzed({ kind, bytes }: FuzzedFile): Outcome {
  const since = process.cpuUsage();
  const outcome = kind === 'document' ? openDocument(bytes) : openExport(bytes);
  const { user, system } = process.cpuUsage(since);
  const tookMs = (user + system) / 1000;
  hold(tookMs < MOST_MS, `it took ${Math.round(tookMs)} ms`);
  hold(Object.getOwnPropertyNames(Object.prototype).join() === prototypeKeys, 'every object has another property');
  return outcome;
}

const documentOf = (content: Uint8Array | string): FuzzedFile => ({ kind: 'document', bytes: Buffer.from(content) });
const documentWith = (one: KeptRun): FuzzedFile => documentOf(serializeScenario({ ...scenario, keptRuns: [one] }));
const exportOf = (bytes: Uint8Array): FuzzedFile => ({ kind: 'export', bytes });

/** A scenario file with its bytes changed. */
const changedBytes = (draw: Draw): FuzzedFile => documentOf(mutated(Buffer.from(text), draw));

const VALUES = [
  '1e400', '-0', '0.5', '-1', '9007199254740993', '1e308', 'null', 'true', '"10"', '""', '{}', '[]', '[[[[]]]]', '"\\ud800"', '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}', '1048577', '1000001', '1e15', '"\u202e"', '[1,2,3]', 'NaN', '0x10', '01',
];
const KEYS = ['"__proto__"', '"constructor"', '"toString"', '"seed"', '"kind"', '"0"', '"keptRuns"', '"\\u0000"'];

/** A scenario file in which values and keys are others. */
function changedValues(draw: Draw): FuzzedFile {
  let changed = text;
  for (let turn = draw.below(3); turn >= 0; turn--) {
    const isKey = draw.below(4) === 0;
    const places = [...changed.matchAll(isKey ? /"[a-zA-Z]+"(?=:)/g : /(?<=: )(?:-?\d+|null|true|false|"[^"\n]*")/g)];
    const place = places[draw.below(Math.max(1, places.length))];
    const put = isKey ? KEYS[draw.below(KEYS.length)]! : VALUES[draw.below(VALUES.length)]!;
    if (place) changed = changed.slice(0, place.index) + put + changed.slice(place.index + place[0].length);
  }
  return documentOf(changed);
}

/** What is taken is saved and opened again unchanged, and its kept runs are looked at from one end to the other. */
function openDocument(bytes: Uint8Array): Outcome {
  const read = readScenarioBytes(bytes);
  if (!read.ok) return refused(read.issues);
  const saved = serializeScenario(read.value.scenario);
  const again = parseScenarioText(saved);
  hold(again.ok && serializeScenario(again.value) === saved, 'saved and opened again it is another');
  const outcomes = read.value.scenario.keptRuns.map(play);
  return outcomes.includes('refused') ? 'refused' : 'taken';
}

function refused(issues: readonly Issue[]): Outcome {
  hold(issues.length > 0 && issues.every(({ code }) => code !== ''), 'refused without a reason');
  // What is wrong with the text as a whole has a line and a column, or is about the file; all else names its field.
  const isAboutFile = ({ code, allowed }: Issue) => 'line' in allowed || /^(file|empty|cutOff|object|tooLarge|tooManyValues|noStamp|stamp|picture|unknownKeys)/.test(code);
  hold(issues.every((issue) => issue.path !== '' || isAboutFile(issue)), `no field named: ${JSON.stringify(issues)}`);
  return 'refused';
}

/** A recording whose text or packed bytes are others. */
function changedRecording(draw: Draw): FuzzedFile {
  const recording = draw.below(2) === 0 ? mutated(Buffer.from(kept.recording), draw).toString('latin1') : mutated(Buffer.from(kept.recording, 'base64'), draw).toString('base64');
  return documentWith({ ...kept, recording });
}

/** Decisions whose text or packed bytes are others. */
function changedDecisions(draw: Draw): FuzzedFile {
  const changed = draw.below(2) === 0 ? mutated(Buffer.from(decisions), draw).toString('latin1') : mutated(Buffer.from(decisions, 'base64'), draw).toString('base64');
  return documentWith({ ...kept, decisions: changed });
}

/** Decisions by somebody who knows their form: with other numbers, and columns of other lengths. */
function forgedDecisions(draw: Draw): FuzzedFile {
  const form = JSON.parse(inflateSync(Buffer.from(decisions, 'base64')).toString()) as { columns: Record<string, (number | null)[]> };
  const columns = Object.values(form.columns);
  for (let turn = draw.below(4); turn >= 0; turn--) {
    const column = columns[draw.below(columns.length)]!;
    const number = NUMBERS[draw.below(NUMBERS.length)]!;
    // Many of what is no number: no fault may be told for each.
    if (draw.below(16) === 0) column.push(...new Array<null>(100_000).fill(null));
    else if (draw.below(4) > 0 && column.length > 0) column[draw.below(column.length)] = number;
    else if (draw.below(2) > 0) column.push(number);
    else column.pop();
  }
  return documentWith({ ...kept, decisions: deflateSync(JSON.stringify(form)).toString('base64') });
}

const NUMBERS = [0, -1, 1, 3, 4, 5, 99, 255, 32_767, 2 ** 31 - 1, -(2 ** 31), 0.5, 1e9, 1e300, -1e300, Infinity, -Infinity, NaN];

/** A recording by somebody who knows how its digest is made: rows of any numbers whatever. */
function forgedRecording(draw: Draw): FuzzedFile {
  const chunks = structuredClone(run.trace.chunks);
  const [chunk] = chunks;
  const columns = ['timeSeconds', 'kind', 'value', 'subject', 'object', 'piece', 'cause'] as const satisfies readonly (keyof TraceChunk)[];
  for (let turn = draw.below(6); turn >= 0; turn--) {
    const from = chunk![columns[draw.below(columns.length)]!];
    const row = draw.below(from.length);
    from[row] = draw.below(2) === 0 ? NUMBERS[draw.below(NUMBERS.length)]! : from[draw.below(from.length)]!;
  }
  const digest = traceDigest(run.trace.header, chunks);
  const result = { ...run.result, traceDigest: digest };
  return documentWith({ ...kept, digest, recording: packRun({ result, trace: { ...run.trace, chunks, digest } }) });
}

function play(value: unknown, at: number): Outcome {
  const read = readKeptRun(value, at);
  if (!read.ok) return refused(read.issues);
  const unpacked = unpackKeptRun(read.value, at);
  if (!unpacked.ok) return refused(unpacked.issues);
  const replay = createReplay(unpacked.value.trace.header);
  for (const chunk of unpacked.value.trace.chunks) replay.append(chunk);
  for (const part of [1, 0.3, 0.7, 0]) replay.seek(part * replay.endSeconds);
  const warnings = [...read.warnings, ...unpacked.warnings];
  return warnings.length > 0 ? refused(warnings) : 'taken';
}

function pngChunk(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
  bytes.writeUInt32BE(body.length, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}
const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const header = pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const end = pngChunk('IEND', Buffer.alloc(0));
const stampChunk = (stamp: Uint8Array) => pngChunk('iTXt', Buffer.concat([Buffer.from('Swarm Lab\0\0\0\0\0'), stamp]));

/** A stamped picture: changed from outside, or with a stamp of anything in a chunk that fits. */
function changedPicture(draw: Draw): FuzzedFile {
  const isInside = draw.below(2) === 0;
  const picture = Buffer.concat([signature, header, stampChunk(isInside ? mutated(Buffer.from(word), draw) : Buffer.from(word)), end]);
  return exportOf(isInside ? picture : mutated(picture, draw));
}

const changedTable = (draw: Draw): FuzzedFile => exportOf(mutated(Buffer.from(`\uFEFFseries,lab_stamp\r\n학생,${word}\r\n`), draw));

function openExport(bytes: Uint8Array): Outcome {
  const found = findStamp(bytes);
  if (!found.ok) return refused(found.issues);
  hold(scenariosOfRuns(found.value).length === found.value.runs.length, 'a run of a stamp is lost');
  for (const stamped of found.value.scenarios) hold(parseScenarioText(serializeScenario(stamped)).ok, 'a scenario of a stamp that cannot be opened');
  return 'taken';
}

function hold(promise: boolean, broken: string): void {
  if (!promise) throw new Error(broken);
}
