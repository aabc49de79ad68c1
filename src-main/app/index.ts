import { app, dialog } from 'electron';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { registerAppScheme, serveBundle } from './appScheme';
import { fileArgument } from './fileArgument';
import { openLab, type Lab } from './lab';
import { createLog } from './log';
import { hardenContents, hardenProcess, hardenSession } from './security';
import { createTexts } from './texts';

/** What a second start hands over to the first. */
const handOver = z.object({ file: z.string().nullable() });

const userFolder = app.getPath('userData');
mkdirSync(userFolder, { recursive: true });
const log = createLog(userFolder);
const startFile = fileArgument(process.argv, process.cwd(), process.defaultApp === true);

/** Runs until the first window is open; files that come before wait in `asked`. */
let lab: Lab | null = null;
let asked = startFile;

function takeOver(file: string | null): void {
  if (lab) lab.takeOver(file);
  else asked = file ?? asked;
}

function fail(error: unknown): void {
  log.note('UNEXPECTED', error);
  const t = createTexts(app.getLocale().startsWith('ko') ? 'ko' : 'en');
  const detail = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(t('problem.unexpected.message', { detail }), t('problem.unexpected.remedy'));
}

async function start(): Promise<void> {
  serveBundle(path.join(import.meta.dirname, '../renderer'));
  hardenSession(log);
  lab = await openLab(userFolder, asked, log);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

if (app.requestSingleInstanceLock({ file: startFile })) {
  registerAppScheme();
  hardenProcess();
  hardenContents(log);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const read = handOver.safeParse(data);
    if (read.success) takeOver(read.data.file);
    else log.note('DROPPED second start');
  });
  // macOS hands over files this way, also before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    takeOver(file);
  });
  // Not awaited: an ES module that waits for `ready` at its top level keeps `ready` from coming.
  void app.whenReady().then(start);
} else {
  app.exit(0);
}
