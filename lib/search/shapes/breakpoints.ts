/**
 * Where a search is to pause by itself, right before a round is decided, and why it did: the settings and the word of the log, as zod
 * schemas (they are a door: request bodies and logs pass through them). Knows no state. Rules H-1 to H-4 of SPEC.md.
 */
import { z } from 'zod';
import { maxCount, nodeIdSchema } from './ids';

export const breakpointsSchema = z.strictObject({
  /** The two best candidates of a round lie closer together than this. */
  closerThan: z.number().min(0).max(1).optional(),
  /** A step scores lower than the one before it, by more than this. */
  fallsBy: z.number().min(0).max(1).optional(),
  /** A candidate in which the reference answer stands is about to be cut. */
  losesReference: z.literal(true).optional(),
  /** A candidate ends in this answer. */
  holdsAnswer: z.string().trim().min(1).max(200).optional(),
});
export type Breakpoints = z.infer<typeof breakpointsSchema>;

/** Why it paused, and before which decision. */
export const breakSchema = z.strictObject({
  kind: z.enum(['close', 'fall', 'reference', 'answer']),
  group: z.int().min(0).max(maxCount),
  round: z.int().min(0).max(maxCount),
  /** Whom it is about: the two best, else one. */
  nodes: z.array(nodeIdSchema).min(1).max(2),
  /** How close, how far it fell. */
  amount: z.number().optional(),
});
export type Break = z.infer<typeof breakSchema>;
