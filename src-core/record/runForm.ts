import { z } from 'zod';
import type { Scenario } from '../scenario/index';
import { asciiBytes, asciiText, bytesOf } from '../base/index';
import type { RunResult } from '../replay/index';
import { decodeTrace, encodeTrace, EventKind, runHeader, traceDigest, type Architecture, type Trace, type TraceHeader } from '../trace/index';
import { resultSchema } from './resultSchema';
import { asciiJson, squeeze, TooLongError, unsqueeze } from './squeeze';

/** A finished run, whole: it can be shown without being computed again. */
export interface RecordedRun {
  readonly result: RunResult;
  readonly trace: Trace;
}

/** What a recording must be of; everything that its trace says of itself is held against it. */
export interface RunClaim {
  readonly scenario: Scenario;
  readonly architecture: Architecture;
  readonly seed: number;
  readonly engineVersion: string;
  readonly digest: string;
}

/** Ten times what a document can hold of a recording: room for every one that was made, none for a few bytes that stand for gigabytes. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Of the piece maps that a replay keeps, twice over: 10,000 peers with 100,000 pieces have half of it. */
const MOST_MAP_BITS = 2 ** 31;
const MAGIC = 'SWARMRUN1';

/** Why a recording is refused: `damaged` cannot be read, `other` is of another run than is said, `large` takes more memory than any real one. */
export class RecordingError extends RangeError {
  constructor(readonly fault: 'damaged' | 'other' | 'large', detail: string, cause?: unknown) {
    super(detail, { cause });
  }
}

/** A run as a text for a document: about 11 bytes for each piece transfer. */
export function packRun({ result, trace }: RecordedRun): string {
  const head = asciiBytes(asciiJson(result));
  const rows = encodeTrace(trace);
  const bytes = new Uint8Array(MAGIC.length + 4 + head.length + rows.length);
  bytes.set(asciiBytes(MAGIC));
  bytes.set(bytesOf(new Uint32Array([head.length])), MAGIC.length);
  bytes.set(head, MAGIC.length + 4);
  bytes.set(rows, MAGIC.length + 4 + head.length);
  return squeeze(bytes);
}

/**
 * The run that a text from anywhere stands for. It is taken only if it is the very trace of the claim's digest, with rows that
 * the engine could have written.
 * @throws RecordingError
 */
export function unpackRun(text: string, claim: RunClaim): RecordedRun {
  const bytes = refusing(() => unsqueeze(text, MOST_BYTES));
  const from = MAGIC.length + 4;
  if (bytes.length < from || asciiText(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new RecordingError('damaged', 'not a recording');
  const end = from + new DataView(bytes.buffer).getUint32(MAGIC.length, true);
  if (end > bytes.length) throw new RecordingError('damaged', 'the recording is cut off');
  const result = readResult(asciiText(bytes.subarray(from, end)));
  const trace = refusing(() => decodeTrace(bytes.subarray(end)));
  checkHeader(trace.header, claim);
  checkResult(result, trace, claim);
  if (trace.digest !== claim.digest || traceDigest(trace.header, trace.chunks) !== claim.digest) throw new RecordingError('other', 'another digest');
  const known: ReadonlySet<number> = new Set(Object.values(EventKind));
  if (trace.chunks.some(({ kind }) => kind.some((one) => !known.has(one)))) throw new RecordingError('damaged', 'rows of an unknown kind');
  return { result, trace };
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TooLongError) throw new RecordingError('large', error.message, error);
    if (error instanceof RangeError) throw new RecordingError('damaged', error.message, error);
    throw error;
  }
}

function readResult(text: string): RunResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RecordingError('damaged', 'its result is no JSON', error);
    throw error;
  }
  const read = resultSchema.safeParse(value);
  if (!read.success) throw new RecordingError('damaged', `its result: ${z.prettifyError(read.error).split('\n')[0] ?? ''}`);
  return read.data;
}

/** The swarm must be the scenario's. A real one may have met outside clients, who come after the scenario's peers. */
function checkHeader(header: TraceHeader, { scenario, architecture, seed, engineVersion }: RunClaim): void {
  if (header.peerCount * header.pieceCount > MOST_MAP_BITS) throw new RecordingError('large', `${header.peerCount} peers with ${header.pieceCount} pieces`);
  const { groupOf: expectedGroups, peerCount, ...facts } = runHeader(scenario, architecture, seed, engineVersion);
  const isSame = Object.entries(facts).every(([name, value]) => header[name as keyof typeof facts] === value);
  const hasPeers = architecture === 'real' ? header.peerCount >= peerCount : header.peerCount === peerCount;
  const groupCount = scenario.peerGroups.length;
  const hasGroups = header.groupOf.every((group, peer) => (peer < peerCount ? group === expectedGroups[peer] : group < groupCount));
  if (!isSame || !hasPeers || !hasGroups) throw new RecordingError('other', 'another swarm than the scenario');
}

function checkResult(result: RunResult, { digest, header }: Trace, { scenario, architecture, seed, engineVersion }: RunClaim): void {
  const { peers, perPeer } = result;
  const isSame = result.traceDigest === digest && result.architecture === architecture && result.seed === seed && result.engineVersion === engineVersion;
  const expected = scenario.peerGroups.reduce((sum, { count }) => sum + count, 0);
  // Outside clients are among those who sent and received, and not among the peers.
  const hasPeers = peers === expected && perPeer.length === header.peerCount - 1;
  if (!isSame || !hasPeers) throw new RecordingError('other', 'the result of another run');
}
