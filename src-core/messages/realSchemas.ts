import { z } from 'zod';
import type { RealRequest } from './real';
import { count, readRequest, runId, scenario, type ReadRequest } from './requestSchemas';

const request: z.ZodType<RealRequest> = z.discriminatedUnion('kind', [
  z.object({ runId, kind: z.literal('plan'), scenario }),
  z.object({ runId, kind: z.literal('start'), scenario, expectsGuests: z.boolean() }),
  ...(['stop', 'taken', 'stopTracker', 'startTracker'] as const).map((kind) => z.object({ runId, kind: z.literal(kind) })),
  ...(['kill', 'restart', 'corrupt'] as const).map((kind) => z.object({ runId, kind: z.literal(kind), peer: count })),
  z.object({ runId, kind: z.literal('setFreeRider'), peer: count, isFreeRider: z.boolean() }),
]);

export const readRealRequest = (message: unknown): ReadRequest<RealRequest> | null => readRequest(request, message);
