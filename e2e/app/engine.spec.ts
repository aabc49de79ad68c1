import { goldenRuns } from '../../src-core/laws/goldenDigests';
import golden from '../../src-core/laws/goldenDigests.json' with { type: 'json' };
import type { EngineEvent } from '../../src-core/messages/index';
import { expect, test } from './lab';

test('the utility process of the app gives the kept digests, as the command line and a worker thread do', async ({ lab: { app } }) => {
  const digests = await app.evaluate(async ({ app: main, MessageChannelMain, utilityProcess }, runs) => {
    const engine = utilityProcess.fork(`${main.getAppPath()}/out/main/engine.js`);
    const { port1, port2 } = new MessageChannelMain();
    const answers: Record<string, string> = {};
    const all = new Promise<void>((resolve, reject) => {
      port2.on('message', ({ data }) => {
        const event = data as EngineEvent;
        if (event.kind === 'chunk') port2.postMessage({ runId: event.runId, kind: 'taken' });
        if (event.kind === 'failed') reject(new Error(`${event.runId}: ${event.problem.code} ${event.problem.detail}`));
        if (event.kind !== 'finished') return;
        answers[event.runId] = event.result.traceDigest;
        if (Object.keys(answers).length === runs.length) resolve();
      });
    });
    port2.start();
    engine.postMessage(null, [port1]);
    for (const { name, architecture, scenario } of runs) port2.postMessage({ runId: name, kind: 'run', scenario, architecture, randomSeed: scenario.seed });
    try {
      await all;
      return answers;
    } finally {
      engine.kill();
    }
  }, goldenRuns);
  expect(digests).toEqual(golden.digests);
});
