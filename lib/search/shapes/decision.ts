/** How a node ended, and what a round made of it: the words of a strategy that the log keeps. Knows no event and no strategy. */
import { z } from 'zod';
import { maxProposals } from './config';
import { maxCount, nodeIdSchema } from './ids';

/**
 * How a node stopped growing: at the separator, at the model's end token, at the separator after an answer where the search
 * stops there, at a token limit, within a thought that has no end, lost on the way, or stopped by the search because the round was settled without it.
 */
export const finishSchema = z.enum(['step', 'eos', 'answer', 'length', 'thinking', 'dropped', 'stopped']);
export type Finish = z.infer<typeof finishSchema>;

/** True for the end of a solution: the model's own, or its answer (V-1). */
export function endsSolution(finish: Finish | undefined): boolean {
  return finish === 'eos' || finish === 'answer';
}

/** Why a step has no score: it is too long for the verifier, with all that comes before it, or refused for something else. */
export const unscoredReasonSchema = z.enum(['too-long', 'refused']);
export type UnscoredReason = z.infer<typeof unscoredReasonSchema>;

/** A step that the verifier could not score, although it scores others. */
export interface Unscored {
  readonly reason: UnscoredReason;
  /** What the verifier said, or was known of it. */
  readonly message: string;
}

/**
 * What became of a candidate. `kept` is extended next round; `finished` is a solution and leaves the frontier; `waiting` stays
 * open and may be decided on again; `stopped` came too late to matter, finished or not. The others end there; `unscored` is
 * no solution yet, and nobody can say what it is worth.
 */
export const fateSchema = z.enum([
  'kept',
  'finished',
  'cut',
  'duplicate',
  'empty',
  'truncated',
  'dropped',
  'waiting',
  'stopped',
  'unscored',
]);
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
  /** Copies of a particle that ended here: how often the solution votes. Only with `finished`; absent: once. */
  weight: z.int().min(0).max(maxProposals).optional(),
  /** The part of the round's places that its score earned, before they were rounded or drawn. */
  share: z.number().min(0).max(1).optional(),
  /** A person decided so, against the strategy. */
  byHand: z.literal(true).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;
