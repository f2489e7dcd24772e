/** How a node ended, and what a round made of it: the words of a strategy that the log keeps. Knows no event and no strategy. */
import { z } from 'zod';
import { maxProposals } from './config';
import { maxCount, nodeIdSchema } from './ids';

/** How a node stopped growing: at the separator, at the model's end token, at a token limit, or lost on the way. */
export const finishSchema = z.enum(['step', 'eos', 'length', 'dropped']);
export type Finish = z.infer<typeof finishSchema>;

/**
 * What became of a candidate. `kept` is extended next round; `finished` is a solution and leaves the frontier; the
 * others end there.
 */
const fateSchema = z.enum(['kept', 'finished', 'cut', 'duplicate', 'empty', 'truncated', 'dropped']);
export type Fate = z.infer<typeof fateSchema>;

export const decisionSchema = z.strictObject({
  node: nodeIdSchema,
  fate: fateSchema,
  /** Aggregated score that was compared; absent where nothing is scored. */
  value: z.number().optional(),
  /** 1 = best among the ranked candidates of the round. */
  rank: z.int().min(1).max(maxCount).optional(),
  /** Children granted for the next round; only with `kept`. */
  children: z.int().min(1).max(maxProposals).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;
