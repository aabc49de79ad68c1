import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultScenario, serializeScenario } from '@core/scenario';
import { createRecentFiles } from '../files/recentFiles';
import { createSaveQueue } from '../files/saveQueue';
import type { Dialogs } from './dialogs';
import { createDocuments } from './documents';

const textOf = (seed: number): string => serializeScenario({ ...defaultScenario(), seed });

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-documents-'));
  file = path.join(folder, 'class.swarm.json');
  await writeFile(file, textOf(1));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A user at the dialogs: what he would choose, and what he was asked. */
function user() {
  const asked: string[] = [];
  const answers = { open: null as string | null, save: null as string | null, choice: '' };
  const dialogs: Dialogs = {
    openFile: async () => answers.open,
    saveFile: async (_folder, name) => {
      asked.push(`save ${name}`);
      return answers.save;
    },
    async choose(choice) {
      asked.push(choice.question);
      const names = Object.keys(choice.buttons) as (keyof typeof choice.buttons)[];
      return names.find((name) => name === answers.choice) ?? choice.cancel;
    },
  };
  return { asked, answers, dialogs };
}

function openDocuments(startFile: string | null = null) {
  const person = user();
  const queue = createSaveQueue();
  const recent = createRecentFiles(folder, queue, (error) => { throw error; });
  const documents = createDocuments({ dialogs: person.dialogs, recent, queue, homeFolder: folder, startFile, onRecent: () => undefined });
  return { ...person, documents, recent, queue };
}

test('the file of the command line is opened once, with its text and warnings', async () => {
  await writeFile(file, textOf(1).replace('"seed"', '"colour": "red",\n  "seed"'));
  const { documents, recent, queue } = openDocuments(file);
  const opened = await documents.atStart();
  expect(opened).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json', unsaved: false, text: await readFile(file, 'utf8') } });
  expect(opened?.kind === 'opened' && opened.document.warnings.map((warning) => warning.path)).toEqual(['colour']);
  expect(recent.list().map(({ name }) => name)).toEqual(['class.swarm.json']);
  await queue.idle();
});

test('a window that crashed gets its unsaved text back; once saved, the file', async () => {
  const { documents, queue } = openDocuments(file);
  await documents.atStart();
  documents.setUnsaved(textOf(2));
  expect(documents.isUnsaved()).toBe(true);
  expect(await documents.atStart()).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json', text: textOf(2), unsaved: true } });
  await documents.save(textOf(2));
  expect(documents.isUnsaved()).toBe(false);
  expect(await documents.atStart()).toMatchObject({ kind: 'opened', document: { text: textOf(2), unsaved: false } });
  await queue.idle();
});

test('a file that cannot be used leaves the open document where it was', async () => {
  const { documents, answers, queue } = openDocuments(file);
  await documents.atStart();
  answers.open = path.join(folder, 'bad.json');
  await writeFile(answers.open, textOf(1).replace('"seed": 1', '"seed": "one"'));
  expect(await documents.open()).toMatchObject({ kind: 'refused', name: 'bad.json', issues: [{ path: 'seed', found: '"one"' }] });
  expect(await documents.save(textOf(3))).toMatchObject({ kind: 'saved', place: { name: 'class.swarm.json' } });
  expect(await readFile(file, 'utf8')).toBe(textOf(3));
  await queue.idle();
});

test('a recent file that is gone is refused and leaves the list', async () => {
  const { documents, recent, queue } = openDocuments(file);
  await documents.atStart();
  await rm(file);
  const [kept] = recent.list();
  expect(await documents.openById(kept?.id ?? '')).toMatchObject({ kind: 'refused', issues: [{ code: 'fileMissing' }] });
  expect(recent.list()).toEqual([]);
  expect(await documents.openById('nobody')).toMatchObject({ kind: 'failed', problem: { code: 'openUnknown' } });
  await queue.idle();
});

test('a new document asks for a file at its first save and not again', async () => {
  const { documents, answers, asked, queue } = openDocuments();
  const place = documents.begin('교과서: 학생 30명');
  expect(place).toEqual({ name: '교과서: 학생 30명', handle: '' });
  expect(await documents.save(textOf(1))).toEqual({ kind: 'cancelled' });
  answers.save = path.join(folder, 'new.swarm.json');
  const saved = await documents.save(textOf(1));
  expect(saved).toMatchObject({ kind: 'saved', place: { name: 'new.swarm.json' } });
  expect(await documents.save(textOf(2))).toEqual(saved);
  expect(asked).toEqual(['save 교과서: 학생 30명', 'save 교과서: 학생 30명']);
  expect(await readFile(answers.save, 'utf8')).toBe(textOf(2));
  await queue.idle();
});

test('what another program wrote is never overwritten without a word', async () => {
  const { documents, answers, asked, queue } = openDocuments(file);
  await documents.atStart();
  await writeFile(file, 'theirs');
  expect(await documents.save(textOf(2))).toEqual({ kind: 'cancelled' });
  expect(await readFile(file, 'utf8')).toBe('theirs');
  answers.choice = 'saveAs';
  answers.save = path.join(folder, 'mine.swarm.json');
  expect(await documents.save(textOf(2))).toMatchObject({ kind: 'saved', place: { name: 'mine.swarm.json' } });
  expect(await readFile(file, 'utf8')).toBe('theirs');
  await writeFile(answers.save, 'theirs too');
  answers.choice = 'overwrite';
  expect(await documents.save(textOf(3))).toMatchObject({ kind: 'saved' });
  expect(await readFile(answers.save, 'utf8')).toBe(textOf(3));
  expect(asked).toHaveLength(4);
  await queue.idle();
});

test('saves that overlap are taken for our own: nobody is asked, the last text wins', async () => {
  const { documents, asked, queue } = openDocuments(file);
  await documents.atStart();
  const saved = await Promise.all(Array.from({ length: 10 }, (_, seed) => documents.save(textOf(seed))));
  expect(saved.every(({ kind }) => kind === 'saved')).toBe(true);
  expect(asked).toEqual([]);
  expect(await readFile(file, 'utf8')).toBe(textOf(9));
  await queue.idle();
});

test('a touch with equal content, or a file that is gone, asks nothing', async () => {
  const { documents, asked, queue } = openDocuments(file);
  await documents.atStart();
  await writeFile(file, textOf(1));
  expect(await documents.save(textOf(2))).toMatchObject({ kind: 'saved' });
  await rm(file);
  expect(await documents.save(textOf(3))).toMatchObject({ kind: 'saved' });
  expect(asked).toEqual([]);
  await queue.idle();
});

test('a save that fails names the reason, and the document stays unsaved', async () => {
  const { documents, answers, queue } = openDocuments(file);
  await documents.atStart();
  documents.setUnsaved(textOf(2));
  answers.save = path.join(folder, 'no such folder', 'a.swarm.json');
  expect(await documents.saveAs(textOf(2))).toEqual({ kind: 'failed', problem: { code: 'saveNoFolder', detail: 'a.swarm.json' } });
  expect(documents.isUnsaved()).toBe(true);
  expect(await documents.save(textOf(2))).toMatchObject({ kind: 'saved', place: { name: 'class.swarm.json' } });
  await queue.idle();
});

test('a file that another start hands over is opened by its id', async () => {
  const { documents, queue } = openDocuments();
  const offered = documents.offer(file);
  expect(offered).toMatchObject({ name: 'class.swarm.json', folder: path.basename(folder) });
  expect(await documents.openById(offered.id)).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json' } });
  await queue.idle();
});
