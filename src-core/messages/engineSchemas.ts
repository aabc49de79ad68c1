import { z } from 'zod';
import type { EngineRequest } from './engine';
import { count, readRequest, runId, scenario, type ReadRequest } from './requestSchemas';

const seconds = z.number().min(0);
const request: z.ZodType<EngineRequest> = z.discriminatedUnion('kind', [
  z.object({ runId, kind: z.literal('run'), scenario, architecture: z.enum(['client-server', 'peer-to-peer', 'fluid-schedule']), randomSeed: count }),
  z.object({
    runId, kind: z.literal('explain'), scenario, architecture: z.enum(['client-server', 'peer-to-peer']), randomSeed: count,
    row: count, round: z.object({ peer: count, untilSeconds: seconds }).nullable(), fromRow: count, fromSeconds: seconds, roundsFromSeconds: seconds,
  }),
  z.object({ runId, kind: z.literal('cancel') }),
  z.object({ runId, kind: z.literal('taken') }),
]);

export const readEngineRequest = (message: unknown): ReadRequest<EngineRequest> | null => readRequest(request, message);
