import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { DocumentPlace, OpenAnswer, Problem, RecentFile, SaveAnswer } from '@core/messages/index';
import { parseUnfinishedText } from '@core/scenario/index';
import { glanceAt, lookAt, markOf, UNKNOWN_TIMES, type DiskMark } from '../files/diskMark';
import { placeName, saveProblem } from '../files/fileProblem';
import { hashBytes, readScenarioFile } from '../files/readScenarioFile';
import type { RecentFiles } from '../files/recentFiles';
import type { SaveQueue } from '../files/saveQueue';
import type { Dialogs } from './dialogs';
import { CHANGED_BEFORE_SAVING, CHANGED_MEANWHILE } from './diskQuestions';
import { SCENARIO_FILES } from './fileKinds';
import type { EarlierWork } from './earlierWork';
import type { WorkKeeper } from './workKeeper';

interface OnDisk {
  readonly file: string;
  readonly mark: DiskMark;
  /** What was found instead and told already: a hash, or that the file is gone. */
  readonly told: string | null;
}

/** The open document, as far as main knows it. Its content is the window's, but for a copy while it is unsaved. */
interface Current extends DocumentPlace {
  readonly disk: OnDisk | null;
  /** Id of its recovery copy. */
  readonly copyId: string;
  /** Leaves no trace on this computer: neither copies nor a place among the recent files. */
  readonly isPrivate: boolean;
}

export interface Documents {
  /** The document for a window that has just been loaded: what it held before a crash, else the file handed over at the start. */
  atStart(): Promise<OpenAnswer | null>;
  open(): Promise<OpenAnswer>;
  /** The same without traces, for a hand-in on somebody else's computer. */
  openPrivately(): Promise<OpenAnswer>;
  openById(id: string): Promise<OpenAnswer>;
  /** A file that was dropped on the window. */
  openDropped(file: string): Promise<OpenAnswer>;
  /** Unsaved work of an earlier start takes the place of the open document. */
  restore(id: string): Promise<OpenAnswer>;
  begin(name: string): DocumentPlace;
  save(text: string): Promise<SaveAnswer>;
  saveAs(text: string): Promise<SaveAnswer>;
  setUnsaved(text: string | null): void;
  isUnsaved(): boolean;
  /** Looks whether another program has changed the file, and asks what to do about it. */
  look(): Promise<void>;
  /** Makes a file openable by id that is not among the recent ones: another start handed it over. */
  offer(file: string): RecentFile;
}

/** What the window is told without having asked. */
export interface DocumentNews {
  reloaded(answer: OpenAnswer): void;
  diskDiffers(): void;
  saveAsWanted(): void;
  trouble(problem: Problem): void;
}

export interface DocumentsOptions {
  readonly dialogs: Dialogs;
  readonly recent: RecentFiles;
  readonly queue: SaveQueue;
  readonly keeper: WorkKeeper;
  readonly earlier: EarlierWork;
  readonly news: DocumentNews;
  /** Folder in which dialogs begin while no document has one. */
  readonly homeFolder: string;
  /** File named on the command line. */
  readonly startFile: string | null;
  readonly onRecent: () => void;
  /** A file was opened or saved: for the list that the desktop keeps. */
  readonly onUsed: (file: string) => void;
}

const UNSAVED_HANDLE = '';
const UNKNOWN_FILE: OpenAnswer = { kind: 'failed', problem: { code: 'openUnknown', detail: '' } };

/** Opens and saves the one document. Knows the paths; hands out names and handles. */
export function createDocuments({ dialogs, recent, queue, keeper, earlier, news, homeFolder, startFile, onRecent, onUsed }: DocumentsOptions): Documents {
  const offered = new Map<string, string>();
  let current: Current = { name: '', handle: UNSAVED_HANDLE, disk: null, copyId: randomUUID(), isPrivate: false };
  let unsavedText: string | null = null;
  let handedOver = startFile;
  let lastTurn: Promise<unknown> = Promise.resolve();

  const placeOf = ({ name, handle }: Current): DocumentPlace => ({ name, handle });
  const folder = (): string => (current.disk === null ? homeFolder : path.dirname(current.disk.file));

  function setUnsaved(text: string | null): void {
    unsavedText = text;
    const { name, copyId, disk, isPrivate } = current;
    keeper.note(text === null || isPrivate ? null : { copyId, name, file: disk?.file ?? null, bytesHash: disk?.mark.bytesHash ?? null, text });
  }

  function take(next: Current, text: string | null): void {
    current = next;
    setUnsaved(text);
  }

  /** @param by the document; by the time that it is saved, another may be open */
  function used(file: string, by: Current): void {
    if (by.isPrivate) return;
    recent.add(file);
    onRecent();
    onUsed(file);
  }

  /** Reads a file in the place of what is open; unless it can be used, that stays. */
  async function openFile(file: string, handle: string, isPrivate = false): Promise<OpenAnswer> {
    const name = path.basename(file);
    const read = await readScenarioFile(file);
    if (!read.ok) {
      if (read.issues.some(({ code }) => code === 'fileMissing')) recent.remove(file);
      onRecent();
      return { kind: 'refused', name, issues: read.issues };
    }
    take({ name, handle, disk: { file, mark: await markOf(file, read.value.bytesHash), told: null }, copyId: randomUUID(), isPrivate }, null);
    used(file, current);
    return { kind: 'opened', document: { ...placeOf(current), text: read.value.text, warnings: read.warnings, unsaved: false } };
  }

  function unsavedDocument(text: string): OpenAnswer {
    const read = parseUnfinishedText(text);
    return { kind: 'opened', document: { ...placeOf(current), text, warnings: read.ok ? read.warnings : [], unsaved: true } };
  }

  async function write(text: string, file: string, from: Current): Promise<SaveAnswer> {
    try {
      await queue.save(file, text);
    } catch (error) {
      return { kind: 'failed', problem: saveProblem(error, placeName(file)) };
    }
    const handle = file === from.disk?.file ? from.handle : randomUUID();
    const saved: Current = { ...from, name: path.basename(file), handle, disk: { file, mark: await markOf(file, hashBytes(text)), told: null } };
    // Another document may have taken the place meanwhile, and what is edited meanwhile stays unsaved.
    if (current.copyId === from.copyId) take(saved, unsavedText === text ? null : unsavedText);
    used(file, saved);
    return { kind: 'saved', place: placeOf(saved) };
  }

  async function saveAs(text: string): Promise<SaveAnswer> {
    const from = current;
    const file = await dialogs.saveFile(folder(), from.name, SCENARIO_FILES);
    return file === null ? { kind: 'cancelled' } : write(text, file, from);
  }

  async function save(text: string): Promise<SaveAnswer> {
    const from = current;
    if (from.disk === null) return saveAs(text);
    const { file, mark } = from.disk;
    // A file that is gone is simply written again.
    if ((await lookAt(file, mark)).kind === 'changed') {
      const answer = await dialogs.choose(CHANGED_BEFORE_SAVING, { name: from.name });
      if (answer === 'saveAs') return saveAs(text);
      if (answer === 'reload') news.reloaded(await openFile(file, from.handle, from.isPrivate));
      if (answer !== 'overwrite') return { kind: 'cancelled' };
    }
    return write(text, file, from);
  }

  async function look(): Promise<void> {
    const from = current;
    if (from.disk === null) return;
    const { file, mark, told } = from.disk;
    const state = await glanceAt(file, mark);
    const found = state.kind === 'changed' ? state.hash : state.kind;
    if (current !== from || found === told) return;
    if (state.kind === 'same') return void (current = { ...from, disk: { file, mark: state.mark, told: null } });
    current = { ...from, disk: { file, mark, told: found } };
    if (state.kind === 'gone') {
      news.diskDiffers();
      return news.trouble({ code: 'fileGone', detail: placeName(file) });
    }
    const answer = await dialogs.choose(CHANGED_MEANWHILE, { name: from.name });
    if (current.handle !== from.handle) return;
    if (answer === 'reload') news.reloaded(await openFile(file, from.handle, from.isPrivate));
    if (answer === 'saveAs') news.saveAsWanted();
    if (answer !== 'keep') return;
    current = { ...current, disk: { file, mark: { bytesHash: state.hash, ...UNKNOWN_TIMES }, told: found } };
    news.diskDiffers();
  }

  async function choose(isPrivate: boolean): Promise<OpenAnswer> {
    const file = await dialogs.openFile(folder());
    return file === null ? { kind: 'cancelled' } : openFile(file, randomUUID(), isPrivate);
  }

  /** One after the other: a save and a look must see what the last save wrote as our own. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(task);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  return {
    async atStart() {
      if (unsavedText !== null) return unsavedDocument(unsavedText);
      const file = handedOver ?? current.disk?.file ?? null;
      handedOver = null;
      return file === null ? null : openFile(file, randomUUID());
    },
    open: () => choose(false),
    openPrivately: () => choose(true),
    async openById(id) {
      const file = offered.get(id) ?? recent.pathOf(id);
      return file === null ? UNKNOWN_FILE : openFile(file, randomUUID());
    },
    async openDropped(file) {
      return path.isAbsolute(file) ? openFile(file, randomUUID()) : UNKNOWN_FILE;
    },
    async restore(id) {
      const copy = await earlier.take(id);
      if (copy === null) return { kind: 'failed', problem: { code: 'copyGone', detail: '' } };
      const { name, file, bytesHash, text } = copy;
      const disk = file === null || bytesHash === null ? null : { file, mark: { bytesHash, ...UNKNOWN_TIMES }, told: null };
      take({ name, handle: disk === null ? UNSAVED_HANDLE : randomUUID(), disk, copyId: id, isPrivate: false }, text);
      return unsavedDocument(text);
    },
    begin(name) {
      take({ name, handle: UNSAVED_HANDLE, disk: null, copyId: randomUUID(), isPrivate: false }, null);
      return placeOf(current);
    },
    save: (text) => inTurn(() => save(text)),
    saveAs: (text) => inTurn(() => saveAs(text)),
    setUnsaved,
    isUnsaved: () => unsavedText !== null,
    look: () => inTurn(look),
    offer(file) {
      const id = randomUUID();
      offered.set(id, file);
      return { id, name: path.basename(file), folder: path.basename(path.dirname(file)) };
    },
  };
}
