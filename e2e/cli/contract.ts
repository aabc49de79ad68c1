import { z } from 'zod';

/** The shapes of `contract.md`, written from the document and not from the code. */
const seconds = z.number().nonnegative().nullable();
const terms = ['server-upload', 'slowest-download', 'total-upload'] as const;
const bound = (names: readonly string[]) => {
  const term = z.enum(names);
  return z.strictObject({ seconds, binding: term.nullable(), tie: z.array(term).min(2).optional(), reason: z.string().optional() })
    .refine(({ seconds: found, reason }) => (found === null) === (reason !== undefined), 'null has a reason');
};
export const boundsShape = z.strictObject({ clientServer: bound(terms.slice(0, 2)), peerToPeer: bound(terms) });
export const boundRowsShape = z.array(boundsShape.extend({ peers: z.number().int().nonnegative() }));

const bits = z.number().int().nonnegative();

/** `docs/model.md`, "Where the upload capacity went". */
const ofEachReason = <T extends z.ZodType>(shape: T) =>
  z.strictObject({ nothingToGive: shape, nobodyInterested: shape, noSlot: shape, receiversFull: shape, endPhase: shape });
const amount = z.number().nonnegative();
const series = z.array(amount).max(512);
const capacity = z.strictObject({
  totalBits: amount,
  usedBits: amount,
  idle: ofEachReason(amount),
  bins: z.strictObject({ widthSeconds: z.number().positive(), untilSeconds: amount, usedBits: series, idle: ofEachReason(series) }).optional(),
});

export const resultShape = z.strictObject({
  architecture: z.enum(['client-server', 'peer-to-peer', 'fluid-schedule', 'real']),
  seed: z.number().int(),
  engineVersion: z.string().min(1),
  finished: z.boolean(),
  makespanSeconds: seconds,
  boundSeconds: seconds,
  boundNote: z.string().min(1).optional(),
  peers: z.number().int(),
  completed: z.number().int(),
  pieceTransfers: z.number().int(),
  deliveredBits: bits,
  duplicateBits: bits,
  uploadedBits: z.strictObject({ server: bits, peers: bits }),
  capacity,
  completionSeconds: z.strictObject({ min: z.number(), median: z.number(), p95: z.number(), max: z.number() }).nullable(),
  perPeer: z.array(z.strictObject({ id: z.number().int().positive(), group: z.string(), isOutside: z.literal(true).optional(), joinedSeconds: seconds, completedSeconds: seconds, uploadedBits: bits, downloadedBits: bits })),
  lostPieces: z.array(z.number().int().nonnegative()).optional(),
  traceDigest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

export const validShape = z.strictObject({ valid: z.literal(true), warnings: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })) });
