// Plain JavaScript: a thread of the test runner does not read TypeScript by itself.
import { parentPort } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

const { digestsOfGoldenRuns } = await tsImport('./goldenDigests.ts', import.meta.url);
parentPort?.postMessage(digestsOfGoldenRuns());
