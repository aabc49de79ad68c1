import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTorrent } from '../metainfo/createMetainfo';
import { pieceBytes } from '../metainfo/geometry';
import type { Metainfo } from '../metainfo/metainfo';
import { createBlame } from './blame';
import { assemblePiece } from './pieceAssembly';
import { createPeersFolder, sweepLeftFolders } from './peersFolder';
import { openPieceStore } from './pieceStore';

const content = Uint8Array.from({ length: 3 * 32_768 + 5_000 }, (_, at) => (at * 7 + (at >> 8)) & 255);
let folder = '';
let metainfo: Metainfo;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'peers-test-'));
  const plan = { name: 'a.bin', pieceLengthBytes: 32_768, announceUrl: 'http://127.0.0.1:1/announce' };
  ({ metainfo } = await createTorrent(plan, (async function* () {
    yield content;
  })()));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pieceOf = (piece: number) => content.slice(piece * 32_768, piece * 32_768 + pieceBytes(metainfo, piece));
const fileOf = (name = 'peer-1') => path.join(folder, name);

describe('what a peer holds', () => {
  it('is written piece by piece, in any order, and read back by blocks', async () => {
    const store = await openPieceStore(fileOf(), metainfo, 'resume');
    expect([store.heldCount, metainfo.pieceCount]).toEqual([0, 4]);
    for (const piece of [3, 0, 2, 1]) expect(await store.keep(piece, pieceOf(piece))).toBe(true);
    expect([store.heldCount, store.held[0]]).toEqual([4, 0b1111]);
    const read = Buffer.alloc(1_000);
    store.read(3, 4_000, read);
    expect(read).toEqual(Buffer.from(content.subarray(3 * 32_768 + 4_000)));
    await store.close();
    expect(await readFile(fileOf())).toEqual(Buffer.from(content));
  });

  it('never has a piece that fails its hash check', async () => {
    const store = await openPieceStore(fileOf(), metainfo, 'resume');
    const wrong = pieceOf(1);
    wrong[20_000]! ^= 1;
    expect(await store.keep(1, wrong)).toBe(false);
    expect(await store.keep(1, pieceOf(1).subarray(1))).toBe(false);
    expect(await store.keep(1, pieceOf(2))).toBe(false);
    expect([store.has(1), store.heldCount, (await stat(fileOf())).size]).toEqual([false, 0, 0]);
    expect(() => store.read(1, 0, new Uint8Array(1))).toThrow('not held');
    await store.close();
  });

  it('is found again after the peer was killed, without what was damaged meanwhile', async () => {
    const before = await openPieceStore(fileOf(), metainfo, 'resume');
    for (const piece of [0, 1, 3]) await before.keep(piece, pieceOf(piece));
    await before.close();
    const damaged = await readFile(fileOf());
    damaged[40_000]! ^= 1;
    await writeFile(fileOf(), damaged);
    const after = await openPieceStore(fileOf(), metainfo, 'resume');
    expect([after.heldCount, after.held[0]]).toEqual([2, 0b1001]);
    await after.close();
    await truncate(fileOf(), content.length - 1);
    const cut = await openPieceStore(fileOf(), metainfo, 'resume');
    expect(cut.held[0]).toBe(0b0001);
    await cut.close();
  });

  it('begins whole for a seed, whose file is not touched', async () => {
    await writeFile(fileOf(), content, { mode: 0o400 });
    const seed = await openPieceStore(fileOf(), metainfo, 'readOnly');
    expect(seed.heldCount).toBe(4);
    expect(await seed.keep(0, pieceOf(0))).toBe(true);
    await seed.close();
    await expect(openPieceStore(fileOf('none'), metainfo, 'readOnly')).rejects.toThrow('ENOENT');
  });

  it('is not made up when somebody cuts the file', async () => {
    const store = await openPieceStore(fileOf(), metainfo, 'resume');
    await store.keep(3, pieceOf(3));
    await truncate(fileOf(), 10);
    expect(() => store.read(3, 0, new Uint8Array(100))).toThrow('gone from the disk');
    await store.close();
  });

  it('waits with its end for what is being written', async () => {
    const store = await openPieceStore(fileOf(), metainfo, 'resume');
    const kept = store.keep(2, pieceOf(2));
    await store.close();
    expect(await kept).toBe(true);
    expect((await readFile(fileOf())).subarray(2 * 32_768, 3 * 32_768)).toEqual(Buffer.from(pieceOf(2)));
  });
});

describe('a piece', () => {
  it('is whole when each of its blocks has come once, whoever sent them', () => {
    const assembly = assemblePiece(metainfo, 0);
    const bytes = pieceOf(0);
    expect(assembly.put(16_384, bytes.subarray(16_384), 5)).toBe(true);
    expect([assembly.isWhole, assembly.firstMissing(0), assembly.firstMissing(1)]).toEqual([false, 0, -1]);
    expect(assembly.put(16_384, bytes.subarray(0, 16_384), 6)).toBe(false);
    expect(assembly.put(0, bytes.subarray(0, 16_384), 7)).toBe(true);
    expect([assembly.isWhole, assembly.firstMissing(0), ...assembly.senders]).toEqual([true, -1, 5, 7]);
    expect(Buffer.from(assembly.bytes)).toEqual(Buffer.from(bytes));
  });

  it('takes blocks of its own only', () => {
    const last = assemblePiece(metainfo, 3);
    for (const [begin, length] of [[0, 4_999], [0, 5_001], [1, 4_999], [16_384, 1], [0, 0]] as const) expect(last.put(begin, new Uint8Array(length), 1), `${begin} ${length}`).toBe(false);
    expect([last.put(0, new Uint8Array(5_000), 1), last.isWhole]).toEqual([true, true]);
  });

  it('that was wrong is the fault of who sent it alone, or had a part in two', () => {
    const blame = createBlame();
    expect(blame.failed(new Set([1]))).toEqual([1]);
    expect(blame.failed(new Set([2, 3]))).toEqual([]);
    expect(blame.failed(new Set([3, 4]))).toEqual([3]);
    expect(blame.failed(new Set([2, 4, 5]))).toEqual([2, 4]);
  });
});

describe('the folder of real peers', () => {
  it('is for this user only, and goes with everything in it', async () => {
    const peers = await createPeersFolder(1_000, folder);
    await writeFile(path.join(peers.path, 'peer-1'), 'x');
    if (process.platform !== 'win32') expect((await stat(peers.path)).mode & 0o777).toBe(0o700);
    const listeners = process.listenerCount('exit');
    await peers.remove();
    await peers.remove();
    expect([await readdir(folder), process.listenerCount('exit')]).toEqual([[], listeners - 1]);
  });

  it('is not made where there is too little room', async () => {
    await expect(createPeersFolder(2 ** 60, folder)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is removed at the exit of its process, or at the next start when that was killed', async () => {
    const make = `import { createPeersFolder } from ${JSON.stringify(path.join(import.meta.dirname, 'peersFolder.ts'))};
      console.log((await createPeersFolder(1, ${JSON.stringify(folder)})).path);`;
    const run = ['--import', 'tsx', '--input-type=module', '-e'];
    const { stdout } = await promisify(execFile)(process.execPath, [...run, make]);
    await expect(access(stdout.trim())).rejects.toThrow('ENOENT');

    const child = spawn(process.execPath, [...run, `${make} setInterval(() => undefined, 1_000);`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const left = String(said).trim();
    expect(await sweepLeftFolders(folder)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await access(left);
    await (await createPeersFolder(1, folder)).remove();
    await expect(access(left)).rejects.toThrow('ENOENT');
  }, 30_000);
});
