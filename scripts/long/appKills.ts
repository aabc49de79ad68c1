import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { labPart, scenarioFile, UPLOAD } from './labApp';
import { allOf, longest } from './part';

const KILLS = 50;
const EDIT_EVERY_MS = 200;
/** Editing goes on for so long at least, and for up to as much again: longer than any copy may be behind. */
const EDITING_MS = 11_000;

/** What the newest recovery copy says of the field that is edited; null: there is none. */
async function keptRate(userFolder: string): Promise<number | null> {
  const folder = path.join(userFolder, 'recovery');
  const [name] = (await readdir(folder).catch((): string[] => [])).filter((one) => one.endsWith('.copy'));
  if (name === undefined) return null;
  const text = await readFile(path.join(folder, name), 'utf8');
  const scenario = JSON.parse(text.slice(text.indexOf('\n') + 1)) as { peerGroups: { uploadBitrate: number }[] };
  return scenario.peerGroups[0]?.uploadBitrate ?? null;
}

/** The app is killed while somebody types without a pause; the next start is asked for the work. */
export const appKills = labPart('app-kills', KILLS, async ({ place, times: kills, say }) => {
  const lostSeconds: number[] = [];
  const counts = { untouched: 0, restored: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const file = await scenarioFile(place, 'class.swarm.json', 'textbook-10-peers', (scenario) => scenario);
    const before = { text: await readFile(file, 'utf8'), mtimeMs: (await stat(file)).mtimeMs };
    const userData = `user-${kill}`;
    const lab = await place.start(userData, file);
    await lab.page.getByTestId('edit').click();
    const editedAtMs: number[] = [];
    const untilMs = performance.now() + EDITING_MS * (1 + Math.random());
    while (performance.now() < untilMs) {
      await lab.page.locator(UPLOAD).fill(`${1000 + editedAtMs.length} kbps`);
      editedAtMs.push(performance.now());
      await wait(EDIT_EVERY_MS);
    }
    const killedMs = performance.now();
    await lab.kill();
    const kept = await keptRate(path.join(place.folder, userData));
    // The first edit that the copy does not know is the oldest that is lost.
    const firstLost = kept === null ? 0 : Math.round(kept / 1000) - 1000 + 1;
    lostSeconds.push(firstLost < editedAtMs.length ? (killedMs - (editedAtMs[firstLost] ?? killedMs)) / 1000 : 0);
    if ((await readFile(file, 'utf8')) === before.text && (await stat(file)).mtimeMs === before.mtimeMs) counts.untouched++;

    if (kept === null) {
      say(`kill ${kill}: no copy after ${EDITING_MS} ms of editing`);
      continue;
    }
    const next = await place.start(userData, null);
    await next.page.getByTestId('recovery').getByRole('button', { name: /^Restore/ }).click();
    await next.page.getByTestId('unsaved-mark').waitFor();
    if (!(await next.page.getByTestId('editor').isVisible())) await next.page.getByTestId('edit').click();
    const shown = await next.page.locator(UPLOAD).inputValue();
    if (Math.abs(Number.parseFloat(shown) * (shown.includes('Mbit') ? 1e6 : 1e3) - kept) < 1) counts.restored++;
    else say(`kill ${kill}: ${kept} kept, "${shown}" shown`);
    await next.kill();
    say(`kill ${kill + 1}: ${(lostSeconds.at(-1) ?? 0).toFixed(1)} s of edits lost`);
  }
  return [
    longest(`SIGKILL of the app while somebody edits (${kills} times): edits lost`, lostSeconds, 10),
    allOf('bytes and time of the original as before', counts.untouched, kills),
    allOf('the next start gives back what the copy held', counts.restored, kills),
  ];
});
