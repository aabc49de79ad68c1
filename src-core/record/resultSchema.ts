import { z } from 'zod';
import type { IdleReason, RunResult } from '../replay/index';
import { MAX_PEERS, MAX_PIECES } from '../scenario/index';
import { ARCHITECTURES } from '../trace/index';

// Before the first schema: the window's content policy refuses functions made from text.
z.config({ jitless: true });

const count = z.int().min(0);
const amount = z.number().min(0);
const seconds = amount.nullable();
const ofReasons = <T extends z.ZodType>(one: T) =>
  z.strictObject({ nothingToGive: one, nobodyInterested: one, noSlot: one, receiversFull: one, endPhase: one } satisfies Record<IdleReason, T>);
/** Given up at the first that is wrong: zod's own list tells a fault for each of what may be millions, and counts them after that. */
const listOf = <T>(one: z.ZodType<T>, most: number) =>
  z.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= most, `no list of at most ${most}`).transform((values, context): T[] => {
    const read: T[] = [];
    for (const [at, value] of values.entries()) {
      const each = one.safeParse(value);
      if (!each.success) {
        context.addIssue({ code: 'custom', message: each.error.issues[0]?.message ?? '', path: [at] });
        return z.NEVER;
      }
      read.push(each.data);
    }
    return read;
  });
const series = listOf(amount, 1024);

/** What a recording says its run came to: the shape of the `run` command. */
export const resultSchema: z.ZodType<RunResult> = z.strictObject({
  architecture: z.enum(ARCHITECTURES),
  seed: count,
  engineVersion: z.string().max(100),
  finished: z.boolean(),
  makespanSeconds: seconds,
  boundSeconds: seconds,
  boundNote: z.enum(['lateArrivals', 'interruptions', 'serverLeaves', 'timedChanges', 'serverCannotUpload', 'peerCannotDownload']).optional(),
  peers: count,
  completed: count,
  pieceTransfers: count,
  deliveredBits: amount,
  duplicateBits: amount,
  uploadedBits: z.strictObject({ server: amount, peers: amount }),
  capacity: z.strictObject({
    totalBits: amount,
    usedBits: amount,
    idle: ofReasons(amount),
    bins: z.strictObject({ widthSeconds: z.number().positive(), untilSeconds: amount, usedBits: series, idle: ofReasons(series) }).optional(),
  }),
  completionSeconds: z.strictObject({ min: amount, median: amount, p95: amount, max: amount }).nullable(),
  perPeer: listOf(z.strictObject({
    id: count, group: z.string().max(10_000), isOutside: z.literal(true).optional(), joinedSeconds: seconds, completedSeconds: seconds, uploadedBits: amount, downloadedBits: amount,
  }), 2 * MAX_PEERS),
  lostPieces: listOf(count, MAX_PIECES).optional(),
  traceDigest: z.string().max(100),
});
