/**
 * Whether a solution of which nothing was read before is better read in one prompt, with the log-probabilities of its tokens,
 * than in one a step. vLLM reads such a prompt without its prefix cache, and keeps what the model says of every token of it:
 * with the small blocks of a GPU's cache a step costs less. Where a block is longer than a step, as on a CPU (128 tokens), or
 * where there is no such cache, each step would be read with everything before it.
 */
import { CallError } from '../http/call-error';
import { knownOf } from '../server-habits';
import type { Scoring } from './scores';

/** Tokens of a step, about. */
const stepTokens = 64;

const metricsCall = { method: 'GET', path: '/metrics' } as const;

/** Asked of the server until it has answered; no while it does not. Rejects with the signal's reason only. */
export async function readsWhole({ backend, http, context }: Scoring, signal: AbortSignal): Promise<boolean> {
  const known = knownOf(context.habits, backend);
  if (known.readsWhole !== undefined) return known.readsWhole;
  try {
    known.readsWhole = hasNoUseOfCache(await http.text(metricsCall, { signal, retries: 0 }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (!error.isPassing && !error.isLost) known.readsWhole = false;
  }
  return known.readsWhole ?? false;
}

/** From its metrics, under vLLM's names; any other server is none whose cache is known. */
export function hasNoUseOfCache(metrics: string): boolean {
  const cache = /^vllm:cache_config_info\{([^}]*)\}/m.exec(metrics)?.[1];
  if (cache === undefined) return false;
  const label = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(cache)?.[1];
  return label('enable_prefix_caching') === 'False' || Number(label('block_size')) > stepTokens;
}
