import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { SCENARIO_FILES, type FileKind, type OpenKind } from './fileKinds';
import { safeFileName, withEnding } from './fileNames';
import type { Texts } from './texts';

export interface Choice<T extends string> {
  readonly question: string;
  readonly detail: string;
  /** Keys of the buttons in `menu.json`, by what they answer; the first is the one that Enter takes. */
  readonly buttons: Readonly<Record<T, string>>;
  /** What Escape means. */
  readonly cancel: NoInfer<T>;
}

/** The native questions. Each is asked through the `dialog` object at the time, so that a test can answer for the user. */
export interface Dialogs {
  openFile(folder: string, kind?: OpenKind): Promise<string | null>;
  saveFile(folder: string, proposedName: string, kind: FileKind): Promise<string | null>;
  choose<T extends string>(choice: Choice<T>, values?: Readonly<Record<string, string>>): Promise<T>;
}

export function createDialogs(window: BrowserWindow, texts: () => Texts): Dialogs {
  const filters = ({ nameKey, endings }: OpenKind): FileFilter[] => [{ name: texts()(nameKey), extensions: endings.map((ending) => ending.split('.').at(-1) ?? '') }];
  const oneKind = ({ nameKey, ending }: FileKind): OpenKind => ({ nameKey, endings: [ending] });

  async function choose<T extends string>(choice: Choice<T>, values: Readonly<Record<string, string>> = {}): Promise<T> {
    const t = texts();
    const answers = Object.keys(choice.buttons) as T[];
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: t(choice.question, values),
      detail: t(choice.detail, values),
      buttons: answers.map((answer) => t(choice.buttons[answer])),
      defaultId: 0,
      cancelId: answers.indexOf(choice.cancel),
      noLink: true,
    });
    return answers[response] ?? choice.cancel;
  }

  return {
    choose,
    async openFile(folder, kind = oneKind(SCENARIO_FILES)) {
      const chosen = await dialog.showOpenDialog(window, { defaultPath: folder, filters: filters(kind), properties: ['openFile'] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    async saveFile(folder, proposedName, kind) {
      const defaultPath = path.join(folder, safeFileName(proposedName, kind.ending));
      const chosen = await dialog.showSaveDialog(window, { defaultPath, filters: filters(oneKind(kind)), properties: ['showOverwriteConfirmation', 'createDirectory'] });
      if (chosen.canceled || chosen.filePath === '') return null;
      const file = withEnding(chosen.filePath, kind.ending);
      if (file === chosen.filePath || !(await exists(file))) return file;
      // The dialog asked about the name as it was typed, not about this one.
      const answer = await choose(
        {
          question: 'menu.dialog.replaceQuestion',
          detail: '',
          buttons: { cancel: 'menu.dialog.cancel', replace: 'menu.dialog.replace' },
          cancel: 'cancel',
        },
        { name: path.basename(file) },
      );
      return answer === 'replace' ? file : null;
    },
  };
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false);
