/**
 * What all verifiers do alike: ask in batches under the server's limit, report one call to the log, and check every
 * score before it is used. Knows no prompt format.
 */
import type { AggregationName, ScorePath, ScoreRequest, Verifier } from '@/lib/search';
import type { VerifierBackend } from './backend';
import type { CallError } from './call-error';
import { completionsCall } from './completion-stream';
import type { BackendContext } from './context';
import type { HttpClient } from './http';
import type { Priority } from './limiter';
import { greedy, samplingFields } from './sampling';
import { completionSchema } from './wire';
import type { Choice, Usage } from './wire';

/** Prompts in one request: enough to fill a batch on the server, few enough that one bad reply costs little. */
const batchSize = 64;
/** How far rounding may carry a probability out of [0, 1]. */
const tolerance = 1e-6;

export interface PromptBatch {
  readonly prompts: readonly (readonly number[])[];
  /** Fields of the request beside prompt, model and sampling. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields that not every server knows, for the prompts from `first` up to `last`, exclusive. */
  readonly optional?: (first: number, last: number) => Readonly<Record<string, unknown>>;
  readonly request: Pick<ScoreRequest, 'session' | 'onNotice'>;
}

export interface Scoring {
  readonly backend: VerifierBackend;
  readonly http: HttpClient;
  readonly context: BackendContext;
  readonly priority: Priority;
}

/**
 * Sends the prompts in batches and returns one choice per prompt, in their order. For the log it is one call: its usage
 * is the sum over the batches. Throws CallError, or the signal's reason; one failed batch stops the others.
 */
export async function completeAll(scoring: Scoring, batch: PromptBatch, signal: AbortSignal): Promise<readonly Choice[]> {
  const { backend, http, context, priority } = scoring;
  const { prompts, request } = batch;
  if (prompts.length === 0) return [];
  const limiter = context.limiters.of(backend.url, backend.maxConcurrency);
  const model = backend.model === undefined ? {} : { model: backend.model };
  const choices: Choice[] = [];
  const used: (Usage | undefined)[] = [];
  for (let first = 0; first < prompts.length; first += batchSize) {
    const part = prompts.slice(first, first + batchSize);
    const body = { ...model, n: 1, max_tokens: 1, ...samplingFields(greedy), ...batch.fields };
    const optional = batch.optional?.(first, first + part.length);
    const release = await limiter.acquire({ sequences: part.length, priority, role: 'verifier' }, signal);
    try {
      if (first === 0) request.onNotice({ type: 'sent', url: `${backend.url}${completionsCall.path}`, body: { ...body, ...optional } });
      const reply = await http.json({ ...completionsCall, body: { ...body, prompt: part }, optional, session: request.session }, completionSchema, {
        signal, onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }),
      });
      used.push(reply.usage ?? undefined);
      choices.push(...inOrder(http, reply.choices ?? [], part.length));
    } finally {
      release();
    }
  }
  request.onNotice({
    type: 'usage',
    promptTokens: sum(used.map((usage, i) => usage?.prompt_tokens ?? sum(prompts.slice(i * batchSize, (i + 1) * batchSize).map((prompt) => prompt.length)))),
    completionTokens: sum(used.map((usage, i) => usage?.completion_tokens ?? Math.min(batchSize, prompts.length - i * batchSize))),
    // For a batch of several prompts servers report the cached tokens of one of them, which says nothing.
    cachedTokens: prompts.length === 1 ? used[0]?.prompt_tokens_details?.cached_tokens ?? undefined : undefined,
  });
  return choices;
}

/** Replies are prompt-major and may come in any order; each index must be there once. */
function inOrder(http: HttpClient, choices: readonly Choice[], count: number): readonly Choice[] {
  const sorted = [...choices].sort((a, b) => a.index - b.index);
  if (sorted.length === count && sorted.every((choice, i) => choice.index === i)) return sorted;
  throw http.badReply(completionsCall, `it has ${choices.length} results for ${count} prompts (numbers ${sorted.map((choice) => choice.index).slice(0, 8).join(', ')})`);
}

/**
 * One score in [0, 1] per wanted step, or a CallError: too many, too few, and what is no probability are the verifier's
 * fault, and a search must not go on with them. Rounding errors are cut off.
 */
export function checkScores(http: HttpClient, paths: readonly ScorePath[], scores: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const fail = (detail: string): CallError => http.badReply(completionsCall, detail);
  if (scores.length !== paths.length) throw fail(`it has scores for ${scores.length} solutions of ${paths.length}`);
  return scores.map((ofPath, i) => {
    const { steps, from } = paths[i]!;
    if (ofPath.length !== steps.length - from) throw fail(`it has ${ofPath.length} scores for ${steps.length - from} steps`);
    return ofPath.map((score, k) => {
      if (!(score >= -tolerance && score <= 1 + tolerance)) throw fail(`the score of step ${from + k + 1} is ${score}, not between 0 and 1`);
      return Math.min(1, Math.max(0, score));
    });
  });
}

/** The name and kind of a verifier, with the aggregation that suits its scores. */
export function verifierRef(backend: VerifierBackend, recommendedAggregation: AggregationName): Verifier['ref'] {
  return { name: backend.name, model: backend.model ?? backend.name, kind: backend.kind, recommendedAggregation };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
