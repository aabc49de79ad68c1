import { copyFile, stat, writeFile } from 'node:fs/promises';
import { toRunResult, withoutCapacityBins, type RunResult } from '@core/replay';
import { createLiveRecorder, type LiveRecorder } from '@core/trace';
import { planRealRun, withContent, type RealPlan } from '../peers/swarm/plan';
import { createRealRun, type Ready, type RealRun } from '../peers/swarm/swarm';
import { saveProblem } from '../files/fileProblem';
import { jsonOf } from './csv';
import { FAILED, Failure, WRONG } from './failure';
import { onInterrupt } from './interrupt';
import { createStatusLine } from './progressLine';
import { loadScenario } from './scenarioFile';
import type { Words } from './words';

export interface RealCommandOptions {
  readonly content?: string;
  readonly torrent?: string;
  readonly ready?: string;
  readonly stay?: boolean;
}

const PROGRESS_MS = 200;

/** `lab real FILE`: the scenario as real peers over loopback sockets, and what it came to in the scenario's own time. */
export async function realCommand(file: string, options: RealCommandOptions, words: Words): Promise<string> {
  const { scenario: asked } = await loadScenario(file, words);
  const scenario = options.content === undefined ? asked : withContent(asked, await lengthOf(options.content, words));
  const planned = planRealRun(scenario, { keepsSize: options.content !== undefined });
  if (!planned.ok) {
    const { code, allowed } = planned.obstacle;
    const sentence = words(`cli.real.${code}`, { allowed });
    throw new Failure(WRONG, [`${file}: ${sentence}`]);
  }
  const { plan } = planned;
  process.stderr.write(`${planSentence(plan, words)}\n`);
  const recorders: LiveRecorder[] = [];
  const run = createRealRun({
    scenario, plan,
    expectsGuests: options.stay ?? false,
    ...(options.content === undefined ? {} : { contentFile: options.content }),
    openWriter: (header) => {
      const recorder = createLiveRecorder(header);
      recorders.push(recorder);
      return recorder;
    },
    offended: (peer, remote, { code }) => process.stderr.write(`${words('cli.real.offence', { peer, remote, code })}\n`),
  });
  try {
    await tell(await run.prepare(), plan, options);
    const end = await withProgress(run, plan, words);
    // With the outside clients that have come.
    const { header } = run.journal;
    const [trace] = recorders.map((recorder) => recorder.finish(header));
    const result: RunResult = toRunResult(scenario, header, end, trace!.digest);
    const text = jsonOf(withoutCapacityBins(result));
    if (!options.stay) return text;
    process.stdout.write(text);
    process.stderr.write(`${words('cli.real.stays')}\n`);
    // Peers and tracker hold the process until it is interrupted.
    return await new Promise<string>(() => undefined);
  } catch (error) {
    throw error instanceof Failure ? error : systemFailure(error, words);
  } finally {
    await run.stop();
  }
}

async function withProgress(run: RealRun, plan: RealPlan, words: Words): ReturnType<RealRun['run']> {
  const line = createStatusLine(process.stderr);
  const release = onInterrupt(() => line.clear());
  const total = plan.header.pieceCount * (plan.header.peerCount - 1);
  const showing = setInterval(() => line.show(() => {
    const { journal } = run;
    return words('cli.real.progress', { percent: Math.floor((100 * journal.books.pieceTransfers) / total), seconds: Math.round(journal.now()) });
  }), PROGRESS_MS);
  try {
    return await run.run();
  } finally {
    clearInterval(showing);
    line.clear();
    release();
  }
}

function planSentence({ sizeScale, timeScale, expectedSeconds, diskBytes }: RealPlan, words: Words): string {
  const short = (number: number) => String(Number(number.toPrecision(3)));
  return words('cli.real.plan', { size: short(sizeScale), time: short(timeScale), seconds: Math.ceil(expectedSeconds), mebibytes: Math.ceil(diskBytes / 1024 ** 2) });
}

/** Says where everything is, once all listen. */
async function tell(ready: Ready, plan: RealPlan, options: RealCommandOptions): Promise<void> {
  const torrent = options.torrent ?? ready.torrentFile;
  if (options.torrent !== undefined) await copyFile(ready.torrentFile, options.torrent);
  if (options.ready === undefined) return;
  const peers = ready.peers.map((peer) => ({ ...peer, pid: process.pid }));
  const told = { announce: ready.announceUrl, torrent, content: ready.contentFile, scale: plan.sizeScale, timeScale: plan.timeScale, expectedSeconds: plan.expectedSeconds, peers };
  await writeFile(options.ready, jsonOf(told));
}

async function lengthOf(content: string, words: Words): Promise<number> {
  try {
    const found = await stat(content);
    if (found.isFile() && found.size > 0) return found.size;
  } catch (error) {
    throw new Failure(WRONG, [words('cli.real.content', { file: content, detail: String((error as NodeJS.ErrnoException).code) })]);
  }
  throw new Failure(WRONG, [words('cli.real.emptyContent', { file: content })]);
}

function systemFailure(error: unknown, words: Words): Failure {
  const { code, detail } = saveProblem(error, (error as NodeJS.ErrnoException).path ?? '');
  return new Failure(FAILED, [words(`problem.${code}.message`, { detail })]);
}
