import { keptRunOf, packDecisions, packRun } from '@core/record/index';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { recordedRun, smallScenario } from '../../src-core/record/runs.testKit';
import type { RecordingAnswer } from '../client/recordingWork';
import { useDocument } from './document';
import { useKeptRuns } from './keptRuns';
import { queuedRun } from './followRun';
import { startLine } from './startLine';

/** A thread that runs out of memory whatever it is asked. */
class DyingWorker {
  onerror: (event: { readonly message: string }) => void = () => undefined;
  postMessage(): void {
    queueMicrotask(() => this.onerror({ message: 'out of memory' }));
  }
  terminate = (): void => undefined;
}

const scenario = smallScenario();
const run = recordedRun(scenario);

beforeEach(() => {
  vi.stubGlobal('window', { lab: { setUnsaved: async () => undefined } });
  vi.stubGlobal('Worker', DyingWorker);
  setActivePinia(createPinia());
});

test('kept runs that cannot be unpacked stay listed, and the document goes on without them', async () => {
  const keptRuns = useKeptRuns();
  useDocument().edit({ key: 'e' }, { ...scenario, keptRuns: [keptRunOf('first', run, scenario, { recording: packRun(run) })] });
  await keptRuns.loadAll();
  expect([keptRuns.isLoading, keptRuns.entries.map(({ read }) => read.ok)]).toEqual([false, [true]]);
  await expect(keptRuns.show(keptRuns.entries[0]!)).rejects.toThrow('out of memory');
});

test('a run that could not be packed is packed anew when it is asked for again', async () => {
  const { sizeOf } = useKeptRuns();
  const posted = vi.spyOn(DyingWorker.prototype, 'postMessage');
  const record = { ...queuedRun(scenario, 'peer-to-peer'), result: run.result, replay: startLine(scenario, 'peer-to-peer') };
  for (const times of [1, 2]) {
    await expect(sizeOf(record)).rejects.toThrow('out of memory');
    expect(posted).toHaveBeenCalledTimes(times);
  }
});

/** A thread that does what is asked of it; every answer is kept. */
async function workingThread(): Promise<readonly RecordingAnswer[]> {
  const answers: RecordingAnswer[] = [];
  let done: (event: { readonly data: unknown }) => void = () => undefined;
  vi.stubGlobal('self', { addEventListener: (_: string, listener: typeof done) => (done = listener), postMessage: (answer: RecordingAnswer) => answers.push(answer) });
  vi.resetModules();
  await import('../client/recordings.worker');
  vi.stubGlobal('Worker', class {
    onmessage: (event: { readonly data: unknown }) => void = () => undefined;
    postMessage(data: unknown): void {
      done({ data });
      queueMicrotask(() => this.onmessage({ data: answers.at(-1) }));
    }
  });
  return answers;
}
const recording = packRun(run);
const decisions = packDecisions({ decisions: [], fromRow: 3, fromSeconds: 0 });

test('of two entries with one recording, only the one that says it is of another run is damaged', async () => {
  await workingThread();
  const keptRuns = useKeptRuns();
  const good = keptRunOf('good', run, scenario, { recording });
  useDocument().edit({ key: 'e' }, { ...scenario, keptRuns: [{ ...good, seed: good.seed + 1 }, good] });
  await keptRuns.loadAll();
  expect(keptRuns.entries.map(({ read }) => read.ok)).toEqual([false, true]);
});

test('what the peers of a run decided comes to the window only when it is shown', async () => {
  const answers = await workingThread();
  const keptRuns = useKeptRuns();
  useDocument().edit({ key: 'e' }, { ...scenario, seed: scenario.seed + 1, keptRuns: [keptRunOf('real', run, scenario, { recording, decisions })] });
  await keptRuns.loadAll();
  expect(answers).toMatchObject([{ kind: 'unpacked', read: { ok: true, value: { told: null } } }]);
  expect(await keptRuns.show(keptRuns.entries[0]!)).toBe(true);
  expect(answers[1]).toMatchObject({ kind: 'unpacked', read: { ok: true, value: { told: { fromRow: 3 } } } });
});

test('a run whose decisions are damaged is shown without them', async () => {
  await workingThread();
  const keptRuns = useKeptRuns();
  useDocument().edit({ key: 'e' }, { ...scenario, keptRuns: [keptRunOf('real', run, scenario, { recording, decisions: 'AAAA' })] });
  expect(await keptRuns.show(keptRuns.entries[0]!)).toBe(true);
  expect(keptRuns.entries.map(({ read }) => read.ok)).toEqual([true]);
});
