import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultScenario, serializeScenario } from '@core/scenario';
import { createRecentFiles } from '../files/recentFiles';
import { createRecoveryCopies } from '../files/recoveryCopies';
import { createSaveQueue } from '../files/saveQueue';
import type { Dialogs } from './dialogs';
import { createDocuments } from './documents';
import { createEarlierWork } from './earlierWork';
import { createWorkKeeper } from './workKeeper';

const textOf = (seed: number): string => serializeScenario({ ...defaultScenario(), seed });

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-documents-'));
  file = path.join(folder, 'class.swarm.json');
  await writeFile(file, textOf(1));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A user at the dialogs: what he would choose, what happens while he thinks of a name, and what he was asked. */
function user() {
  const asked: string[] = [];
  const answers = { open: null as string | null, save: null as string | null, choice: '', meanwhile: (): void => undefined };
  const dialogs: Dialogs = {
    openFile: async () => answers.open,
    saveFile: async (_folder, name) => {
      asked.push(`save ${name}`);
      answers.meanwhile();
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
  const copies = createRecoveryCopies(folder, queue);
  const keeper = createWorkKeeper(copies, (error) => { throw error; });
  const earlier = createEarlierWork(copies);
  const told: string[] = [];
  const used: string[] = [];
  const documents = createDocuments({
    dialogs: person.dialogs, recent, queue, keeper, earlier, homeFolder: folder, startFile, onRecent: () => undefined, onUsed: (one) => used.push(one),
    news: {
      reloaded: (answer) => told.push(`reloaded ${answer.kind}`),
      diskDiffers: () => told.push('differs'),
      saveAsWanted: () => told.push('save as'),
      trouble: ({ code, detail }) => told.push(`${code} ${detail}`),
    },
  });
  return { ...person, documents, recent, queue, keeper, earlier, told, used };
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

test('a save that ends after another new document was begun does not make that one its own', async () => {
  const { documents, answers, queue } = openDocuments();
  documents.begin('first');
  answers.save = path.join(folder, 'first.swarm.json');
  answers.meanwhile = () => {
    documents.begin('second');
    documents.setUnsaved(textOf(2));
  };
  expect(await documents.save(textOf(1))).toMatchObject({ kind: 'saved', place: { name: 'first.swarm.json' } });
  expect(documents.isUnsaved()).toBe(true);
  expect(await documents.atStart()).toMatchObject({ document: { name: 'second', handle: '', text: textOf(2), unsaved: true } });
  documents.setUnsaved(null);
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
  expect(await documents.saveAs(textOf(2))).toEqual({ kind: 'failed', problem: { code: 'saveNoFolder', detail: path.join('no such folder', 'a.swarm.json') } });
  expect(documents.isUnsaved()).toBe(true);
  expect(await documents.save(textOf(2))).toMatchObject({ kind: 'saved', place: { name: 'class.swarm.json' } });
  await queue.idle();
});

test('a dropped file is opened where it lies; one that lies nowhere is not', async () => {
  const { documents, queue } = openDocuments();
  expect(await documents.openDropped(file)).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json' } });
  expect(await documents.openDropped('')).toMatchObject({ kind: 'failed', problem: { code: 'openUnknown' } });
  await queue.idle();
});

test('a file that another start hands over is opened by its id', async () => {
  const { documents, queue } = openDocuments();
  const offered = documents.offer(file);
  expect(offered).toMatchObject({ name: 'class.swarm.json', folder: path.basename(folder) });
  expect(await documents.openById(offered.id)).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json' } });
  await queue.idle();
});

describe('a file that changes on the disk', () => {
  async function opened() {
    const lab = openDocuments(file);
    await lab.documents.atStart();
    return lab;
  }
  afterEach(async () => expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]));

  test('is asked about when the user comes back, once for each state it is found in', async () => {
    const { documents, asked, told, queue } = await opened();
    await documents.look();
    expect(asked).toEqual([]);
    await writeFile(file, textOf(2));
    await documents.look();
    await documents.look();
    expect(asked).toEqual(['menu.dialog.meanwhileQuestion']);
    await writeFile(file, textOf(3));
    await documents.look();
    expect([asked.length, told]).toEqual([2, []]);
    // Later is no answer: the save asks, and Cancel leaves theirs.
    expect(await documents.save(textOf(9))).toEqual({ kind: 'cancelled' });
    expect([asked.at(-1), await readFile(file, 'utf8')]).toEqual(['menu.dialog.changedQuestion', textOf(3)]);
    await queue.idle();
  });

  test('is loaded if the user likes, and is then the file that saves go to', async () => {
    const { documents, answers, asked, told, queue } = await opened();
    answers.choice = 'reload';
    await writeFile(file, textOf(2));
    await documents.look();
    expect(told).toEqual(['reloaded opened']);
    expect(await documents.save(textOf(4))).toMatchObject({ kind: 'saved' });
    await writeFile(file, textOf(5));
    expect(await documents.save(textOf(6))).toEqual({ kind: 'cancelled' });
    expect([told.length, await readFile(file, 'utf8')]).toEqual([2, textOf(5)]);
    await writeFile(file, 'nonsense');
    await documents.look();
    expect([told.at(-1), asked.length]).toEqual(['reloaded refused', 3]);
    await queue.idle();
  });

  test('is replaced without another question once the user keeps his own, unless it changes again', async () => {
    const { documents, answers, asked, told, queue } = await opened();
    answers.choice = 'keep';
    await writeFile(file, textOf(2));
    await documents.look();
    expect(told).toEqual(['differs']);
    expect(await documents.save(textOf(4))).toMatchObject({ kind: 'saved' });
    expect([asked.length, await readFile(file, 'utf8')]).toEqual([1, textOf(4)]);
    await writeFile(file, textOf(2));
    await documents.look();
    await writeFile(file, textOf(3));
    answers.choice = 'cancel';
    expect(await documents.save(textOf(4))).toEqual({ kind: 'cancelled' });
    expect(await readFile(file, 'utf8')).toBe(textOf(3));
    await queue.idle();
  });

  test('can be kept beside the own', async () => {
    const { documents, answers, told, queue } = await opened();
    answers.choice = 'saveAs';
    await writeFile(file, textOf(2));
    await documents.look();
    expect(told).toEqual(['save as']);
    await queue.idle();
  });

  test('and is gone: told once, the document is unsaved; what lies there later is not overwritten unasked', async () => {
    const { documents, asked, told, queue } = await opened();
    await rm(file);
    await documents.look();
    await documents.look();
    expect(told).toEqual(['differs', `fileGone ${path.join(path.basename(folder), 'class.swarm.json')}`]);
    await writeFile(file, 'theirs');
    expect(await documents.save(textOf(2))).toEqual({ kind: 'cancelled' });
    expect([asked, await readFile(file, 'utf8')]).toEqual([['menu.dialog.changedQuestion'], 'theirs']);
    await queue.idle();
  });

  test('or is only touched: nobody is asked, and it is not read again for that', async () => {
    const { documents, asked, told, queue } = await opened();
    await utimes(file, 1, 1);
    await documents.look();
    await documents.look();
    expect([asked, told]).toEqual([[], []]);
    await queue.idle();
  });

  test('is never overwritten because it has become too large to be read', async () => {
    const { documents, asked, queue } = await opened();
    await writeFile(file, ' '.repeat(17 * 1_048_576));
    expect(await documents.save(textOf(2))).toEqual({ kind: 'cancelled' });
    expect(asked).toEqual(['menu.dialog.changedQuestion']);
    await queue.idle();
  });
});

describe('unsaved work', () => {
  const leave = async ({ keeper, queue }: Pick<ReturnType<typeof openDocuments>, 'keeper' | 'queue'>) => {
    await keeper.flush();
    await queue.idle();
  };

  test('is found by the next start, beside its untouched file, and goes on where it was', async () => {
    const first = openDocuments(file);
    await first.documents.atStart();
    first.documents.setUnsaved(textOf(2));
    await leave(first);
    expect(await first.earlier.list()).toEqual([]);

    const second = openDocuments();
    const [work] = await second.earlier.list();
    expect(work).toMatchObject({ name: 'class.swarm.json', folder: path.basename(folder), file: 'same' });
    expect(await second.earlier.compare(work!.id)).toEqual({ text: textOf(2), fileText: textOf(1) });
    expect(await second.documents.restore(work!.id)).toMatchObject({ kind: 'opened', document: { name: 'class.swarm.json', text: textOf(2), unsaved: true } });
    expect([second.documents.isUnsaved(), await second.earlier.list()]).toEqual([true, []]);
    // Until it is saved, another crash loses nothing either.
    await leave(second);
    const third = openDocuments();
    expect(await third.earlier.list()).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe(textOf(1));
    expect(await second.documents.save(textOf(2))).toMatchObject({ kind: 'saved' });
    expect([second.asked, await readFile(file, 'utf8')]).toEqual([[], textOf(2)]);
    await leave(second);
    expect(await openDocuments().earlier.list()).toEqual([]);
  });

  test('that broke a rule between fields comes back as well', async () => {
    const first = openDocuments();
    first.documents.begin('New');
    const unfinished = serializeScenario({ ...defaultScenario(), peerGroups: [] });
    first.documents.setUnsaved(unfinished);
    expect(await first.documents.atStart()).toMatchObject({ kind: 'opened', document: { text: unfinished, unsaved: true } });
    await leave(first);
    const second = openDocuments();
    const [work] = await second.earlier.list();
    expect(work).toMatchObject({ name: 'New', folder: '', file: 'none' });
    expect(await second.documents.restore(work!.id)).toMatchObject({ kind: 'opened', document: { name: 'New', handle: '', unsaved: true } });
    await leave(second);
  });

  test('whose file has changed since is not saved over it unasked', async () => {
    const first = openDocuments(file);
    await first.documents.atStart();
    first.documents.setUnsaved(textOf(2));
    await leave(first);
    await writeFile(file, textOf(7));
    const second = openDocuments();
    const [work] = await second.earlier.list();
    expect(work).toMatchObject({ file: 'changed' });
    await second.documents.restore(work!.id);
    expect(await second.documents.save(textOf(2))).toEqual({ kind: 'cancelled' });
    expect(await readFile(file, 'utf8')).toBe(textOf(7));
    await leave(second);
  });

  test('that is discarded, not saved or replaced has no copy any more', async () => {
    const first = openDocuments(file);
    await first.documents.atStart();
    first.documents.setUnsaved(textOf(2));
    await leave(first);
    first.documents.setUnsaved(null);
    await leave(first);
    expect(await openDocuments().earlier.list()).toEqual([]);
    first.documents.setUnsaved(textOf(3));
    await leave(first);
    const second = openDocuments();
    const [work] = await second.earlier.list();
    await second.earlier.discard(work!.id);
    expect([await second.earlier.list(), await second.earlier.compare(work!.id)]).toEqual([[], null]);
    expect(await second.documents.restore(work!.id)).toMatchObject({ kind: 'failed', problem: { code: 'copyGone' } });
    expect(await readdir(path.join(folder, 'recovery'))).toEqual([]);
  });

  test('of a document opened without traces leaves none, nor does its file', async () => {
    const lab = openDocuments();
    lab.answers.open = file;
    expect(await lab.documents.openPrivately()).toMatchObject({ kind: 'opened' });
    lab.documents.setUnsaved(textOf(2));
    await leave(lab);
    expect(await lab.documents.save(textOf(2))).toMatchObject({ kind: 'saved' });
    await leave(lab);
    expect([lab.recent.list(), lab.used, await readdir(folder)]).toEqual([[], [], ['class.swarm.json']]);
    // Nor by a save that ends when another document is open.
    lab.answers.save = path.join(folder, 'copy.swarm.json');
    lab.answers.meanwhile = () => void lab.documents.begin('new');
    expect(await lab.documents.saveAs(textOf(3))).toMatchObject({ kind: 'saved' });
    expect([lab.recent.list(), lab.used]).toEqual([[], []]);
    await lab.documents.open();
    await leave(lab);
    expect(lab.used).toEqual([file]);
  });
});
