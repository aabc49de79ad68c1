import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentPlace, LabBridge, OpenAnswer, SaveAnswer } from '@core/messages/index';
import { defaultScenario, serializeScenario, type Scenario } from '@core/scenario/index';
import { i18n } from '../i18n/index';
import { useDocument } from './document';

/** The main process as the document meets it: one file to open, one to save into. */
class Desk {
  opens: OpenAnswer = { kind: 'cancelled' };
  saved: string[] = [];
  refusesToSave = false;
  unsavedText: string | null = null;
  asked: string[] = [];

  file(name: string, text: string): void {
    this.opens = { kind: 'opened', document: { name, handle: name, text, warnings: [], unsaved: false } };
  }
  bridge(): Partial<LabBridge> {
    const open = async (): Promise<OpenAnswer> => (this.asked.push('open'), this.opens);
    const save = async (text: string): Promise<SaveAnswer> => {
      if (this.refusesToSave) return { kind: 'failed', problem: { code: 'diskFull', detail: '' } };
      this.saved.push(text);
      return { kind: 'saved', place: { name: 'saved.swarm.json', handle: 'saved' } };
    };
    return {
      openDocument: open,
      openRecent: open,
      beginDocument: async (name: string): Promise<DocumentPlace> => ({ name, handle: '' }),
      saveDocument: save,
      saveDocumentAs: save,
      setUnsaved: async (text: string | null) => void (this.unsavedText = text),
    };
  }
}

let desk: Desk;
const withSize = (scenario: Scenario, sizeBits: number): Scenario => ({ ...scenario, content: { ...scenario.content, sizeBits } });
const typed = { key: 'document.edit.field', mergeAs: 'content.sizeBits' };
const answered = async (choice: 'save' | 'discard' | 'cancel') => {
  await vi.waitUntil(() => useDocument().question !== null);
  useDocument().question?.answer(choice);
};

beforeEach(() => {
  // What a document still had to tell must not reach the desk of the next test.
  vi.useFakeTimers();
  desk = new Desk();
  vi.stubGlobal('window', { lab: desk.bridge() });
  setActivePinia(createPinia());
});
afterEach(() => void vi.useRealTimers());

describe('editing', () => {
  it('begins saved, is unsaved after an edit, and saved again once the edit is undone', () => {
    const document = useDocument();
    expect(document.unsaved).toBe(false);
    document.edit(typed, withSize(document.scenario, 1e9));
    expect([document.unsaved, document.canUndo]).toEqual([true, true]);
    document.undo();
    expect([document.unsaved, document.canRedo, document.scenario.content.sizeBits]).toEqual([false, true, 15e9]);
    document.redo();
    expect(document.scenario.content.sizeBits).toBe(1e9);
  });

  it('takes typing in one field as one step until the field is left', () => {
    const document = useDocument();
    for (const size of [3, 30, 300]) document.edit(typed, withSize(document.scenario, size));
    document.endEdit();
    document.edit(typed, withSize(document.scenario, 3000));
    expect(document.history.map((entry) => entry.value.content.sizeBits)).toEqual([15e9, 300, 3000]);
  });

  it('is unsaved with another kept run, saved again without it, and one that would make the file too large is not saved', async () => {
    const document = useDocument();
    const keep = (recording: string) => document.edit({ key: 'kept.edit.kept' }, { ...document.scenario, keptRuns: [{ recording }] });
    keep('AAAA');
    expect([document.unsaved, document.canUndo]).toEqual([true, true]);
    document.undo();
    expect(document.unsaved).toBe(false);
    document.redo();
    expect(await document.save()).toBe(true);
    expect([document.unsaved, JSON.parse(desk.saved[0] ?? '').keptRuns]).toEqual([false, [{ recording: 'AAAA' }]]);
    keep('A'.repeat(16 * 1024 * 1024));
    expect(await document.save()).toBe(false);
    expect(document.notice).toMatchObject({ kind: 'unsavable', issues: [{ code: 'tooLarge' }] });
    expect(desk.saved.length).toBe(1);
  });

  it('tells main the text while it is unsaved, and that it is not once it is saved', async () => {
    const document = useDocument();
    document.edit(typed, withSize(document.scenario, 1e9));
    await nextTick();
    expect(JSON.parse(desk.unsavedText ?? '').content.sizeBits).toBe(1e9);
    document.edit(typed, withSize(document.scenario, 2e9));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(JSON.parse(desk.unsavedText ?? '').content.sizeBits).toBe(2e9);
    await document.save();
    await nextTick();
    expect(desk.unsavedText).toBe(null);
  });

  it('tells a text that is typed without a rest within half a second, and not with each key', async () => {
    const document = useDocument();
    const told = new Set<string | null>();
    for (let key = 1; key <= 40; key++) {
      document.edit(typed, withSize(document.scenario, key));
      await vi.advanceTimersByTimeAsync(100);
      told.add(desk.unsavedText);
      expect(key - JSON.parse(desk.unsavedText ?? '').content.sizeBits).toBeLessThanOrEqual(5);
    }
    expect(told.size).toBeLessThan(12);
  });

  it('is unsaved where a peer was put elsewhere, until that is saved or taken back, and tells main the place', async () => {
    const document = useDocument();
    const put = (x: number) => document.setView({ places: [{ peer: 1, x, y: 0.5 }] });
    document.setView({ screen: 'bounds' });
    expect(document.unsaved).toBe(false);
    put(0.2);
    expect(document.unsaved).toBe(true);
    await document.save();
    expect(document.unsaved).toBe(false);
    put(0.3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(JSON.parse(desk.unsavedText ?? '').view.places).toEqual([{ peer: 1, x: 0.3, y: 0.5 }]);
    put(0.2);
    expect(document.unsaved).toBe(false);
    desk.file('again.swarm.json', desk.saved[0] ?? '');
    await document.open();
    expect([document.unsaved, document.view.places]).toEqual([false, [{ peer: 1, x: 0.2, y: 0.5 }]]);
  });

  it('names the field of each problem and cannot run until it is put right', () => {
    const document = useDocument();
    document.edit({ key: 'e' }, { ...document.scenario, protocol: { ...document.scenario.protocol, minNeighbours: 90 } });
    expect(document.issues.map(({ code, path }) => [code, path])).toEqual([['neighbours', 'protocol.minNeighbours']]);
    expect([document.canRun, document.reason?.values]).toEqual([false, { n: 1 }]);
    document.undo();
    expect(document.canRun).toBe(true);
  });

  it('cannot run while a field holds a text that is no value; undo takes the text away', () => {
    const document = useDocument();
    document.edit(typed, withSize(document.scenario, 3));
    document.noteDraft('content.sizeBits', { text: '3 apples', issue: { code: 'number', path: 'content.sizeBits', found: '3 apples', allowed: {} } });
    expect(document.canRun).toBe(false);
    document.undo();
    expect([document.canRun, document.drafts.size]).toEqual([true, 0]);
  });
});

describe('the start', () => {
  it('opens the first lab, ready to be run, and answers whether the window may close', async () => {
    const answers: boolean[] = [];
    let askToClose = (_: null): void => undefined;
    const { lab } = window;
    const silent = () => () => undefined;
    vi.stubGlobal('window', {
      lab: {
        ...lab,
        getStart: async () => ({ settings: { language: 'en', theme: 'light', projector: false }, layout: null, appVersion: '0', drawsInSoftware: false, isFirstStart: true, recent: [], opened: null }),
        onRecent: silent,
        onOpenAsked: silent,
        onReloaded: silent,
        onDiskDiffers: silent,
        onCloseAsked: (listener: (event: null) => void) => ((askToClose = listener), () => undefined),
        answerClose: async (mayClose: boolean) => void answers.push(mayClose),
      } satisfies Partial<LabBridge>,
    });
    const document = useDocument();
    await document.start();
    expect([document.presetId, document.name, document.unsaved, document.canRun]).toEqual(['textbook-30-students', 'Textbook: 30 students', false, true]);
    expect(document.scenario.peerGroups.map(({ count, uploadBitrate }) => [count, uploadBitrate])).toEqual([[30, 700e3]]);
    document.edit(typed, withSize(document.scenario, 1e9));
    for (const choice of ['cancel', 'discard'] as const) {
      askToClose(null);
      await answered(choice);
    }
    await vi.waitUntil(() => answers.length === 2);
    expect(answers).toEqual([false, true]);
  });
});

describe('a built-in scenario', () => {
  const inKorean = async () => {
    i18n.global.locale.value = 'ko';
    await vi.waitUntil(() => useDocument().name !== 'Free riders', { timeout: 200 }).catch(() => undefined);
  };
  afterEach(() => (i18n.global.locale.value = 'en'));

  it('is called what the language calls it, with all its edits, and is as saved as before', async () => {
    const document = useDocument();
    await document.openPreset('free-riders');
    document.edit(typed, withSize(document.scenario, 2e9));
    await inKorean();
    expect([document.name, document.scenario.title, document.unsaved, document.scenario.content.sizeBits]).toEqual(['무임승차자', '무임승차자', true, 2e9]);
    document.undo();
    expect([document.scenario.title, document.unsaved, document.opened]).toEqual(['무임승차자', false, 1]);
    expect(document.scenario.notes).toMatch(/^피어 다섯 중 하나는/);
  });

  it('keeps the title that somebody gave it', async () => {
    const document = useDocument();
    await document.openPreset('free-riders');
    document.edit({ key: 'document.edit.text' }, { ...document.scenario, title: 'Mine' });
    await inKorean();
    expect(document.scenario.title).toBe('Mine');
  });
});

describe('files', () => {
  const other = serializeScenario({ ...defaultScenario(), title: 'Other', seed: 7 });

  it('opens a file with its view, as saved, with a history of its own', async () => {
    const document = useDocument();
    document.setView({ screen: 'bounds', runs: [{ architecture: 'peer-to-peer', seed: 5 }] });
    document.edit(typed, withSize(document.scenario, 1e9));
    await document.save();
    const [file] = desk.saved;
    desk.file('again.swarm.json', file ?? '');
    document.setView({ screen: 'swarm', runs: [] });
    expect(await document.open()).toBe(true);
    expect(document.scenario.content.sizeBits).toBe(1e9);
    expect(document.view).toEqual({ screen: 'bounds', runs: [{ architecture: 'peer-to-peer', seed: 5 }] });
    expect([document.name, document.unsaved, document.canUndo, document.notice]).toEqual(['again.swarm.json', false, false, null]);
  });

  it('saves what it opened byte for byte, unknown keys included', async () => {
    const document = useDocument();
    const text = other.replace('"seed": 7', '"seed": 7,\n  "school": "Hana"');
    desk.file('own.swarm.json', text);
    await document.open();
    await document.save();
    expect(desk.saved).toEqual([text]);
  });

  it('keeps the open document when a file cannot be used, and says which field is wrong', async () => {
    const document = useDocument();
    document.edit(typed, withSize(document.scenario, 1e9));
    desk.file('bad.swarm.json', other.replace('"count": 10', '"count": -1'));
    const opening = document.open();
    await answered('discard');
    expect(await opening).toBe(false);
    expect([document.scenario.content.sizeBits, document.canUndo]).toEqual([1e9, true]);
    expect(document.notice).toMatchObject({ kind: 'refused', name: 'bad.swarm.json', issues: [{ path: 'peerGroups[0].count', found: '-1' }] });
  });

  it('asks before an unsaved document is replaced: cancel keeps it, save saves it first', async () => {
    const document = useDocument();
    document.edit(typed, withSize(document.scenario, 1e9));
    desk.file('other.swarm.json', other);
    const first = document.open();
    await answered('cancel');
    expect([await first, desk.asked.length, document.unsaved]).toEqual([false, 0, true]);
    const second = document.open();
    await answered('save');
    expect([await second, desk.saved.length, document.scenario.title]).toEqual([true, 1, 'Other']);
  });

  it('stays unsaved, with its edits, when saving fails, and does not go on to open', async () => {
    const document = useDocument();
    document.edit(typed, withSize(document.scenario, 1e9));
    desk.file('other.swarm.json', other);
    desk.refusesToSave = true;
    const opening = document.open();
    await answered('save');
    expect(await opening).toBe(false);
    expect([document.unsaved, document.scenario.content.sizeBits, document.notice?.kind]).toEqual([true, 1e9, 'notSaved']);
  });

  it('keeps a long history through a save: everything can still be undone', async () => {
    const document = useDocument();
    for (let edit = 1; edit <= 300; edit++) document.edit({ key: 'e' }, withSize(document.scenario, edit));
    await document.save();
    expect([document.unsaved, document.historyAt]).toEqual([false, 300]);
    while (document.canUndo) document.undo();
    expect([document.scenario.content.sizeBits, document.unsaved, document.canRedo]).toEqual([15e9, true, true]);
  });

  it('takes the file as another program has left it, and undo brings back what was there', async () => {
    const document = useDocument();
    const heard: { reloaded?: (answer: OpenAnswer) => void; diskDiffers?: (event: null) => void } = {};
    const silent = () => () => undefined;
    const listening: Partial<LabBridge> = {
      ...desk.bridge(),
      getStart: async () => ({ settings: { language: 'en', theme: 'light', projector: false }, layout: null, appVersion: '0', drawsInSoftware: false, isFirstStart: true, recent: [], opened: null }),
      onRecent: silent, onOpenAsked: silent, onCloseAsked: silent,
      onReloaded: (listener) => ((heard.reloaded = listener), () => undefined),
      onDiskDiffers: (listener) => ((heard.diskDiffers = listener), () => undefined),
    };
    vi.stubGlobal('window', { lab: listening });
    await document.start();
    document.edit(typed, withSize(document.scenario, 1e9));
    document.setView({ places: [{ peer: 1, x: 0.2, y: 0.5 }] });
    await document.save();
    heard.diskDiffers?.(null);
    expect(document.unsaved).toBe(true);
    heard.reloaded?.({ kind: 'opened', document: { name: 'saved.swarm.json', handle: 'saved', text: other, warnings: [], unsaved: false } });
    expect([document.scenario.title, document.unsaved, document.view.places, document.history.at(-1)?.label]).toEqual(['Other', false, undefined, { key: 'document.edit.reloaded', values: { name: 'saved.swarm.json' } }]);
    document.undo();
    expect([document.scenario.content.sizeBits, document.unsaved]).toEqual([1e9, true]);
    heard.reloaded?.({ kind: 'refused', name: 'saved.swarm.json', issues: [] });
    expect([document.scenario.content.sizeBits, document.notice?.kind]).toEqual([1e9, 'refused']);
  });

  it('takes back unsaved work, finished or not', async () => {
    const document = useDocument();
    const unfinished = serializeScenario({ ...defaultScenario(), peerGroups: [] });
    const restored: OpenAnswer = { kind: 'opened', document: { name: 'lab.swarm.json', handle: 'x', text: unfinished, warnings: [], unsaved: true } };
    vi.stubGlobal('window', { lab: { ...desk.bridge(), restoreRecovered: async () => restored } satisfies Partial<LabBridge> });
    expect(await document.restore('id')).toBe(true);
    expect([document.unsaved, document.canRun, document.name, document.notice?.kind]).toEqual([true, false, 'lab.swarm.json', 'restored']);
    await nextTick();
    expect(desk.unsavedText).toBe(unfinished);
  });

  it('does not save a scenario that could not be opened again', async () => {
    const document = useDocument();
    document.edit({ key: 'e' }, { ...document.scenario, peerGroups: [] });
    expect(await document.save()).toBe(false);
    expect([desk.saved.length, document.notice?.kind]).toEqual([0, 'unsavable']);
  });

  it('begins a new document without a file', async () => {
    const document = useDocument();
    desk.file('other.swarm.json', other);
    await document.open();
    await document.newDocument();
    expect([document.scenario, document.unsaved, document.canUndo]).toEqual([defaultScenario(), false, false]);
  });
});
