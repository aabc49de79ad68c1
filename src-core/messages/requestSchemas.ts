import { z } from 'zod';
import type { Issue } from '../base/index';
import { checkScenario } from '../scenario/index';

z.config({ jitless: true });

export const runId = z.string().min(1).max(100);
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A scenario that came in a message, checked as if it came from a file; what is wrong with it comes along with the refusal. */
export const scenario = z.unknown().transform((value, context) => {
  const checked = checkScenario(value);
  if (checked.ok) return checked.value;
  for (const issue of checked.issues) context.addIssue({ code: 'custom', params: { issue } });
  return z.NEVER;
});

/** A request that came over a port, checked; or the run it names with what is wrong; or null: nobody could be answered. */
export type ReadRequest<Request> =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly runId: string; readonly issues: readonly Issue[] };

export function readRequest<Request>(schema: z.ZodType<Request>, message: unknown): ReadRequest<Request> | null {
  const read = schema.safeParse(message);
  if (read.success) return { ok: true, request: read.data };
  const named = z.object({ runId }).safeParse(message);
  const issues = read.error.issues.flatMap((issue) => (issue.code === 'custom' ? (issue.params?.issue as Issue) : []));
  return named.success ? { ok: false, runId: named.data.runId, issues } : null;
}
