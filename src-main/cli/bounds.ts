import { boundCurve, bounds, parsePeerCounts, type Bound, type Bounds } from '@core/theory';
import { Failure, WRONG } from './failure';
import { csvOf, jsonOf } from './csv';
import { memoryWarnings } from './memoryWarning';
import { loadScenario, sentenceOf } from './scenarioFile';
import type { Words } from './words';

export interface BoundsOptions {
  readonly peers?: string;
  readonly csv?: boolean;
}

/** `lab bounds FILE`: what theory says about a scenario, for its own number of peers or for many. */
export async function boundsCommand(file: string, options: BoundsOptions, words: Words): Promise<string> {
  // Before the file, so that a wrong option does not wait for standard input.
  const counts = options.peers === undefined ? null : countsOf(options.peers, words);
  const { scenario } = await loadScenario(file, words);
  for (const { path, message } of memoryWarnings(scenario, words)) process.stderr.write(`${file}: ${path}: ${message}\n`);
  if (counts === null) {
    const both = bounds(scenario);
    return options.csv ? csvOf(COLUMNS.slice(1), [cellsOf(both)]) : jsonOf(shown(both));
  }
  const rows = boundCurve(scenario, counts);
  if (options.csv) return csvOf(COLUMNS, rows.map((row) => [row.peers, ...cellsOf(row)]));
  return jsonOf(rows.map((row) => ({ peers: row.peers, ...shown(row) })));
}

const COLUMNS = ['peers', 'clientServerSeconds', 'clientServerBinding', 'peerToPeerSeconds', 'peerToPeerBinding'];
const cellsOf = ({ clientServer, peerToPeer }: Bounds) => [clientServer.seconds, clientServer.binding, peerToPeer.seconds, peerToPeer.binding];
const shown = ({ clientServer, peerToPeer }: Bounds) => ({ clientServer: stated(clientServer), peerToPeer: stated(peerToPeer) });

/** A bound as `contract.md` has it. */
function stated({ seconds, binding, tie, reason }: Bound) {
  return { seconds, binding, ...(tie ? { tie } : {}), ...(reason ? { reason } : {}) };
}

function countsOf(text: string, words: Words): readonly number[] {
  const counts = parsePeerCounts(text);
  if (counts.ok) return counts.value;
  throw new Failure(WRONG, counts.issues.map((issue) => `--peers: ${sentenceOf(issue, words)}`));
}
