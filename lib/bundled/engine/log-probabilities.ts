/**
 * Log-probabilities of one position: the log-softmax of the raw logits, before temperature, penalties and allowed
 * tokens (vLLM's `raw_logprobs`). It knows ids only, no texts.
 */

export interface TokenLogProbability {
  readonly id: number;
  /** Natural logarithm, at most 0. */
  readonly logprob: number;
  /** 1 is the likeliest token of the whole vocabulary. */
  readonly rank: number;
}

export interface PositionLogProbabilities {
  /** The token that was drawn, or that stands in the prompt. */
  readonly chosen: TokenLogProbability;
  /** The asked-for alternatives, likeliest first; the chosen one is among them only if it belongs there. */
  readonly top: readonly TokenLogProbability[];
}

/** What to report beside the chosen token: the k likeliest, or exactly these ids. */
export interface LogProbabilityRequest {
  /** 0 and up; -1 means the whole vocabulary. */
  readonly top: number;
  readonly tokenIds?: readonly number[];
}

export function logProbabilities(
  logits: Float32Array,
  chosen: number,
  request: LogProbabilityRequest,
): PositionLogProbabilities {
  let max = -Infinity;
  for (const value of logits) if (value > max) max = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - max);
  const offset = max + Math.log(sum);
  const describe = (id: number): TokenLogProbability => ({
    id,
    logprob: Math.min(0, logits[id]! - offset),
    rank: rankOf(logits, id),
  });
  if (request.tokenIds) return { chosen: describe(chosen), top: request.tokenIds.map(describe) };
  const count = request.top < 0 ? logits.length : Math.min(request.top, logits.length);
  return {
    chosen: describe(chosen),
    top: likeliest(logits, count).map((id, i) => ({ id, logprob: Math.min(0, logits[id]! - offset), rank: i + 1 })),
  };
}

function rankOf(logits: Float32Array, id: number): number {
  const own = logits[id]!;
  let rank = 1;
  for (const value of logits) if (value > own) rank++;
  return rank;
}

/** The `count` largest entries, largest first; equals by id. */
function likeliest(logits: Float32Array, count: number): readonly number[] {
  if (count > 32)
    return Array.from(logits.keys())
      .sort((a, b) => logits[b]! - logits[a]! || a - b)
      .slice(0, count);
  const best: number[] = [];
  for (let id = 0; id < logits.length && count > 0; id++) {
    if (best.length === count && logits[id]! <= logits[best[count - 1]!]!) continue;
    let place = best.length;
    while (place > 0 && logits[best[place - 1]!]! < logits[id]!) place--;
    best.splice(place, 0, id);
    if (best.length > count) best.pop();
  }
  return best;
}
