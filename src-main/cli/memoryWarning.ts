import { freemem } from 'node:os';
import { parsePath, valueAt, type Scenario } from '@core/scenario';
import { memoryLimit, memoryRefusal } from '@core/sim';
import type { Words } from './words';

export interface Warning {
  readonly path: string;
  readonly message: string;
}

const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);

/** A warning where a run of the scenario would be refused on this machine for want of memory, with the number that would fit. */
export function memoryWarnings(scenario: Scenario, words: Words): readonly Warning[] {
  const refusal = memoryRefusal({ scenario, architecture: 'peer-to-peer' }, memoryLimit(freemem()));
  if (!refusal) return [];
  const { field, fits, bytes, limitBytes } = refusal;
  const found = String(valueAt(scenario, parsePath(field) ?? []));
  const values = { found, needs: gigabytes(bytes), limit: gigabytes(limitBytes), fits: fits ?? 0 };
  if (fits === null) return [{ path: field, message: words('cli.memory.never', values) }];
  const isCount = field !== 'content.pieceBits';
  return [{ path: field, message: words(isCount ? 'cli.memory.count' : 'cli.memory.pieces', values) }];
}
