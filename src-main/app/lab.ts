import { app, nativeTheme } from 'electron';
import path from 'node:path';
import { ENGINE_PORT, REAL_PORT, type Settings } from '@core/messages/index';
import { nodeFileSystem } from '../files/fileSystem';
import { createRecentFiles } from '../files/recentFiles';
import { createRecoveryCopies } from '../files/recoveryCopies';
import { createSaveQueue } from '../files/saveQueue';
import { createSettingsFile } from '../files/settings';
import { ownerOf, sweepOwnTemps } from '../files/staleTemps';
import { APP_PAGE } from './appScheme';
import { guardClose } from './closeGuard';
import { createDialogs, type Choice } from './dialogs';
import { createDocuments } from './documents';
import { createEarlierWork } from './earlierWork';
import { createExports } from './exports';
import { createLabWindow } from './labWindow';
import type { Log } from './log';
import { showMenus } from './menus';
import { createProcessHost } from './processHost';
import { serveRequests } from './requests';
import { takeScreenshot } from './screenshot';
import { loadSite } from './site';
import { createTexts } from './texts';
import { watchOver } from './watchOver';
import { createWindowCommands } from './windowCommands';
import { createWorkKeeper } from './workKeeper';

export interface Lab {
  /** Another start handed over its file, or only asks for the window. */
  takeOver(file: string | null): void;
}

/** Real peers say goodbye and close their sockets within that time. */
const REAL_GRACE_MS = 2_000;
const ENGINE_AGAIN: Choice<'start' | 'leave'> = {
  question: 'menu.dialog.engineQuestion',
  detail: 'menu.dialog.engineDetail',
  buttons: { start: 'menu.dialog.engineStart', leave: 'menu.dialog.engineLeave' },
  cancel: 'leave',
};

/** Puts the lab together and opens its window. The app must be ready. */
export async function openLab(userFolder: string, startFile: string | null, log: Log): Promise<Lab> {
  const startedMs = Date.now();
  const owner = ownerOf(userFolder);
  const queue = createSaveQueue({ owner });
  const usual: Settings = { language: app.getLocale().startsWith('ko') ? 'ko' : 'en', theme: 'system', projector: false };
  const settingsFile = createSettingsFile(userFolder, usual, queue);
  const recent = createRecentFiles(userFolder, queue, (error) => log.note('RECENT FILES NOT KEPT', error));
  const [kept, site] = await Promise.all([settingsFile.load(), loadSite(log), recent.load()]);
  const { language, theme, projector } = kept ?? usual;
  /** The user's own, kept as it is: what is fixed here today may be free tomorrow. */
  let chosen: Settings = { language, theme, projector };
  let settings: Settings = { ...chosen, ...site.fixed };
  let layout = kept?.layout ?? null;
  let texts = createTexts(settings.language);
  nativeTheme.themeSource = settings.theme;

  const lab = createLabWindow(path.join(app.getAppPath(), 'resources', 'icons', 'icon.png'), kept?.bounds ?? null);
  const { window, send } = lab;
  // Its process starts meanwhile. All that the page may ask for is there before its first question can be heard: nothing below waits.
  const loaded = window.loadURL(APP_PAGE);
  const command = createWindowCommands(window);
  const dialogs = createDialogs(window, () => texts);
  const homeFolder = app.getPath('documents');
  const copies = createRecoveryCopies(userFolder, queue);
  const keeper = createWorkKeeper(copies, (error) => {
    log.note('NO RECOVERY COPY', error);
    send('trouble', { code: 'noCopy', detail: '' });
  });
  const earlier = createEarlierWork(copies);
  const documents = createDocuments({
    dialogs, recent, queue, keeper, earlier, homeFolder, startFile, onRecent,
    onUsed: (file) => app.addRecentDocument(file),
    news: {
      reloaded: (answer) => send('reloaded', answer),
      diskDiffers: () => send('diskDiffers', null),
      saveAsWanted: () => send('menu', 'saveAs'),
      trouble: (problem) => send('trouble', problem),
    },
  });
  const files = createExports(dialogs, queue, homeFolder);
  const mayRestart = async () => (await dialogs.choose(ENGINE_AGAIN)) === 'start';
  const engine = createProcessHost({
    file: path.join(import.meta.dirname, 'engine.js'), serviceName: 'Swarm Lab engine', heapMebibytes: 4096, portName: ENGINE_PORT,
    ended: 'engineEnded', died: 'engineGone', log, mayRestart, onGone: (gone) => send('engineGone', gone),
  });
  const real = createProcessHost({
    file: path.join(import.meta.dirname, 'real.js'), serviceName: 'Swarm Lab real peers', heapMebibytes: 1024, portName: REAL_PORT,
    ended: 'realEnded', died: 'realGone', log, mayRestart, onGone: (gone) => send('realGone', gone),
  });
  const guard = guardClose(window, documents.isUnsaved, () => send('closeAsked', null));
  watchOver(window, dialogs, log);

  function keepSettings(): Promise<void> {
    return settingsFile.save({ ...chosen, bounds: lab.bounds(), layout }).catch((error: unknown) => log.note('SETTINGS NOT KEPT', error));
  }

  function change(part: Partial<Settings>): void {
    chosen = { ...chosen, ...part };
    settings = { ...chosen, ...site.fixed };
    texts = createTexts(settings.language);
    nativeTheme.themeSource = settings.theme;
    updateMenus();
    send('settings', settings);
    void keepSettings();
  }

  function onRecent(): void {
    updateMenus();
    send('recent', recent.list());
  }

  function updateMenus(): void {
    showMenus({
      texts,
      settings,
      fixed: site.fixed,
      recent: recent.list(),
      isMac: process.platform === 'darwin',
      act: (action) => send('menu', action),
      command,
      openRecent: (file) => send('openAsked', file),
      clearRecent: () => {
        recent.clear();
        app.clearRecentDocuments();
        onRecent();
      },
      setLanguage: (next) => change({ language: next }),
      setTheme: (next) => change({ theme: next }),
      setProjector: (next) => change({ projector: next }),
    });
  }

  serveRequests(
    {
      getStart: async () => {
        const opened = await documents.atStart();
        // By now the process that draws is up, so that this is what it has come to.
        const drawsInSoftware = !app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled');
        return { settings, layout, appVersion: app.getVersion(), drawsInSoftware, isFirstStart: kept === null, recent: recent.list(), opened };
      },
      getSite: site.describe,
      openDocument: documents.open,
      openPrivately: documents.openPrivately,
      openRecent: ([id]) => documents.openById(id),
      openDropped: ([file]) => documents.openDropped(file),
      beginDocument: ([name]) => documents.begin(name),
      listRecovered: earlier.list,
      compareRecovered: ([id]) => earlier.compare(id),
      restoreRecovered: ([id]) => documents.restore(id),
      discardRecovered: ([id]) => earlier.discard(id),
      saveDocument: ([text]) => documents.save(text),
      saveDocumentAs: ([text]) => documents.saveAs(text),
      setUnsaved: ([text]) => documents.setUnsaved(text),
      openExport: files.fromFile,
      exportFile: ([file]) => files.toFile(file),
      copyImage: ([bytes]) => files.copyImage(bytes),
      copyText: ([text]) => files.copyText(text),
      setLanguage: ([next]) => change({ language: next }),
      setTheme: ([next]) => change({ theme: next }),
      setProjector: ([next]) => change({ projector: next }),
      commandWindow: ([wanted]) => command(wanted),
      keepLayout: ([next]) => {
        layout = next;
        void keepSettings();
      },
      connectEngine: () => engine.connect(window.webContents),
      endEngine: () => void engine.end(0),
      connectReal: () => real.connect(window.webContents),
      endReal: () => void real.end(0),
      readyToShow: () => {
        lab.show();
        takeScreenshot(window, log);
      },
      answerClose: ([mayClose]) => {
        // Saved, or not to be saved: either way there is nothing to come back to.
        if (mayClose) documents.setUnsaved(null);
        guard.answer(mayClose);
      },
    },
    lab.isSender,
    log,
  );
  window.on('close', () => void keepSettings());
  window.on('focus', () => void documents.look());
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    void engine.end(0);
    if (queue.isIdle() && keeper.isIdle() && !real.isRunning) return;
    event.preventDefault();
    void Promise.all([keeper.flush().then(queue.idle), real.end(REAL_GRACE_MS)]).then(() => app.quit());
  });
  updateMenus();
  // What a save that was killed has left. Not waited for: a folder may be on a drive that is slow to answer.
  for (const { id } of recent.list()) void sweepOwnTemps(nodeFileSystem, recent.pathOf(id) ?? '', owner, startedMs);
  await loaded;

  return {
    takeOver(file) {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
      if (file !== null) send('openAsked', documents.offer(file));
    },
  };
}
