import { expectFinished, playFastest, runToEnd } from './hands';
import { expect, test } from './lab';

test('a first start opens the textbook lab at the start line, and Space runs both on one clock to the answer', async ({ lab: { page } }) => {
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', 'swarm');
  await expect(page.getByTestId('answer')).toHaveText('How long until all 30 have the file?');
  await expect(page.getByTestId('figure-client-server')).toHaveText('4 h 10 min at least');
  await expect(page.getByTestId('figure-peer-to-peer')).toHaveText('2 h 27 min at least');
  await expect(page.getByTestId('clock')).toHaveText('0:00:00');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();

  const pressedAt = Date.now();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Pause (Space)');
  for (const architecture of ['client-server', 'peer-to-peer'])
    await expect(page.getByTestId(`figure-${architecture}`)).toHaveText(/^\d+ of 30 done$/);
  await expectFinished(page);
  // Twenty seconds at normal speed; a loaded machine may take longer, none may take less.
  expect(Date.now() - pressedAt).toBeGreaterThan(15_000);

  await expect(page.getByTestId('answer')).toHaveText(/^Peer-to-peer finished in \d h \d+ min: 1\.\d\d? × its bound\.$/);
  await expect(page.getByTestId('hint')).toContainText('The total upload sets the pace. And with 90?');
  await expect(page.getByTestId('figure-client-server')).toHaveText('4 h 10 min');
  await expect(page.getByTestId('bound-client-server')).toHaveText('1.00 × its bound of 4 h 10 min');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Play (Space)');
});

test('dragging N to 90 asks again, and running again answers', async ({ lab: { page } }) => {
  await runToEnd(page);
  await expect(page.getByTestId('answer')).toContainText('finished in');
  const thumb = page.getByRole('slider', { name: 'Peers N' });
  const box = (await page.getByTestId('peer-slider').boundingBox())!;
  const from = (await thumb.boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  for (let x = from.x; x < box.x + box.width; x += 2) {
    await page.mouse.move(x, box.y + box.height / 2);
    if ((await page.getByTestId('peer-count').textContent()) === '90') break;
  }
  await page.mouse.up();
  await expect(thumb).toHaveAttribute('aria-valuetext', '90 peers');
  await expect(page.getByTestId('answer')).toHaveText('How long until all 90 have the file?');
  await expect(page.getByTestId('figure-client-server')).toHaveText('12 h 30 min at least');
  await expect(page.getByTestId('figure-peer-to-peer')).toHaveText('4 h 2 min at least');
  await expect(page.getByTestId('clock')).toHaveText('0:00:00');
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();

  // After a drag the keys belong to the player: Space runs and does not touch the slider.
  await page.keyboard.press('Space');
  await expectFinished(page);
  await expect(page.getByTestId('answer')).toHaveText(/^Peer-to-peer finished in 4 h \d+ min: 1\.\d\d? × its bound\.$/);
  await page.getByTestId('show-peers').click();
  await expect(page.getByRole('img', { name: /Chart: Distribution time against the number of peers/ })).toHaveAccessibleName(/Peer-to-peer, runs: from .* at N = 30 to .* at N = 90/);
});

test('the time bar goes where it is told: events, ends, tenths, arrows and the mouse', async ({ lab: { page } }) => {
  await runToEnd(page);
  const clock = page.getByTestId('clock');
  const end = (await clock.textContent())!;

  await test.step('Home and End go to the ends', async () => {
    await page.keyboard.press('Home');
    await expect(clock).toHaveText('0:00:00');
    await page.keyboard.press('End');
    await expect(clock).toHaveText(end);
  });
  await test.step('a digit goes to its tenth', async () => {
    await page.keyboard.press('0');
    await expect(clock).toHaveText('0:00:00');
    // Half of the 15,000 s that client-server takes.
    await page.keyboard.press('5');
    await expect(clock).toHaveText('2:05:00');
  });
  await test.step('arrows move by a second of watching, a twentieth of the whole; with Shift by five', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(clock).toHaveText('2:17:30');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(clock).toHaveText('1:15:00');
  });
  await test.step('events forward change the time, and as many back restore it', async () => {
    await page.keyboard.press('.');
    const first = (await clock.textContent())!;
    let steps = 0;
    while ((await clock.textContent()) === first && steps < 500) {
      await page.keyboard.press('.');
      steps += 1;
    }
    await expect(clock).not.toHaveText(first);
    for (let back = 0; back < steps; back += 1) await page.keyboard.press(',');
    await expect(clock).toHaveText(first);
    for (let back = 0; back <= steps; back += 1) await page.getByTestId('step-forward').click();
    await expect(clock).not.toHaveText(first);
    for (let back = 0; back <= steps; back += 1) await page.getByTestId('step-back').click();
    await expect(clock).toHaveText(first);
  });
  await test.step('a press on the bar goes there', async () => {
    const bar = (await page.getByTestId('time-slider').boundingBox())!;
    await page.mouse.click(bar.x + bar.width * 0.25, bar.y + bar.height / 2);
    const slider = page.getByRole('slider', { name: 'Time', exact: true });
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(2400);
    expect(Number(await slider.getAttribute('aria-valuenow'))).toBeLessThan(2600);
    // A quarter of 4 h 10 min, but for the width of the thumb.
    await expect(clock).toHaveText(/^(0:5\d|1:0\d):\d\d$/);
    await expect(page.getByTestId('figure-client-server')).toHaveText('0 of 30 done');
  });
});

test('J, K and L play both ways, the speed menu sets the pace', async ({ lab: { page } }) => {
  await runToEnd(page);
  const clock = page.getByTestId('clock');
  const speed = page.getByTestId('speed');
  const seconds = async () => ((await clock.textContent()) ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

  await expect(speed).toHaveAccessibleName('Speed: As fast as possible');
  await speed.click();
  await page.getByRole('menuitemradio', { name: '0.1×', exact: true }).click();
  await expect(speed).toHaveText('0.1×');
  await page.keyboard.press('5');
  await page.keyboard.press('l');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Pause (Space)');
  const half = await seconds();
  await expect.poll(seconds).toBeGreaterThan(half);
  await page.keyboard.press('k');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Play (Space)');
  const stopped = await seconds();
  await page.keyboard.press('j');
  await expect.poll(seconds).toBeLessThan(stopped);
  // Once more in the same direction: faster.
  await page.keyboard.press('j');
  await expect(speed).toHaveText('0.25×');
  await page.keyboard.press('>');
  await expect(speed).toHaveText('0.5×');
  await page.keyboard.press('<');
  await expect(speed).toHaveText('0.25×');
  await page.keyboard.press('k');
  await playFastest(page);
  await page.keyboard.press('l');
  await expectFinished(page);
});

test('the question mark opens the list of keys and Escape closes it', async ({ lab: { page } }) => {
  const list = page.getByRole('dialog', { name: 'List of keys' });
  await expect(list).toBeHidden();
  await page.keyboard.press('?');
  await expect(list).toBeVisible();
  for (const key of ['Space', 'Home', 'J', ',', '?']) await expect(list.getByText(key, { exact: true })).toBeVisible();
  // In the list the keys do nothing behind it.
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(page.getByTestId('clock')).toHaveText('0:00:00');
  await page.getByRole('button', { name: 'List of keys' }).click();
  await expect(list).toBeVisible();
  await list.getByRole('button', { name: 'Close' }).click();
  await expect(list).toBeHidden();
});

test('a peer chosen by the keys is told about, and the time moves what is told', async ({ lab: { page } }) => {
  await runToEnd(page);
  const detail = page.getByRole('complementary', { name: 'Selected peer' });
  await page.getByTestId('pane-peer-to-peer').getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(detail).toContainText('500');
  const atEnd = await detail.textContent();
  await page.getByTestId('time-slider').getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(detail).not.toHaveText(atEnd ?? '');
});
