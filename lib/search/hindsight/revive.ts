/**
 * What a branch would have come to: its path written on to the end several times, beside the search and outside its log. Says
 * what is to be asked of the policy; asks nobody. Pure.
 */
import { fillText, reviveRefusals, SaidError } from '@/lib/words';
import { childId, type NodeId } from '../shapes/ids';
import { attemptsOf, nodeOf, pathOf, promptOf, seedOf, stepTextOf, tokensLeft } from '../log/path';
import type { ProposeRequest } from '../engine/ports';
import type { SearchState } from '../log/state';

/** Beyond every child and every rollout, so that nothing that the search writes is written here again. */
const firstRevival = 2 ** 20;

export interface ReviveOptions {
  /** Continuations, at least 1; of a policy without chance one says all. */
  readonly times: number;
  /** Of each continuation; absent: what the run had left there. */
  readonly maxTokens?: number | undefined;
}

/** Nothing can follow this step; the message says why. */
export class ReviveError extends SaidError {
  override readonly name = 'ReviveError';
}

/** Throws ReviveError. */
export function reviveRequest(
  state: SearchState,
  node: NodeId,
  { times, maxTokens = Infinity }: ReviveOptions,
): Omit<ProposeRequest, 'session' | 'onNotice'> {
  const { spec } = state;
  if (spec === undefined || !state.nodes.has(node))
    throw new ReviveError(fillText(reviveRefusals.noStep, { step: node }));
  const { finish, isRollout, parent } = nodeOf(state, node);
  if (parent === undefined || isRollout || finish !== 'step')
    throw new ReviveError(fillText(reviveRefusals.nothingFollows, { step: node }));
  const prompt = promptOf(state, node);
  if (prompt === undefined) throw new ReviveError(fillText(reviveRefusals.notShown, { step: node }));
  const left = Math.min(tokensLeft(state, node, true), maxTokens);
  if (left < 1) throw new ReviveError(fillText(reviveRefusals.noTokens, { step: node }));
  const { temperature, topP, topK } = spec.config;
  return {
    problem: spec.problem,
    prompt,
    ...(attemptsOf(state, node) === undefined ? {} : { showsAttempts: true }),
    prefix: pathOf(state, node).map(stepTextOf),
    count: temperature === 0 ? 1 : times,
    stop: [],
    maxTokens: left,
    temperature,
    topP,
    topK,
    seed: seedOf(spec, childId(node, firstRevival)),
  };
}
