import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { DocumentPlace, OpenAnswer, RecentFile, SaveAnswer } from '@core/messages/index';
import { parseScenarioText } from '@core/scenario/index';
import { saveProblem } from '../files/fileProblem';
import { hashBytes, hashFile, readScenarioFile } from '../files/readScenarioFile';
import type { RecentFiles } from '../files/recentFiles';
import type { SaveQueue } from '../files/saveQueue';
import type { Choice, Dialogs } from './dialogs';
import { SCENARIO_FILES } from './fileKinds';

/** The open document, as far as main knows it. Its content is the window's, but for a copy while it is unsaved. */
interface Current extends DocumentPlace {
  readonly file: string | null;
  /** Of the file's bytes when it was last read or written here. */
  readonly bytesHash: string | null;
}

export interface Documents {
  /** The document for a window that has just been loaded: what it held before a crash, else the file handed over at the start. */
  atStart(): Promise<OpenAnswer | null>;
  open(): Promise<OpenAnswer>;
  openById(id: string): Promise<OpenAnswer>;
  begin(name: string): DocumentPlace;
  save(text: string): Promise<SaveAnswer>;
  saveAs(text: string): Promise<SaveAnswer>;
  setUnsaved(text: string | null): void;
  isUnsaved(): boolean;
  /** Makes a file openable by id that is not among the recent ones: another start handed it over. */
  offer(file: string): RecentFile;
}

export interface DocumentsOptions {
  readonly dialogs: Dialogs;
  readonly recent: RecentFiles;
  readonly queue: SaveQueue;
  /** Folder in which dialogs begin while no document has one. */
  readonly homeFolder: string;
  /** File named on the command line. */
  readonly startFile: string | null;
  readonly onRecent: () => void;
}

const CHANGED_ON_DISK: Choice<'saveAs' | 'overwrite' | 'cancel'> = {
  question: 'menu.dialog.changedQuestion',
  detail: 'menu.dialog.changedDetail',
  buttons: { saveAs: 'menu.dialog.saveAs', overwrite: 'menu.dialog.overwrite', cancel: 'menu.dialog.cancel' },
  cancel: 'cancel',
};

/** Opens and saves the one document. Knows the paths; hands out names and handles. */
export function createDocuments({ dialogs, recent, queue, homeFolder, startFile, onRecent }: DocumentsOptions): Documents {
  const offered = new Map<string, string>();
  let current: Current = { name: '', handle: '', file: null, bytesHash: null };
  let unsavedText: string | null = null;
  let handedOver = startFile;
  let lastSave: Promise<unknown> = Promise.resolve();

  const placeOf = ({ name, handle }: Current): DocumentPlace => ({ name, handle });
  const folder = (): string => (current.file === null ? homeFolder : path.dirname(current.file));

  async function openFile(file: string): Promise<OpenAnswer> {
    const name = path.basename(file);
    const read = await readScenarioFile(file);
    if (!read.ok) {
      if (read.issues.some(({ code }) => code === 'fileMissing')) recent.remove(file);
      onRecent();
      return { kind: 'refused', name, issues: read.issues };
    }
    current = { name, handle: randomUUID(), file, bytesHash: read.value.bytesHash };
    unsavedText = null;
    recent.add(file);
    onRecent();
    return { kind: 'opened', document: { ...placeOf(current), text: read.value.text, warnings: read.warnings, unsaved: false } };
  }

  async function write(text: string, file: string, from: Current): Promise<SaveAnswer> {
    try {
      await queue.save(file, text);
    } catch (error) {
      return { kind: 'failed', problem: saveProblem(error, path.basename(file)) };
    }
    const handle = file === from.file ? from.handle : randomUUID();
    const saved: Current = { name: path.basename(file), handle, file, bytesHash: hashBytes(text) };
    // Another document may have taken the place meanwhile.
    if (current.handle === from.handle) current = saved;
    if (unsavedText === text) unsavedText = null;
    recent.add(file);
    onRecent();
    return { kind: 'saved', place: placeOf(saved) };
  }

  async function saveAs(text: string): Promise<SaveAnswer> {
    const from = current;
    const file = await dialogs.saveFile(folder(), from.name, SCENARIO_FILES);
    return file === null ? { kind: 'cancelled' } : write(text, file, from);
  }

  async function save(text: string): Promise<SaveAnswer> {
    const from = current;
    if (from.file === null) return saveAs(text);
    const onDisk = await hashFile(from.file);
    // A file that is gone is simply written again.
    if (onDisk !== null && onDisk !== from.bytesHash) {
      const answer = await dialogs.choose(CHANGED_ON_DISK, { name: from.name });
      if (answer === 'cancel') return { kind: 'cancelled' };
      if (answer === 'saveAs') return saveAs(text);
    }
    return write(text, from.file, from);
  }

  /** One save after the other: the next must see what the last one wrote as its own. */
  function inTurn(task: () => Promise<SaveAnswer>): Promise<SaveAnswer> {
    const turn = lastSave.then(task);
    lastSave = turn.catch(() => undefined);
    return turn;
  }

  return {
    async atStart() {
      if (unsavedText !== null) {
        const read = parseScenarioText(unsavedText);
        const warnings = read.ok ? read.warnings : [];
        return { kind: 'opened', document: { ...placeOf(current), text: unsavedText, warnings, unsaved: true } };
      }
      const file = handedOver ?? current.file;
      handedOver = null;
      return file === null ? null : openFile(file);
    },
    async open() {
      const file = await dialogs.openFile(folder());
      return file === null ? { kind: 'cancelled' } : openFile(file);
    },
    async openById(id) {
      const file = offered.get(id) ?? recent.pathOf(id);
      return file === null ? { kind: 'failed', problem: { code: 'openUnknown', detail: '' } } : openFile(file);
    },
    begin(name) {
      current = { name, handle: '', file: null, bytesHash: null };
      unsavedText = null;
      return placeOf(current);
    },
    save: (text) => inTurn(() => save(text)),
    saveAs: (text) => inTurn(() => saveAs(text)),
    setUnsaved(text) {
      unsavedText = text;
    },
    isUnsaved: () => unsavedText !== null,
    offer(file) {
      const id = randomUUID();
      offered.set(id, file);
      return { id, name: path.basename(file), folder: path.basename(path.dirname(file)) };
    },
  };
}
