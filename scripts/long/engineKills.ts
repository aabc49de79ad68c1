import type { ElectronApplication } from '@playwright/test';
import { expect } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { answer, labPart, scenarioFile, type LongLab } from './labApp';
import { allOf, longest } from './part';

const KILLS = 50;
/** After so long a run is under way. */
const WITHIN_MS = 2_000;

const enginePid = (app: ElectronApplication): Promise<number | null> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name, serviceName }) => name === 'Swarm Lab engine' || serviceName === 'Swarm Lab engine')?.pid ?? null);

async function open({ app, page }: LongLab, file: string, name: string): Promise<void> {
  await answer(app, 0, file);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('menu', 'open'));
  await expect(page.getByTestId('document-name')).toHaveText(name, { timeout: 60_000 });
}

/** Everything that the screen says about the finished race. */
async function outcome({ page }: LongLab): Promise<string> {
  await page.getByTestId('run').click();
  for (const architecture of ['client-server', 'peer-to-peer']) await expect(page.getByTestId(`figure-${architecture}`)).toHaveClass(/final/, { timeout: 300_000 });
  return (await page.locator('[data-testid=answer], [data-testid^=figure-]').allTextContents()).join(' / ');
}

/** The engine is killed at random moments of a run, all in one session; each time the next run is held against that of an unharmed engine. */
export const engineKills = labPart('engine-kills', KILLS, async ({ place, times: kills, say }) => {
  const toldSeconds: number[] = [];
  const counts = { intact: 0, same: 0 };
  const small = await scenarioFile(place, 'small.swarm.json', 'textbook-10-peers', (one) => one);
  const large = await scenarioFile(place, 'large.swarm.json', 'textbook-1000-peers', (one) => ({ ...one, content: { ...Object(one['content']), pieceBits: 5_000_000 } }));
  const lab = await place.start('user', small);
  await lab.page.getByTestId('speed').click();
  await lab.page.getByRole('menuitemradio').last().click();
  const unharmed = await outcome(lab);
  for (let kill = 0; kill < kills; kill++) {
    await open(lab, large, 'large.swarm.json');
    await lab.page.getByTestId('run').click();
    await expect.poll(() => enginePid(lab.app), { timeout: 60_000 }).not.toBeNull();
    await wait(Math.random() * WITHIN_MS);
    const pid = await enginePid(lab.app);
    const at = performance.now();
    if (pid !== null) process.kill(pid, 'SIGKILL');
    const notice = lab.page.getByTestId('notices').locator('.notice').filter({ hasText: 'The engine that computes the runs has stopped' }).first();
    await notice.waitFor({ timeout: 60_000 });
    toldSeconds.push((performance.now() - at) / 1000);
    if ((await lab.page.getByTestId('document-name').textContent()) === 'large.swarm.json' && (await lab.page.getByTestId('run').isEnabled())) counts.intact++;
    await notice.getByRole('button', { name: 'Close' }).click();
    await open(lab, small, 'small.swarm.json');
    await lab.page.getByTestId('speed').click();
    await lab.page.getByRole('menuitemradio').last().click();
    const again = await outcome(lab);
    if (again === unharmed) counts.same++;
    else say(`kill ${kill}: ${again} instead of ${unharmed}`);
    say(`kill ${kill + 1}: told after ${(toldSeconds.at(-1) ?? 0).toFixed(2)} s`);
  }
  return [
    longest(`SIGKILL of the engine during a run (${kills} times): until the window says so`, toldSeconds, 1),
    allOf('document intact and ready to run', counts.intact, kills),
    allOf('the next run is that of an unharmed engine', counts.same, kills),
  ];
});
