import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { nodeFileSystem } from './fileSystem';
import { ownerOf, sweepOwnTemps } from './staleTemps';

const SIZE_BYTES = 5 * 1_048_576;

export interface KillFigures {
  readonly kills: number;
  /** Kills after which the file was neither the old nor the new content, byte for byte. */
  readonly broken: number;
  /** Kills that struck while a temporary file was there: in the middle of a save. */
  readonly amidSaving: number;
  /** Temporary files still there after what the next start does. */
  readonly leftOver: number;
}

/**
 * Kills a process that does nothing but save a file of 5 MiB, again and again, each time at another moment.
 * @param afterMs how long the process has been saving when it is killed
 * @throws Error when the process ends by itself
 */
export async function killWhileSaving(file: string, kills: number, afterMs: (kill: number) => number): Promise<KillFigures> {
  const [folder, owner] = [path.dirname(file), ownerOf(path.dirname(file))];
  const states = ['a', 'b'].map((letter) => Buffer.alloc(SIZE_BYTES, letter));
  const program = `
    import { saveAtomically } from './saveAtomically.js';
    const states = ['a', 'b'].map((letter) => Buffer.alloc(${SIZE_BYTES}, letter));
    for (let n = 0; ; n++) {
      await saveAtomically(${JSON.stringify(file)}, states[n % 2], { owner: ${JSON.stringify(owner)} });
      if (n === 0) process.send('saving');
    }`;
  const bundle = path.join(folder, 'bundle');
  await build({
    configFile: false,
    logLevel: 'error',
    // The sources themselves take a second to start, and what is looked for is in the milliseconds after that.
    build: { ssr: path.join(import.meta.dirname, 'saveAtomically.ts'), outDir: bundle, target: 'node20', rolldownOptions: { output: { entryFileNames: 'saveAtomically.js' } } },
  });
  const saver = path.join(bundle, 'saver.mjs');
  await writeFile(saver, program);
  const figures = { kills, broken: 0, amidSaving: 0, leftOver: 0 };
  const temps = async (): Promise<number> => (await readdir(folder)).filter((name) => name.endsWith('.tmp')).length;
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [saver], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const gone = once(child, 'exit');
    await Promise.race([once(child, 'message'), gone]);
    await wait(afterMs(kill));
    if (child.exitCode !== null) throw new Error(`the saving process ended with ${child.exitCode} before it was killed`);
    child.kill('SIGKILL');
    await gone;
    const found = await readFile(file);
    if (!states.some((state) => state.equals(found))) figures.broken++;
    if ((await temps()) > 0) figures.amidSaving++;
    await sweepOwnTemps(nodeFileSystem, file, owner, Date.now());
    figures.leftOver += await temps();
  }
  return figures;
}
