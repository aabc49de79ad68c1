import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { EngineEvent } from '@core/messages';
import { defaultScenario, type Scenario } from '@core/scenario';
import { createSimulation } from '@core/sim';
import { createTraceWriter } from '@core/trace';
import { serveEngine } from './serveEngine';

/** A window at the other end of a real port. */
function openEngine() {
  const { port1, port2 } = new MessageChannel();
  serveEngine({
    send: (event) => port1.postMessage(event),
    onMessage: (listener) => void port1.on('message', listener),
    onClose: (listener) => void port1.on('close', listener),
  });
  ports.push(port2);
  const events: EngineEvent[] = [];
  let takes = true;
  const waiting: { is: (event: EngineEvent) => boolean; resolve: (event: EngineEvent) => void }[] = [];
  port2.on('message', (event: EngineEvent) => {
    events.push(event);
    if (event.kind === 'chunk' && takes) port2.postMessage({ runId: event.runId, kind: 'taken' });
    for (const one of waiting.filter(({ is }) => is(event))) one.resolve(event);
  });
  return {
    events,
    ask: (message: unknown) => port2.postMessage(message),
    when: (is: (event: EngineEvent) => boolean) => new Promise<EngineEvent>((resolve) => waiting.push({ is, resolve })),
    stopTaking: () => void (takes = false),
    startTaking(runId: string, chunks: number) {
      takes = true;
      for (let n = 0; n < chunks; n++) port2.postMessage({ runId, kind: 'taken' });
    },
  };
}
const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function scenarioOf(peers: number, pieces: number): Scenario {
  const base = defaultScenario();
  const [group] = base.peerGroups;
  if (!group) throw new Error('the default scenario has a group');
  return { ...base, content: { sizeBits: pieces * 1_000_000, pieceBits: 1_000_000 }, peerGroups: [{ ...group, count: peers }] };
}
const run = (runId: string, scenario: unknown, randomSeed = 1) => ({ runId, kind: 'run', scenario, architecture: 'peer-to-peer', randomSeed });
const isLast = (runId: string) => (event: EngineEvent) => event.runId === runId && ['finished', 'cancelled', 'failed'].includes(event.kind);
const large = scenarioOf(300, 1000);

test('a run starts, gives all its rows and finishes with the digest that the simulator itself gives', async () => {
  const engine = openEngine();
  const scenario = scenarioOf(20, 50);
  const last = engine.when(isLast('a'));
  engine.ask(run('a', scenario, 7));
  const finished = await last;
  let direct = createTraceWriter({ architecture: 'peer-to-peer', engineVersion: '', randomSeed: 0, peerCount: 0, pieceCount: 0, pieceBits: 1, lastPieceBits: 1, groupOf: new Int32Array() });
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: 7 }, (header) => (direct = createTraceWriter(header)));
  while (!simulation.advance(1_000));
  const { digest, rowCount } = direct.finish();
  if (finished.kind !== 'finished') throw new Error(JSON.stringify(finished));
  expect(finished.result.traceDigest).toBe(digest);
  expect(finished.result.finished).toBe(true);
  expect(engine.events[0]).toMatchObject({ kind: 'started', header: { randomSeed: 7, peerCount: 21 } });
  expect(engine.events.at(-1)?.kind).toBe('finished');
  const rows = engine.events.reduce((sum, event) => sum + (event.kind === 'chunk' ? event.chunk.kind.length : 0), 0);
  expect(rows).toBe(rowCount);
});

test('a long run reports its progress several times a second, never over ten, and is cancelled within 200 ms', async () => {
  const engine = openEngine();
  const first = engine.when((event) => event.kind === 'progress');
  engine.ask(run('a', large));
  await first;
  const beganMs = performance.now();
  const countBefore = engine.events.filter(({ kind }) => kind === 'progress').length;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const seconds = (performance.now() - beganMs) / 1000;
  const perSecond = (engine.events.filter(({ kind }) => kind === 'progress').length - countBefore) / seconds;
  expect(perSecond).toBeGreaterThan(2);
  expect(perSecond).toBeLessThan(10);
  const cancelled = engine.when(isLast('a'));
  const askedMs = performance.now();
  engine.ask({ runId: 'a', kind: 'cancel' });
  expect((await cancelled).kind).toBe('cancelled');
  expect(performance.now() - askedMs).toBeLessThan(200);
  const said = engine.events.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(engine.events.length).toBe(said);
});

test('at most eight chunks are under way; the run goes on once they are taken', async () => {
  const engine = openEngine();
  engine.stopTaking();
  const chunks = () => engine.events.filter(({ kind }) => kind === 'chunk').length;
  const eighth = engine.when(() => chunks() === 8);
  engine.ask(run('a', scenarioOf(200, 500)));
  await eighth;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(chunks()).toBe(8);
  const last = engine.when(isLast('a'));
  engine.startTaking('a', 8);
  expect((await last).kind).toBe('finished');
  expect(chunks()).toBeGreaterThan(8);
});

test('several runs take turns: a short one finishes while a long one is under way, and one can be cancelled alone', async () => {
  const engine = openEngine();
  const short = engine.when(isLast('short'));
  engine.ask(run('long', large));
  engine.ask(run('short', scenarioOf(10, 20)));
  expect((await short).kind).toBe('finished');
  expect(engine.events.some(isLast('long'))).toBe(false);
  const last = engine.when(isLast('long'));
  engine.ask({ runId: 'long', kind: 'cancel' });
  expect((await last).kind).toBe('cancelled');
});

test('a question is answered while a run is under way; a new one takes the place of one that is not answered yet', async () => {
  const engine = openEngine();
  const question = (runId: string, scenario: Scenario, row: number) => ({ ...run(runId, scenario), kind: 'explain', row, round: null, fromRow: row, fromSeconds: 0, roundsFromSeconds: 0 });
  const isAnswer = (runId: string) => (event: EngineEvent) => event.runId === runId && ['explained', 'cancelled', 'failed'].includes(event.kind);
  const [early, late, withdrawn] = [engine.when(isAnswer('early')), engine.when(isAnswer('late')), engine.when(isAnswer('withdrawn'))];
  engine.ask(run('long', large));
  engine.ask(question('early', large, 1_000_000));
  await engine.when((event) => event.runId === 'early' && event.kind === 'explaining');
  engine.ask(question('late', scenarioOf(10, 20), 1));
  expect((await early).kind).toBe('cancelled');
  expect((await late).kind).toBe('explained');
  engine.ask(question('withdrawn', large, 1_000_000));
  engine.ask({ runId: 'withdrawn', kind: 'cancel' });
  expect((await withdrawn).kind).toBe('cancelled');
  engine.ask({ runId: 'long', kind: 'cancel' });
});

test.each([
  ['a question without a row', { ...run('a', defaultScenario()), kind: 'explain' }],
  ['a scenario that is none', run('a', { peers: 3 })],
  ['an unknown architecture', { ...run('a', defaultScenario()), architecture: 'ring' }],
  ['a random seed that is no whole number', run('a', defaultScenario(), 0.5)],
  ['an unknown kind', { runId: 'a', kind: 'format-disk' }],
])('%s is refused by name, and the engine goes on', async (_what, message) => {
  const engine = openEngine();
  const failed = engine.when(isLast('a'));
  engine.ask(message);
  expect(await failed).toMatchObject({ kind: 'failed', problem: { code: 'runRefused' } });
  const finished = engine.when(isLast('b'));
  engine.ask(run('b', scenarioOf(3, 3)));
  expect((await finished).kind).toBe('finished');
});

test('a run that does not fit into memory fails by name, and the engine goes on', async () => {
  const engine = openEngine();
  const failed = engine.when(isLast('a'));
  engine.ask(run('a', scenarioOf(400_000, 1_000_000)));
  expect(await failed).toMatchObject({ kind: 'failed', problem: { code: 'runTooLarge' } });
  const finished = engine.when(isLast('b'));
  engine.ask(run('b', scenarioOf(3, 3)));
  expect((await finished).kind).toBe('finished');
});

test('messages without a run are dropped, and a name that is in use starts nothing', async () => {
  const engine = openEngine();
  for (const message of [null, 7, 'run', [], {}, { runId: 1 }, { runId: '' }, { runId: 'x'.repeat(101), kind: 'cancel' }]) engine.ask(message);
  engine.ask({ runId: 'never', kind: 'cancel' });
  engine.ask({ runId: 'never', kind: 'taken' });
  const last = engine.when(isLast('a'));
  engine.ask(run('a', scenarioOf(20, 50)));
  engine.ask(run('a', scenarioOf(3, 3)));
  await last;
  expect(engine.events.filter(({ kind }) => kind === 'started').length).toBe(1);
  expect(engine.events.every(({ runId }) => runId === 'a')).toBe(true);
});
