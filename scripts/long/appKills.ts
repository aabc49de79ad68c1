import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { labPart, scenarioFile, UPLOAD, type LongPlace } from './labApp';
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

interface Outcome {
  readonly lostSeconds: number;
  readonly untouched: boolean;
  readonly restored: boolean;
}

/** Types into the app, kills it, and asks the next start for the work. */
async function killOnce(place: LongPlace, kill: number, say: (line: string) => void): Promise<Outcome> {
  const file = await scenarioFile(place, `class-${kill}.swarm.json`, 'textbook-10-peers', (scenario) => scenario);
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
  const lostSeconds = firstLost < editedAtMs.length ? (killedMs - (editedAtMs[firstLost] ?? killedMs)) / 1000 : 0;
  const untouched = (await readFile(file, 'utf8')) === before.text && (await stat(file)).mtimeMs === before.mtimeMs;
  say(`kill ${kill}: ${lostSeconds.toFixed(1)} s of edits lost`);
  if (kept === null) return { lostSeconds, untouched, restored: false };

  const next = await place.start(userData, null);
  await next.page.getByTestId('recovery').getByRole('button', { name: /^Restore/ }).click();
  await next.page.getByTestId('unsaved-mark').waitFor();
  if (!(await next.page.getByTestId('editor').isVisible())) await next.page.getByTestId('edit').click();
  const shown = await next.page.locator(UPLOAD).inputValue();
  await next.kill();
  const restored = Math.abs(Number.parseFloat(shown) * (shown.includes('Mbit') ? 1e6 : 1e3) - kept) < 1;
  if (!restored) say(`kill ${kill}: ${kept} kept, "${shown}" shown`);
  return { lostSeconds, untouched, restored };
}

/** The app is killed while somebody types without a pause; the next start is asked for the work. Two at once: most of it is waiting. */
export const appKills = labPart('app-kills', KILLS, async ({ place, times: kills, say }) => {
  const outcomes: Outcome[] = [];
  let begun = 0;
  const faults: unknown[] = [];
  const lane = async (): Promise<void> => {
    try {
      while (begun < kills && faults.length === 0) outcomes.push(await killOnce(place, ++begun, say));
    } catch (error) {
      faults.push(error);
    }
  };
  // Both are waited for: the place is removed after this, and no lane may start an app in it then.
  await Promise.all([lane(), lane()]);
  if (faults.length > 0) throw faults[0];
  return [
    longest(`SIGKILL of the app while somebody edits (${kills} times): edits lost`, outcomes.map(({ lostSeconds }) => lostSeconds), 10),
    allOf('bytes and time of the original as before', outcomes.filter(({ untouched }) => untouched).length, kills),
    allOf('the next start gives back what the copy held', outcomes.filter(({ restored }) => restored).length, kills),
  ];
});
