import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../tools/children.mjs';
import { programOf, root } from '../tools/programs.mjs';
import { exactLaws, type ExactLaw } from './exactLaws';
import type { LawRow } from './row';

const TESTS = 'src-core/laws/exact.test.ts';
const REPORT = path.join(root, 'test-results', 'laws-exact.json');

/** What of the report of vitest is read here. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly status: string }[];
  }[];
}

function rowOf({ id, title, setting, expected }: ExactLaw, report: Report): LawRow {
  const tests = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles: [law = ''] }) => new RegExp(`\\b${id}\\b`).test(law));
  const passed = tests.filter(({ status }) => status === 'passed').length;
  // A law that has lost its tests is not one that holds.
  const holds = tests.length > 0 && passed === tests.length;
  return { law: `${id} ${title}`, setting, expected, measured: `${passed} of ${tests.length} tests hold`, margin: 'exact', holds };
}

/**
 * Runs the tests of the exact laws.
 * @param isWanted by id, `L4`
 * @throws Error when the tests left no report
 */
export async function checkExactLaws(isWanted: (id: string) => boolean): Promise<LawRow[]> {
  const wanted = exactLaws.filter(({ id }) => isWanted(id));
  if (wanted.length === 0) return [];
  await mkdir(path.dirname(REPORT), { recursive: true });
  await run(process.execPath, [programOf('vitest'), 'run', '--project', 'laws', TESTS, '--reporter=json', `--outputFile=${REPORT}`], { cwd: root });
  const report: Report = JSON.parse(await readFile(REPORT, 'utf8'));
  return wanted.map((law) => rowOf(law, report));
}
