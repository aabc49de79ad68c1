// The steps of `npm test`, in order, each with the report that must be there when it is done.
import path from 'node:path';
import { programOf, root } from '../tools/programs.mjs';

export const reportFolder = path.join(root, 'test-results', 'reports');

/**
 * @typedef {'exit' | 'vitest' | 'playwright'} ReportKind `exit`: one test, passed if every command ends with 0
 * @typedef {object} Step
 * @property {string} name also the file of its report
 * @property {ReportKind} kind
 * @property {string[][]} commands arguments for Node
 * @property {Record<string, string>} [env]
 */

/** @param {string} name */
export const reportOf = (name) => path.join(reportFolder, `${name}.json`);

/**
 * @param {string} project
 * @param {string} workers how many of its files run at once
 * @returns {string[]}
 */
const vitest = (project, workers) => [programOf('vitest'), 'run', '--project', project, `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`];
const tsc = programOf('typescript', 'tsc');

/** @type {readonly Step[]} */
export const steps = [
  {
    name: 'types',
    kind: 'exit',
    commands: [
      [programOf('vue-tsc'), '--noEmit'],
      [tsc, '--noEmit', '-p', 'src-core'],
      [tsc, '--noEmit', '-p', 'scripts'],
    ],
  },
  {
    name: 'lint',
    kind: 'exit',
    commands: [
      [programOf('eslint'), '.', '--max-warnings=0'],
      [programOf('dependency-cruiser', 'depcruise'), 'src-core', 'src-main', 'src-renderer', 'e2e'],
    ],
  },
  { name: 'unit', kind: 'vitest', commands: [vitest('unit', '100%')] },
  { name: 'laws', kind: 'vitest', commands: [vitest('laws', '100%')] },
  // One after the other: real swarms are held against the clock.
  { name: 'cli', kind: 'vitest', commands: [[path.join(root, 'scripts', 'system', 'clients.mjs')], vitest('cli', '1')] },
  {
    name: 'e2e',
    kind: 'playwright',
    commands: [[path.join(root, 'scripts', 'e2e.mjs')]],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('e2e') },
  },
];
