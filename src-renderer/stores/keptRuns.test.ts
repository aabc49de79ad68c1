import { keptRunOf, packRun } from '@core/record/index';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { recordedRun, smallScenario } from '../../src-core/record/runs.testKit';
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
