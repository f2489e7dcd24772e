/**
 * From logits to one token, the way vLLM orders it: allowed tokens, banned tokens, repetition penalty, then greedy or
 * temperature, min-p, top-k, top-p and a draw. It owns no random numbers: the uniform comes in.
 */

export interface SamplingSettings {
  /** 0 is greedy. */
  readonly temperature: number;
  /** (0, 1]; 1 keeps all. */
  readonly topP: number;
  /** 0 keeps all. */
  readonly topK: number;
  /** [0, 1], relative to the likeliest token; 0 keeps all. */
  readonly minP: number;
  /** Above 0; 1 is none. Counts prompt and continuation. */
  readonly repetitionPenalty: number;
  /** Only these ids may be drawn, when given. */
  readonly allowedTokenIds?: readonly number[];
}

/** Below this a temperature means greedy, as in vLLM. */
export const GREEDY_BELOW = 1e-5;

export interface DrawContext {
  /** In [0, 1). */
  readonly uniform: number;
  /** Prompt and continuation so far, for the repetition penalty. */
  readonly context: readonly number[];
  /** Ids that may not come now (end tokens before `min_tokens`). */
  readonly bannedTokenIds: readonly number[];
}

export class Sampler {
  readonly #vocabularySize: number;
  readonly #scores: Float64Array;
  readonly #weights: Float64Array;

  constructor(vocabularySize: number) {
    this.#vocabularySize = vocabularySize;
    this.#scores = new Float64Array(vocabularySize);
    this.#weights = new Float64Array(vocabularySize);
  }

  /**
   * Draws a token from `logits` (length V). The kept tokens are laid side by side in the order of their ids and the
   * uniform points at one, so the draw depends on logits, settings and uniform alone. Ties: the lower id.
   */
  draw(logits: Float32Array, settings: SamplingSettings, { uniform, context, bannedTokenIds }: DrawContext): number {
    const scores = this.#prepare(logits, settings, { context, bannedTokenIds });
    let best = 0;
    for (let id = 1; id < this.#vocabularySize; id++) if (scores[id]! > scores[best]!) best = id;
    if (settings.temperature < GREEDY_BELOW) return best;
    const weights = this.#weights;
    let total = 0;
    for (let id = 0; id < this.#vocabularySize; id++) {
      const weight = Math.exp((scores[id]! - scores[best]!) / settings.temperature);
      weights[id] = weight < settings.minP ? 0 : weight;
      total += weights[id]!;
    }
    if (settings.topK > 0 && settings.topK < this.#vocabularySize) total = keepTopK(weights, settings.topK);
    if (settings.topP < 1) total = keepTopP(weights, settings.topP * total);
    let rest = uniform * total;
    let last = best;
    for (let id = 0; id < this.#vocabularySize; id++) {
      const weight = weights[id]!;
      if (weight === 0) continue;
      if (rest < weight) return id;
      rest -= weight;
      last = id;
    }
    return last; // rounding left a crumb beyond the last kept token
  }

  #prepare(
    logits: Float32Array,
    settings: SamplingSettings,
    { context, bannedTokenIds }: Pick<DrawContext, 'context' | 'bannedTokenIds'>,
  ): Float64Array {
    const scores = this.#scores;
    if (settings.allowedTokenIds) {
      scores.fill(-Infinity);
      for (const id of settings.allowedTokenIds) scores[id] = logits[id]!;
    } else {
      scores.set(logits);
    }
    for (const id of bannedTokenIds) scores[id] = -Infinity;
    const penalty = settings.repetitionPenalty;
    if (penalty !== 1) {
      for (const id of new Set(context)) scores[id] = scores[id]! > 0 ? scores[id]! / penalty : scores[id]! * penalty;
    }
    return scores;
  }
}

/** Zeroes all weights below the k-th largest (equals of the k-th stay, as in vLLM); returns what is left in sum. */
function keepTopK(weights: Float64Array, k: number): number {
  const threshold = Float64Array.from(weights).sort()[weights.length - k]!;
  let total = 0;
  for (let id = 0; id < weights.length; id++) {
    if (weights[id]! < threshold) weights[id] = 0;
    total += weights[id]!;
  }
  return total;
}

/** Zeroes all but the fewest largest weights that sum to at least `mass`; returns their sum. */
function keepTopP(weights: Float64Array, mass: number): number {
  const kept: { readonly id: number; readonly weight: number }[] = [];
  let total = 0;
  // Probability is mostly in a few tokens: taking the largest again and again beats sorting, until it does not.
  while (total < mass && kept.length < 12) {
    let best = -1;
    let weight = 0;
    for (let id = 0; id < weights.length; id++) {
      if (weights[id]! > weight) {
        best = id;
        weight = weights[id]!;
      }
    }
    if (best < 0) break;
    kept.push({ id: best, weight });
    weights[best] = 0;
    total += weight;
  }
  if (total < mass) {
    const rest = Array.from(weights.keys())
      .filter((id) => weights[id]! > 0)
      .sort((a, b) => weights[b]! - weights[a]! || a - b);
    for (const id of rest) {
      if (total >= mass) break;
      kept.push({ id, weight: weights[id]! });
      total += weights[id]!;
    }
  }
  weights.fill(0);
  for (const { id, weight } of kept) weights[id] = weight;
  return total;
}
