import path from 'node:path';
import { build, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const outDir = path.join(root, 'out/bench');

/** Gives the core the recording queue in place of its own, to everyone but the bench itself. */
const recordingQueue: Plugin = {
  name: 'recording-queue',
  enforce: 'pre',
  resolveId(source, importer) {
    const isOfTheCore = source === './eventQueue' && importer?.includes('/src-core/base/');
    return isOfTheCore ? path.join(root, 'bench/queues/recordedStream.ts') : null;
  },
};

async function bundle(name: string, plugins: Plugin[]): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins,
    resolve: { alias: { '@core': path.join(root, 'src-core') } },
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'bench/measure.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.js` } },
    },
  });
  return path.join(outDir, `${name}.js`);
}

/** The production bundle that measures; returns the file. */
export const buildMeasure = () => bundle('measure', []);

/** The same with an event queue that writes down what it is asked. */
export const buildRecordingQueue = () => bundle('measureQueues', [recordingQueue]);
