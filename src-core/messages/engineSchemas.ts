import { z } from 'zod';
import type { Issue } from '../base/index';
import { checkScenario } from '../scenario/index';
import type { EngineRequest } from './engine';

z.config({ jitless: true });

const runId = z.string().min(1).max(100);
const scenario = z.unknown();
const seconds = z.number().min(0);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const request = z.discriminatedUnion('kind', [
  z.object({ runId, kind: z.literal('run'), scenario, architecture: z.enum(['client-server', 'peer-to-peer', 'fluid-schedule']), randomSeed: count }),
  z.object({
    runId, kind: z.literal('explain'), scenario, architecture: z.enum(['client-server', 'peer-to-peer']), randomSeed: count,
    row: count, round: z.object({ peer: count, untilSeconds: seconds }).nullable(), fromRow: count, fromSeconds: seconds, roundsFromSeconds: seconds,
  }),
  z.object({ runId, kind: z.literal('cancel') }),
  z.object({ runId, kind: z.literal('taken') }),
]);

/** A request that came over a port, checked; or the run it names with what is wrong; or null: nobody could be answered. */
export type ReadRequest =
  | { readonly ok: true; readonly request: EngineRequest }
  | { readonly ok: false; readonly runId: string; readonly issues: readonly Issue[] };

export function readEngineRequest(message: unknown): ReadRequest | null {
  const read = request.safeParse(message);
  if (!read.success) {
    const named = z.object({ runId }).safeParse(message);
    return named.success ? { ok: false, runId: named.data.runId, issues: [] } : null;
  }
  if (read.data.kind !== 'run' && read.data.kind !== 'explain') return { ok: true, request: read.data };
  const checked = checkScenario(read.data.scenario);
  if (!checked.ok) return { ok: false, runId: read.data.runId, issues: checked.issues };
  return { ok: true, request: { ...read.data, scenario: checked.value } };
}
