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

/** Puts a hint behind a step, which goes on from there. */
const hint = z.strictObject({
  type: z.literal('hint'),
  node: nodeIdSchema,
  text: z.string().trim().min(1).max(maxStepLength),
});
/** Gives a node so many more children beside the search, each of which is written to its end; the root begins solutions so. */
const goOn = z.strictObject({
  type: z.literal('continue'),
  node: nodeIdSchema,
  children: z.int().min(1).max(maxProposals),
});
/** Takes all solutions through a node out of the vote, and stops what is still being written there. */
const exclude = z.strictObject({ type: z.literal('exclude'), node: nodeIdSchema });

export const editSchema = z.discriminatedUnion('type', [cut, keep, rewrite, hint, goOn, exclude]);
export type Edit = z.infer<typeof editSchema>;
