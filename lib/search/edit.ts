/**
 * What a person may do to a search at one of its nodes, as zod schemas (they are a door: request bodies and logs pass through
 * them). Knows no event and no state.
 */
import { z } from 'zod';
import { maxProposals } from './config';
import { nodeIdSchema } from './ids';

/** Longest text that a step can be given by hand, in UTF-16 code units. */
export const maxStepLength = 20_000;

const cut = z.strictObject({ type: z.literal('cut'), node: nodeIdSchema });
/** Goes on from it with so many children, whatever was decided. */
const keep = z.strictObject({
  type: z.literal('keep'),
  node: nodeIdSchema,
  children: z.int().min(1).max(maxProposals),
});
/** Gives a step other words; the verifier reads those. */
const rewrite = z.strictObject({
  type: z.literal('rewrite'),
  node: nodeIdSchema,
  text: z.string().trim().min(1).max(maxStepLength),
});

export const editSchema = z.discriminatedUnion('type', [cut, keep, rewrite]);
export type Edit = z.infer<typeof editSchema>;
