import { answer, labPart, scenarioFile, UPLOAD, type LongLab } from './labApp';
import { allOf } from './part';

const CRASHES = 20;

/** Types into the field and leaves it, also on a page that Playwright does not know. */
const edit = (lab: LongLab, text: string): Promise<unknown> => lab.inWindow(`(async () => {
  if (!document.querySelector('[data-testid=editor]')) document.querySelector('[data-testid=edit]').click();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const field = document.querySelector(${JSON.stringify(UPLOAD)});
  field.focus();
  field.value = ${JSON.stringify(text)};
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.blur();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return field.value;
})()`);

const shownRate = (lab: LongLab): Promise<unknown> => lab.inWindow(`(async () => {
  for (let tries = 0; tries < 600 && document.body.dataset.ready !== 'yes'; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  if (!document.querySelector('[data-testid=editor]')) document.querySelector('[data-testid=edit]').click();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const isUnsaved = document.querySelector('[data-testid=unsaved-mark]') !== null;
  return isUnsaved ? document.querySelector(${JSON.stringify(UPLOAD)}).value : 'nothing unsaved';
})()`);

/** The window's process crashes with unsaved edits, again and again in one session; it is loaded anew each time. */
export const windowCrashes = labPart('window-crashes', CRASHES, async ({ place, times: crashes, say }) => {
  let restored = 0;
  const lab = await place.start('user', await scenarioFile(place, 'class.swarm.json', 'textbook-10-peers', (scenario) => scenario));
  await answer(lab.app, 0);
  for (let crash = 0; crash < crashes; crash++) {
    const before = await edit(lab, `${1000 + crash * 10} kbps`);
    await lab.app.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.once('did-finish-load', () => resolve());
      contents?.forcefullyCrashRenderer();
    }));
    const after = await shownRate(lab);
    if (after === before) restored++;
    say(`crash ${crash + 1}: "${String(before)}" before, "${String(after)}" after`);
  }
  return [allOf('crash of the window with unsaved edits: all of them back', restored, crashes)];
});
