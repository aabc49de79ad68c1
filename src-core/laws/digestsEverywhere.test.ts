import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { bundleLab } from '../../e2e/cli/bundle';
import { serveEngine } from '../../src-main/engine/serveEngine';
import type { EngineEvent } from '../messages/index';
import { serializeScenario } from '../scenario/index';
import { goldenRuns, type GoldenRun } from './goldenDigests';
import golden from './goldenDigests.json';

const lab = await bundleLab(path.resolve(import.meta.dirname, '../..'));
afterAll(() => lab.remove());

/** As a user runs it: the scenario as a file on standard input. */
async function fromCommandLine({ architecture, scenario }: GoldenRun): Promise<string> {
  const child = spawn(process.execPath, [lab.file, 'run', '-', '--architecture', architecture]);
  child.stdin.end(serializeScenario(scenario));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).traceDigest;
}

/** As the window asks for it, over a port. */
async function fromEngine({ architecture, scenario }: GoldenRun): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  serveEngine({
    send: (event) => port1.postMessage(event),
    onMessage: (listener) => void port1.on('message', listener),
    onClose: (listener) => void port1.on('close', listener),
  });
  try {
    return await new Promise((resolve, reject) => {
      port2.on('message', (event: EngineEvent) => {
        if (event.kind === 'chunk') port2.postMessage({ runId: event.runId, kind: 'taken' });
        if (event.kind === 'finished') resolve(event.result.traceDigest);
        if (event.kind === 'failed') reject(new Error(event.problem.detail));
      });
      port2.postMessage({ runId: 'golden', kind: 'run', scenario, architecture, randomSeed: scenario.seed });
    });
  } finally {
    port2.close();
  }
}

/** The digest of each golden run by name, one run after the other: the machine may have one core. */
async function digestsBy(digestOf: (run: GoldenRun) => Promise<string>): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const run of goldenRuns) digests[run.name] = await digestOf(run);
  return digests;
}

test('the command line gives the kept digests', async () => expect(await digestsBy(fromCommandLine)).toEqual(golden.digests));

test('the engine behind a port gives the kept digests', async () => expect(await digestsBy(fromEngine)).toEqual(golden.digests));

test('a worker thread gives the kept digests', async () => {
  const worker = new Worker(path.join(import.meta.dirname, 'goldenDigestsWorker.mjs'));
  const [digests] = await once(worker, 'message');
  await worker.terminate();
  expect(digests).toEqual(golden.digests);
});
