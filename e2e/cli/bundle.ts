import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * Puts the command line into one file, which starts in a tenth of the time that its sources take: the tests start it about
 * a hundred times. It lies as deep below the project as the sources do, so that it finds the built-in scenarios.
 */
export async function bundleLab(root: string): Promise<{ readonly file: string; remove(): void }> {
  const outDir = path.join(root, 'out', `cli-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@core': path.join(root, 'src-core') } },
    // The pool's own worker is a file beside its library, which must stay where it is.
    ssr: { noExternal: true, external: ['piscina'] },
    build: {
      ssr: true,
      rolldownOptions: { input: { lab: path.join(root, 'src-main/cli/lab.ts'), sweepWorker: path.join(root, 'src-main/engine/sweepWorker.ts') } },
      outDir,
      target: 'node20',
      minify: false,
    },
  });
  return { file: path.join(outDir, 'lab.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
