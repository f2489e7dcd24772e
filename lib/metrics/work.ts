/** The work of a search in FLOPs: 2 x parameters x tokens that a model reads or writes (Kaplan et al. 2020, forward pass); and its price. */

/** Tokens of one model. `cached`: part of `prompt` that need not be computed again when prefixes are reused. */
export interface TokenCounts {
  readonly prompt: number;
  readonly cached: number;
  readonly completion: number;
  readonly calls: number;
}

/** FLOPs of one model; `isReusing`: a shared prefix counts once. `parametersM` in millions. */
export function flopsOf(
  { prompt, cached, completion }: TokenCounts,
  { parametersM, isReusing }: { readonly parametersM: number; readonly isReusing: boolean },
): number {
  return 2 * parametersM * 1e6 * (prompt - (isReusing ? cached : 0) + completion);
}

/** Price of the tokens of one model, where a million that it reads and a million that it writes cost so much. */
export function priceOf(
  { prompt, completion }: TokenCounts,
  { promptPrice, completionPrice }: { readonly promptPrice: number; readonly completionPrice: number },
): number {
  return (prompt * promptPrice + completion * completionPrice) / 1e6;
}

/** Tokens of `share` of a pool's solutions, in (0, 1], where each solution brings its own: those a verifier reads. */
export function shareOfReading({ prompt, cached, completion, calls }: TokenCounts, share: number): TokenCounts {
  return {
    prompt: prompt * share,
    cached: cached * share,
    completion: completion * share,
    calls: Math.min(calls, Math.max(1, calls * share)),
  };
}

/**
 * The same where the solutions of a call share its prompt: those a policy writes. What was computed of the prompt does not
 * fall below one call's, which is read once however few solutions follow.
 */
export function shareOfWriting(tokens: TokenCounts, share: number): TokenCounts {
  const { prompt, cached, calls } = tokens;
  const once = calls > 0 ? prompt / calls : 0;
  const fresh = Math.max((prompt - cached) * share, Math.min(prompt - cached, once));
  const scaled = Math.max(prompt * share, fresh);
  return { ...shareOfReading(tokens, share), prompt: scaled, cached: scaled - fresh };
}
