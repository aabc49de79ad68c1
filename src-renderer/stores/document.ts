import { watchDebounced } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import { defineStore } from 'pinia';
import type { DocumentPlace, OpenAnswer, OpenedDocument, Problem, RecentFile, SaveAnswer } from '@core/messages/index';
import type { Issue } from '@core/base/index';
import { checkScenario, defaultScenario, issue, MAX_TEXT_BYTES, parseScenarioText, parseUnfinishedText, serializeScenario, withoutKeptRuns, type Scenario } from '@core/scenario/index';
import { askStart } from '../client/start';
import { i18n } from '../i18n/index';
import type { Draft } from '../parts/form/draft';
import { withoutView, withView, type DocumentView } from './documentView';
import { inEach, movedTo, sealed, shown, startHistory, withEdit, type EditLabel } from './editHistory';
import { FIRST_PRESET, presetScenario } from './presets';

/** What the user must be told about the document; shown by `DocumentDialogs.vue`. */
export type DocumentNotice =
  /** The file cannot be used; the document that was open is still there. */
  | { readonly kind: 'refused'; readonly name: string; readonly issues: readonly Issue[] }
  /** The file was opened, with keys that nobody knows. */
  | { readonly kind: 'warnings'; readonly name: string; readonly issues: readonly Issue[] }
  /** A scenario with these problems could not be opened again, so it is not saved. */
  | { readonly kind: 'unsavable'; readonly name: string; readonly issues: readonly Issue[] }
  /** Work that was not saved is there again. */
  | { readonly kind: 'restored'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly problem: Problem }
  /** The same for a save: it can be tried elsewhere. */
  | { readonly kind: 'notSaved'; readonly name: string; readonly problem: Problem };

export type GuardChoice = 'save' | 'discard' | 'cancel';
/** The question whether to save, on screen until it is answered. */
export interface GuardQuestion {
  readonly name: string;
  answer(choice: GuardChoice): void;
}

/** Why nothing can be run, as a sentence of the locale. */
export interface Reason {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * A text of up to 14 MiB does not go to main with every key, but once the hand rests for `debounce`, and while it does not after `maxWait`:
 * with the nine seconds that main waits in its turn, no copy is ever ten seconds behind.
 */
const TELL_MS = { debounce: 300, maxWait: 500 };

/** Of everything but the kept runs, which are compared by themselves: they are long, and change only as a whole. */
const textOf = (scenario: Scenario): string => serializeScenario(withoutKeptRuns(scenario));
const placesTextOf = ({ places }: DocumentView): string => JSON.stringify(places ?? []);
const isSame = (a: Scenario, b: Scenario): boolean => a === b || (a.keptRuns === b.keptRuns && textOf(a) === textOf(b));

/**
 * The open document: its scenario with every edit that was made to it, its file, and whether they agree.
 * Scenarios are immutable; `edit` takes the next one whole. Anything that would lose unsaved edits asks first (`question`).
 */
export const useDocument = defineStore('document', () => {
  const history = shallowRef(startHistory<Scenario>({ key: 'document.edit.created' }, defaultScenario()));
  const place = shallowRef<DocumentPlace>({ name: '', handle: '' });
  const view = shallowRef<DocumentView>({});
  const savedText = shallowRef(textOf(shown(history.value)));
  const savedRuns = shallowRef<Scenario['keptRuns']>(shown(history.value).keptRuns);
  /** Of the view only the places are somebody's work; the rest is how the window happens to stand. */
  const savedPlaces = shallowRef(placesTextOf(view.value));
  const drafts = shallowRef<ReadonlyMap<string, Draft>>(new Map());
  const presetId = shallowRef<string | null>(null);
  /** Counts the documents that took the place of another. */
  const opened = shallowRef(0);
  const recent = shallowRef<readonly RecentFile[]>([]);
  const notice = shallowRef<DocumentNotice | null>(null);
  const question = shallowRef<GuardQuestion | null>(null);

  const scenario = computed(() => shown(history.value));
  const name = computed(() => place.value.name);
  const text = computed(() => textOf(scenario.value));
  const keptRuns = computed(() => scenario.value.keptRuns);
  const placesText = computed(() => placesTextOf(view.value));
  const haveRunsChanged = computed(() => keptRuns.value !== savedRuns.value && keptRuns.value.length + savedRuns.value.length > 0);
  const unsaved = computed(() => text.value !== savedText.value || placesText.value !== savedPlaces.value || haveRunsChanged.value);
  const found = computed(() => {
    const result = checkScenario(scenario.value);
    return result.ok ? [] : result.issues;
  });
  /** Of the whole scenario, and of what was typed into fields and is no value at all. */
  const issues = computed<readonly Issue[]>(() => [...[...drafts.value.values()].map((draft) => draft.issue), ...found.value]);
  const reason = computed<Reason | null>(() => (issues.value.length === 0 ? null : { key: 'document.reason.problems', values: { n: issues.value.length } }));

  const canUndo = computed(() => history.value.at > 0);
  const canRedo = computed(() => history.value.at < history.value.entries.length - 1);

  // Main asks before closing only while it holds a text, and gives that text back to a window that crashed.
  const tell = (): void => void window.lab.setUnsaved(unsaved.value ? fileText() : null);
  watch([unsaved, opened], tell);
  watchDebounced([text, keptRuns, placesText], tell, TELL_MS);

  function fileText(): string {
    return serializeScenario(withView(scenario.value, view.value));
  }

  function show(at: number): void {
    history.value = movedTo(history.value, at);
    drafts.value = new Map();
  }

  function take(file: Scenario, at: DocumentPlace, label: EditLabel, isSaved: boolean): void {
    const parts = withoutView(file);
    place.value = at;
    view.value = parts.view;
    history.value = startHistory(label, parts.scenario);
    savedText.value = isSaved ? text.value : '';
    savedRuns.value = keptRuns.value;
    savedPlaces.value = placesText.value;
    drafts.value = new Map();
    presetId.value = null;
    notice.value = null;
    opened.value += 1;
  }

  function ask(): Promise<GuardChoice> {
    question.value?.answer('cancel');
    return new Promise((resolve) => {
      question.value = {
        name: name.value,
        answer(choice) {
          question.value = null;
          resolve(choice);
        },
      };
    });
  }

  /** Whether another document may take the place of this one: nothing is unsaved, or the user said what to do with it. */
  async function mayLeave(): Promise<boolean> {
    if (!unsaved.value) return true;
    const choice = await ask();
    return choice === 'discard' || (choice === 'save' && (await save()));
  }

  /** The document of an answer with its scenario; null where there is none, which the user is told. */
  function readAnswer(answer: OpenAnswer): { readonly file: OpenedDocument; readonly scenario: Scenario } | null {
    if (answer.kind === 'cancelled') return null;
    if (answer.kind === 'failed') notice.value = { kind: 'failed', name: name.value, problem: answer.problem };
    if (answer.kind === 'refused') notice.value = { kind: 'refused', name: answer.name, issues: answer.issues };
    if (answer.kind !== 'opened') return null;
    const file = answer.document;
    const read = file.unsaved ? parseUnfinishedText(file.text) : parseScenarioText(file.text);
    if (read.ok) return { file, scenario: read.value };
    notice.value = { kind: 'refused', name: file.name, issues: read.issues };
    return null;
  }

  function takeAnswer(answer: OpenAnswer): boolean {
    const read = readAnswer(answer);
    if (read === null) return false;
    const { file } = read;
    take(read.scenario, { name: file.name, handle: file.handle }, { key: 'document.edit.opened', values: { name: file.name } }, !file.unsaved);
    if (file.unsaved) notice.value = { kind: 'restored', name: file.name };
    else if (file.warnings.length > 0) notice.value = { kind: 'warnings', name: file.name, issues: file.warnings };
    return true;
  }

  /** Takes the file as another program has left it, as an edit: what was there before can be had back. */
  function reload(answer: OpenAnswer): void {
    const read = readAnswer(answer);
    if (read === null) return;
    const { scenario: theirs, view: { places } } = withoutView(read.scenario);
    const arePlacesSame = placesTextOf({ places }) === placesText.value;
    history.value = sealed(withEdit(history.value, { key: 'document.edit.reloaded', values: { name: read.file.name } }, theirs, (a, b) => arePlacesSame && isSame(a, b)));
    view.value = { ...view.value, places };
    savedText.value = text.value;
    savedRuns.value = keptRuns.value;
    savedPlaces.value = placesText.value;
    drafts.value = new Map();
  }

  async function write(send: (text: string) => Promise<SaveAnswer>): Promise<boolean> {
    if (issues.value.length > 0) {
      notice.value = { kind: 'unsavable', name: name.value, issues: issues.value };
      return false;
    }
    const written = fileText();
    if (new TextEncoder().encode(written).length > MAX_TEXT_BYTES) {
      notice.value = { kind: 'unsavable', name: name.value, issues: [issue('tooLarge', [], undefined, { max: MAX_TEXT_BYTES })] };
      return false;
    }
    const from = place.value.handle;
    const [sent, sentRuns, sentPlaces] = [text.value, keptRuns.value, placesText.value];
    history.value = sealed(history.value);
    const answer = await send(written);
    if (answer.kind === 'failed') notice.value = { kind: 'notSaved', name: name.value, problem: answer.problem };
    if (answer.kind !== 'saved') return false;
    // What was edited meanwhile stays unsaved; a document that took the place meanwhile has its own file.
    if (place.value.handle !== from) return true;
    place.value = answer.place;
    savedText.value = sent;
    savedRuns.value = sentRuns;
    savedPlaces.value = sentPlaces;
    presetId.value = null;
    return true;
  }

  const save = (): Promise<boolean> => write((sent) => window.lab.saveDocument(sent));
  const saveAs = (): Promise<boolean> => write((sent) => window.lab.saveDocumentAs(sent));

  async function open(): Promise<boolean> {
    return (await mayLeave()) && takeAnswer(await window.lab.openDocument());
  }

  async function openPrivately(): Promise<boolean> {
    return (await mayLeave()) && takeAnswer(await window.lab.openPrivately());
  }

  async function openRecent(id: string): Promise<boolean> {
    return (await mayLeave()) && takeAnswer(await window.lab.openRecent(id));
  }

  async function openDropped(file: object): Promise<boolean> {
    return (await mayLeave()) && takeAnswer(await window.lab.openDropped(file));
  }

  async function restore(id: string): Promise<boolean> {
    return (await mayLeave()) && takeAnswer(await window.lab.restoreRecovered(id));
  }

  async function begin(title: string, file: Scenario, isSaved = true): Promise<void> {
    const at = await window.lab.beginDocument(title);
    take(file, at, { key: 'document.edit.opened', values: { name: title } }, isSaved);
  }

  /** A scenario that came out of another file becomes a document of its own, which no file has yet. False: the user stays where they are. */
  async function openUnsaved(title: string, file: Scenario): Promise<boolean> {
    if (!(await mayLeave())) return false;
    await begin(title, file, false);
    return true;
  }

  async function openPreset(id: string): Promise<boolean> {
    const file = presetScenario(id);
    if (!(await mayLeave())) return false;
    await begin(file.title, file);
    presetId.value = id;
    return true;
  }

  // A built-in scenario has the title and notes of the language, until somebody writes others or saves it.
  watch(i18n.global.locale, async (_language, earlier) => {
    const [id, before] = [presetId.value, opened.value];
    if (id === null || scenario.value.title !== name.value) return;
    const [former, file] = [presetScenario(id, earlier), presetScenario(id)];
    const at = await window.lab.beginDocument(file.title);
    if (presetId.value !== id || opened.value !== before) return;
    place.value = at;
    savedText.value = textOf(file);
    history.value = inEach(history.value, (version) => ({
      ...version,
      title: version.title === former.title ? file.title : version.title,
      notes: version.notes === former.notes ? file.notes : version.notes,
    }));
  });

  /** A scenario that somebody prepared begins a document of one's own, as the built-in ones do. */
  async function openBeginning(title: string, file: Scenario): Promise<boolean> {
    if (!(await mayLeave())) return false;
    await begin(title, file);
    return true;
  }

  const newDocument = (): Promise<boolean> => openBeginning(i18n.global.t('document.untitled'), defaultScenario());

  return {
    scenario, name, unsaved, issues, drafts, reason, canUndo, canRedo, view, presetId, recent, notice, question,
    canRun: computed(() => reason.value === null),
    opened,
    /** What was changed, oldest first, each with the scenario after it; the first entry is how the document was opened. */
    history: computed(() => history.value.entries),
    /** Index in `history` of what is shown. */
    historyAt: computed(() => history.value.at),
    open, openPrivately, openRecent, openDropped, restore, openPreset, openUnsaved, openBeginning, newDocument, save, saveAs,

    /** Takes the next scenario; `label` is the sentence of the history, `mergeAs` the field that is being typed into. */
    edit(label: EditLabel, next: Scenario): void {
      history.value = withEdit(history.value, label, next, isSame);
      // Fields may have moved: what was typed at a path need not belong to it any more.
      if (label.mergeAs === undefined && drafts.value.size > 0) drafts.value = new Map();
    },
    /** A step of the history at which the scenario stays as it is: something else of the document, such as where a peer is drawn, has changed. */
    noteStep(label: EditLabel): void {
      history.value = withEdit(history.value, label, { ...scenario.value }, () => false);
    },
    /** The field was left: typing in it again is another step. */
    endEdit(): void {
      history.value = sealed(history.value);
    },
    undo(): void {
      show(history.value.at - 1);
    },
    redo(): void {
      show(history.value.at + 1);
    },
    /** Shows the version after that entry of `history`. */
    showVersion: show,
    /** The field at that path holds a text that is no value (null: it no longer does); nothing is run or saved while there is one. */
    noteDraft(path: string, draft: Draft | null): void {
      const next = new Map(drafts.value);
      if (draft) next.set(path, draft);
      else if (!next.delete(path)) return;
      drafts.value = next;
    },
    /** Notes how the window stands; saved with the document, but no edit of it, and only where peers are drawn makes it unsaved. */
    setView(part: DocumentView): void {
      view.value = { ...view.value, ...part };
    },

    /**
     * Opens what main says at the start, else the first lab, and follows main from then on: files that other programs
     * ask for, recent files, and the question before closing. Menu actions come by the shell, which has one list of them.
     */
    async start(): Promise<void> {
      const begun = await askStart();
      recent.value = begun.recent;
      window.lab.onRecent((files) => (recent.value = files));
      window.lab.onOpenAsked((file) => void openRecent(file.id));
      window.lab.onReloaded(reload);
      window.lab.onDiskDiffers(() => (savedText.value = ''));
      window.lab.onCloseAsked(async () => window.lab.answerClose(await mayLeave()));
      const opened = begun.opened !== null && takeAnswer(begun.opened);
      const told = notice.value;
      if (!opened) await openPreset(FIRST_PRESET);
      notice.value = told;
    },
  };
});
