import type { Page } from '@playwright/test';
import { playFastest, runToEnd } from './hands';
import { expect, test } from './lab';
import { show } from './screens';

/** As `runToEnd`, with the schedule in the place of client-server. */
async function runBesideSchedule(page: Page): Promise<void> {
  await playFastest(page);
  await page.getByTestId('run').click();
  for (const architecture of ['fluid-schedule', 'peer-to-peer'])
    await expect(page.getByTestId(`figure-${architecture}`)).toHaveClass(/final/, { timeout: 120_000 });
}

test('the fluid schedule is played beside the swarm on the same clock, ends at its bound, and has its line in the charts', async ({ lab: { page } }) => {
  await page.getByTestId('rival-fluid-schedule').click();
  await expect(page.getByTestId('figure-fluid-schedule')).toHaveText('2 h 27 min at least');
  await runBesideSchedule(page);
  await expect(page.getByTestId('figure-fluid-schedule')).toHaveText('2 h 27 min');
  await expect(page.getByTestId('bound-fluid-schedule')).toHaveText('1.00 × its bound of 2 h 27 min');
  await expect(page.getByTestId('answer')).toHaveText(/^Peer-to-peer finished in/);
  await expect(page.getByRole('img', { name: /Chart: Progress over time/ })).toHaveAccessibleName(/Client-server: from .*Peer-to-peer: from .*Fluid schedule: from /);

  await show(page, 'compare');
  await page.getByTestId('compare-completion').click();
  await expect(page.getByRole('img', { name: /Chart: Peers with the whole file/ })).toHaveAccessibleName(/Fluid schedule: from .* at 2\.45 h/);
  await expect(page.getByTestId('run-table').getByRole('row', { name: /Fluid schedule/ })).toContainText('1.00');
});

test('it joins a race that is over, and client-server comes back with its result', async ({ lab: { page } }) => {
  await runToEnd(page);
  await page.getByTestId('rival-fluid-schedule').click();
  await expect(page.getByTestId('figure-fluid-schedule')).toHaveText('2 h 27 min');
  await page.getByTestId('rival-client-server').click();
  await expect(page.getByTestId('figure-client-server')).toHaveText('4 h 10 min');
});
