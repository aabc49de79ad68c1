import { createPinia, setActivePinia } from 'pinia';
import { effectScope, type EffectScope } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { i18n } from '../i18n/index';
import { useDocument } from '../stores/document';
import { presetScenario } from '../stores/presets';
import { withPeerCount } from '../stores/scenarioEdits';
import { usePeerPlaces } from './usePeerPlaces';

let scope: EffectScope;

beforeEach(() => {
  vi.stubGlobal('window', { lab: { setUnsaved: async () => undefined, beginDocument: async (name: string) => ({ name, handle: 'h' }) } });
  setActivePinia(createPinia());
  scope = effectScope();
});
// The window stays: what the document has to tell main it tells a moment after its last change.
afterEach(() => scope.stop());

it('a peer that was dragged stands where it stood after one undo, and where it was put after redo', () => {
  scope.run(() => {
    const document = useDocument();
    const { places, put, putBack, tidyUp, follow } = usePeerPlaces();
    follow();
    const before = document.scenario;
    put({ peer: 3, x: 0.2, y: 0.4 });
    put({ peer: 3, x: 0.7, y: 0.4 });
    put({ peer: 0, x: 0.1, y: 0.1 });
    expect(document.history.map(({ label }) => label.key).slice(-2)).toEqual(['peers.edit.placed', 'peers.edit.serverPlaced']);
    expect(document.scenario).toEqual(before);
    document.undo();
    expect(places.value).toEqual([{ peer: 3, x: 0.7, y: 0.4 }]);
    document.undo();
    expect(places.value).toEqual([{ peer: 3, x: 0.2, y: 0.4 }]);
    document.undo();
    expect(places.value).toEqual([]);
    document.redo();
    document.redo();
    expect(places.value).toEqual([{ peer: 3, x: 0.7, y: 0.4 }]);
    putBack(3);
    expect(places.value).toEqual([]);
    document.undo();
    tidyUp();
    document.undo();
    expect(places.value).toEqual([{ peer: 3, x: 0.7, y: 0.4 }]);
  });
});

it('an edit between two drags is undone alone', () => {
  scope.run(() => {
    const document = useDocument();
    const { places, put, follow } = usePeerPlaces();
    follow();
    put({ peer: 1, x: 0.5, y: 0.5 });
    document.edit({ key: 'document.edit.peers' }, withPeerCount(document.scenario, 7));
    put({ peer: 2, x: 0.3, y: 0.3 });
    document.undo();
    expect(places.value).toEqual([{ peer: 1, x: 0.5, y: 0.5 }]);
    document.undo();
    expect(places.value).toEqual([{ peer: 1, x: 0.5, y: 0.5 }]);
    document.undo();
    expect(places.value).toEqual([]);
  });
});

it('a drag is undone to its place also when a built-in scenario has got the words of another language since', async () => {
  const document = await scope.run(async () => {
    const opened = useDocument();
    usePeerPlaces().follow();
    await opened.openPreset('textbook-10-peers');
    return opened;
  });
  const { places, put } = usePeerPlaces();
  put({ peer: 3, x: 0.2, y: 0.4 });
  put({ peer: 3, x: 0.7, y: 0.4 });
  i18n.global.locale.value = 'ko';
  await vi.waitFor(() => expect(document?.scenario.title).toBe(presetScenario('textbook-10-peers', 'ko').title));
  expect(places.value).toEqual([{ peer: 3, x: 0.7, y: 0.4 }]);
  document?.undo();
  expect(places.value).toEqual([{ peer: 3, x: 0.2, y: 0.4 }]);
  document?.undo();
  expect(places.value).toEqual([]);
  i18n.global.locale.value = 'en';
});
