import type { Issue } from '../base/index';
import type { Problem } from './engine';
import type { MenuAction } from './menuActions';
import type { ComparedWork, RecoveredWork } from './recovered';
import type { Site } from './site';

/*
 * Everything that passes between the window and the main process. The window never names a path: it knows a document
 * by its name and by a handle that main gave it. The schemas that main holds each request against are in `windowSchemas.ts`.
 */

export type Language = 'en' | 'ko';
/** `system` follows the desktop. */
export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** Larger type and stronger contrast, for the back of the room. */
  readonly projector: boolean;
}

/** How the views of the Swarm screen are laid out. What the ids mean is the window's affair; ids that it does not know it leaves out. */
export interface ViewLayout {
  /** Ids of the views that are shown, the one opened last at the end. */
  readonly open: readonly string[];
  /** By id of a view or of a row of them: how much of the room it gets, beside the others there. */
  readonly shares: Readonly<Record<string, number>>;
}

/** A file that was open before; `id` means something only to main. */
export interface RecentFile {
  readonly id: string;
  readonly name: string;
  /** Name of the folder it lies in, to tell two files of one name apart. */
  readonly folder: string;
}

/** What the window knows of where the document lives. */
export interface DocumentPlace {
  /** Name of its file; of a document that has none yet, the name it began with. */
  readonly name: string;
  /** Changes whenever another document takes the place of this one; empty: it has no file yet. */
  readonly handle: string;
}

/** A document that was read and checked. `text` is a scenario file that `parseScenarioText` accepts. */
export interface OpenedDocument extends DocumentPlace {
  readonly text: string;
  readonly warnings: readonly Issue[];
  /** Holds changes that no file has: the window was loaded again after it had crashed. */
  readonly unsaved: boolean;
}

/** What came of opening a file. Unless it is `opened`, the document that was open stays as it was. */
export type OpenAnswer =
  | { readonly kind: 'opened'; readonly document: OpenedDocument }
  | { readonly kind: 'cancelled' }
  /** The file is there but cannot be used: what is wrong with it, and where. */
  | { readonly kind: 'refused'; readonly name: string; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What came of saving. Unless it is `saved`, the document is still unsaved and the old file is untouched. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly place: DocumentPlace }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What came of writing a chart or a table to a file of the user's choice. */
export type ExportAnswer =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface ExportFile {
  /** Proposed in the dialog, with its ending; main takes out what no file name may hold. */
  readonly suggestedName: string;
  readonly kind: 'png' | 'svg' | 'csv' | 'json' | 'torrent';
  readonly bytes: Uint8Array;
}

/** The bytes of an exported file that the user has chosen; the document that is open stays. */
export type ExportRead =
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly name: string; readonly issues: readonly Issue[] };

/** What the window needs before it can draw anything. */
export interface Start {
  readonly settings: Settings;
  /** As it was left the last time; null: as it is at first. */
  readonly layout: ViewLayout | null;
  readonly appVersion: string;
  /** There is no graphics card, or none that Chromium uses: the processor fills every pixel. */
  readonly drawsInSoftware: boolean;
  /** Nobody has used the lab on this computer account before. */
  readonly isFirstStart: boolean;
  readonly recent: readonly RecentFile[];
  /** The file named on the command line, or the document of a window that crashed; null: neither. */
  readonly opened: OpenAnswer | null;
}

/** What only main can do to its window: the native menus and the list of actions ask for the same. */
export type WindowCommand = 'zoomIn' | 'zoomOut' | 'zoomReset' | 'fullScreen' | 'quit';

/** What the window may ask of main. Each answer comes as a promise; a request of a wrong shape is dropped and its promise fails. */
export interface WindowRequests {
  getStart(): Start;
  /** What was arranged for everybody on this computer; the course's folder is read anew. */
  getSite(): Site;
  /** Asks the user for a file and reads it. The window has offered to save an unsaved document before, here and below. */
  openDocument(): OpenAnswer;
  /** The same without traces on this computer: no recovery copies, no place among the recent files. */
  openPrivately(): OpenAnswer;
  /** Reads a recent file, or the one that an `openAsked` event named. */
  openRecent(id: string): OpenAnswer;
  /** Reads a scenario that was dropped on the window. Only the preload can tell where a dropped file lies (see `LabBridge`). */
  openDropped(path: string): OpenAnswer;
  /** Asks the user for an exported chart or report and gives its bytes: what is in it, the window finds out. */
  openExport(): ExportRead;
  /** A new document or a built-in scenario takes the place of the open one; it has no file yet. Proposed name of its file. */
  beginDocument(name: string): DocumentPlace;
  /** Unsaved work of earlier starts that ended badly, newest first. */
  listRecovered(): readonly RecoveredWork[];
  /** Null: the copy is gone. */
  compareRecovered(id: string): ComparedWork | null;
  /** The copy takes the place of the open document, unsaved. */
  restoreRecovered(id: string): OpenAnswer;
  discardRecovered(id: string): void;
  /** Saves into the document's file; asks for one when it has none. Saves are queued: the last text wins. */
  saveDocument(text: string): SaveAnswer;
  saveDocumentAs(text: string): SaveAnswer;
  /**
   * The document's text while it differs from its file, null while it does not: call it at once when that
   * changes, and within half a second of each edit, undo and redo.
   * Main asks before it closes (`closeAsked`) only while there is a text, and gives it back to a window that crashed.
   */
  setUnsaved(text: string | null): void;
  exportFile(file: ExportFile): ExportAnswer;
  /** Puts a PNG on the clipboard; false: these bytes are no picture. */
  copyImage(bytes: Uint8Array): boolean;
  copyText(text: string): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setProjector(projector: boolean): void;
  commandWindow(command: WindowCommand): void;
  /** Keeps the layout for the next start; null: the usual one. */
  keepLayout(layout: ViewLayout | null): void;
  /**
   * Asks for a port to the engine, starting it if need be. The port comes as a `message` event of the window whose
   * `data` is `ENGINE_PORT` and whose `ports[0]` it is, about when the answer comes: wait for both. False: the engine has
   * died three times within five minutes and the user does not want it started again.
   */
  connectEngine(): boolean;
  /** Ends an engine that does not answer, for example one that has not cancelled a run within a second. `onEngineGone` follows. */
  endEngine(): void;
  /** The same for the process of real peers; the port comes as `REAL_PORT`. To close it, after a run, ends the process: connect for each. */
  connectReal(): boolean;
  /** Ends it when it does not answer; nothing of the run is left then. `onRealGone` follows. */
  endReal(): void;
  /** The first screen is drawn: show the window. */
  readyToShow(): void;
  /** The answer to `closeAsked`: true closes the window, false keeps it (the user went back, or saving failed). */
  answerClose(mayClose: boolean): void;
}

/** What main tells the window, unasked. */
export interface WindowEvents {
  menu: MenuAction;
  /** Another start of the lab, the recent files' menu or the desktop wants this file open: guard the document, then `openRecent(id)`. */
  openAsked: RecentFile;
  /** The user chose to take the file as another program has left it. */
  reloaded: OpenAnswer;
  /** The file no longer holds what was last saved, and the user keeps what is open: it is unsaved. */
  diskDiffers: null;
  /** Something went wrong that the window did not ask for. */
  trouble: Problem;
  /** The user wants to close the window or quit, and the document is unsaved: offer to save, then `answerClose`. */
  closeAsked: null;
  /** The language, theme or projector mode, changed by the menu or by the window itself. */
  settings: Settings;
  recent: readonly RecentFile[];
  /** The engine's process is gone and its runs with it; the port is dead. Ask for another with `connectEngine`. */
  engineGone: ProcessGone;
  /** The process of real peers is gone: `wanted` also when it ended with its port, its run over. */
  realGone: ProcessGone;
}

export interface ProcessGone {
  /** It was ended on purpose. */
  readonly wanted: boolean;
  readonly problem: Problem;
}

/** `data` of the window's message event that brings the engine's port. */
export const ENGINE_PORT = 'lab:engine-port';
export const REAL_PORT = 'lab:real-port';

/** Ends a listener's listening. */
export type Unlisten = () => void;

/** `window.lab`: all that the window gets. */
export type LabBridge = {
  readonly [Name in Exclude<keyof WindowRequests, 'openDropped'>]: (...args: Parameters<WindowRequests[Name]>) => Promise<ReturnType<WindowRequests[Name]>>;
} & {
  readonly [Name in keyof WindowEvents as `on${Capitalize<Name>}`]: (listener: (event: WindowEvents[Name]) => void) => Unlisten;
} & {
  /** @param file a `File` of a drop event; one that a page has made itself lies nowhere and is refused */
  readonly openDropped: (file: object) => Promise<OpenAnswer>;
};
