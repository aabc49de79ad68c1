import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { foldersOf, isThere, listeningOf, realProcesses, stillOpen } from '../../e2e/app/realProcess';
import { labPart, scenarioFile, type LongLab, type LongPlace } from './labApp';
import { allOf, longest, noneOf } from './part';

const STOPS = 50;
const KILLS = 10;
/** Within so long after its start a run is stopped or killed; it takes about 15 s. */
const WITHIN_MS = 6_000;
const LOOK_MS = 20;
const PATIENCE_MS = 30_000;

/** A server and four peers of equal rates, for the shortest time that a real run takes. */
const smallFile = (place: LongPlace): Promise<string> => scenarioFile(place, 'small.swarm.json', 'textbook-10-peers', (one) => ({
  ...one,
  content: { sizeBits: 24e6, pieceBits: 1e6 },
  server: { ...Object(one['server']), uploadBitrate: 4e6 },
  peerGroups: [{ ...Object((one['peerGroups'] as unknown[])[0]), count: 4, uploadBitrate: 2e6, downloadBitrate: null }],
}));

/** Starts the peers, and waits until all listen. */
async function startReal({ app, page }: LongLab): Promise<{ readonly pid: number; readonly ports: readonly string[] }> {
  await page.getByTestId('real').click();
  await page.getByTestId('real-scale').waitFor({ timeout: PATIENCE_MS });
  await page.getByTestId('real-start').click();
  await page.getByTestId('real-strip').getByRole('progressbar').waitFor({ timeout: PATIENCE_MS });
  await expect.poll(() => realProcesses(app), { timeout: PATIENCE_MS }).toHaveLength(1);
  const [pid] = await realProcesses(app);
  // The tracker, the server and the peers.
  await expect.poll(() => listeningOf(pid!), { timeout: PATIENCE_MS }).toHaveLength(6);
  return { pid: pid!, ports: await listeningOf(pid!) };
}

/** @returns seconds from that moment until it is so; no number when it never is */
async function secondsUntil(isSo: () => Promise<boolean> | boolean, sinceMs: number): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - sinceMs > PATIENCE_MS) return Infinity;
    await wait(LOOK_MS);
  }
  return (performance.now() - sinceMs) / 1000;
}

const gone = async (pid: number, ports: readonly string[], sinceMs: number) =>
  Promise.all([secondsUntil(async () => (await stillOpen(ports)).length === 0, sinceMs), secondsUntil(() => !isThere(pid), sinceMs)]);

/** Whether the tracker's log has a goodbye of each that had greeted; a log with nobody in it shows nothing. */
async function allSaidGoodbye(page: Page): Promise<boolean> {
  const text = await page.getByTestId('tracker').innerText();
  const joins = (text.match(/ joins /g) ?? []).length;
  return joins > 0 && (text.match(/ says goodbye/g) ?? []).length === joins;
}

/** A run over sockets is stopped at a random moment, again and again in one session; then the app is killed in the middle of others. */
export const realStops = labPart('real-stops', STOPS, async ({ place, times: stops, say }) => {
  const file = await smallFile(place);
  const seconds = { ports: [] as number[], processes: [] as number[], killedPorts: [] as number[], killedProcesses: [] as number[] };
  let goodbyes = 0;
  let lab = await place.start('user', file);
  for (let stop = 0; stop < stops; stop++) {
    const { pid, ports } = await startReal(lab);
    if (!(await lab.page.getByTestId('tracker').isVisible())) await lab.page.getByTestId('real-tracker').click();
    await wait(Math.random() * WITHIN_MS);
    const stoppedMs = performance.now();
    await lab.page.getByTestId('real-stop').click();
    const [portsAfter, processAfter] = await gone(pid, ports, stoppedMs);
    seconds.ports.push(portsAfter);
    seconds.processes.push(processAfter);
    await expect(lab.page.getByTestId('real-stop')).toHaveCount(0);
    if (await allSaidGoodbye(lab.page)) goodbyes++;
    say(`stop ${stop + 1}: ports closed after ${portsAfter.toFixed(2)} s, process gone after ${processAfter.toFixed(2)} s`);
  }

  const kills = Math.min(KILLS, stops);
  const left: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const { pid, ports } = await startReal(lab);
    await wait(Math.random() * WITHIN_MS);
    const killedMs = performance.now();
    await lab.kill();
    const [portsAfter, processAfter] = await gone(pid, ports, killedMs);
    seconds.killedPorts.push(portsAfter);
    seconds.killedProcesses.push(processAfter);
    // A user folder of its own: what is offered again after a kill is another part's.
    lab = await place.start(`user-${kill}`, file);
    await startReal(lab);
    left.push(...(await foldersOf(pid)));
    await lab.page.getByTestId('real-stop').click();
    await expect(lab.page.getByTestId('real-stop')).toHaveCount(0, { timeout: PATIENCE_MS });
    say(`kill ${kill + 1}: ports closed after ${portsAfter.toFixed(2)} s, process gone after ${processAfter.toFixed(2)} s`);
  }
  return [
    longest(`Stop at a random moment of a real run (${stops} times): until every port is closed`, seconds.ports, 1),
    longest('until its process is gone', seconds.processes, 2),
    allOf('everyone has said goodbye to the tracker', goodbyes, stops),
    longest(`SIGKILL of the app at a random moment of a real run (${kills} times): until every port is closed`, seconds.killedPorts, 2),
    longest('until the process of its peers is gone', seconds.killedProcesses, 2),
    noneOf('folders of copies left after the next real run has begun', left.length),
  ];
});
