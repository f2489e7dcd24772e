/**
 * The request fields that /v1/completions and /v1/chat/completions share: their types, their limits, and the words vLLM
 * uses when they are wrong. Unknown fields are ignored; known fields this server does not have are refused when set.
 */

import { z } from 'zod';
import { ApiError, badRequest } from './api-error';
import type { SamplingSettings } from '../engine/sampler';
import { GREEDY_BELOW } from '../engine/sampler';
import type { LoadedModel, SamplingDefaults } from '../model/load-model';

export const MAX_STOP_STRINGS = 4;
export const MAX_LOGPROBS = 20;
export const MAX_LOGPROB_TOKEN_IDS = 128;
export const MAX_PROMPTS = 1024;

const integer = z.number().int();
const tokenIds = z.array(integer.nonnegative());

export const sharedFields = {
  model: z.string().nullish(),
  n: integer.nullish(),
  max_tokens: integer.nullish(),
  min_tokens: integer.nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: integer.nullish(),
  min_p: z.number().nullish(),
  repetition_penalty: z.number().nullish(),
  seed: integer.nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  stop_token_ids: tokenIds.nullish(),
  include_stop_str_in_output: z.boolean().nullish(),
  ignore_eos: z.boolean().nullish(),
  skip_special_tokens: z.boolean().nullish(),
  prompt_logprobs: integer.nullish(),
  allowed_token_ids: tokenIds.nullish(),
  logprob_token_ids: tokenIds.nullish(),
  return_token_ids: z.boolean().nullish(),
  return_tokens_as_token_ids: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .object({ include_usage: z.boolean().nullish(), continuous_usage_stats: z.boolean().nullish() })
    .nullish(),
  request_id: z.string().nullish(),
  // Fields of vLLM that would change the result and that this server does not have.
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  suffix: z.string().nullish(),
  response_format: z.object({ type: z.string() }).nullish(),
  structured_outputs: z.unknown().optional(),
  bad_words: z.array(z.string()).nullish(),
  use_beam_search: z.boolean().nullish(),
};

const sharedSchema = z.object(sharedFields);
export type SharedFields = z.infer<typeof sharedSchema>;

/** Parses a body; on failure throws a 400 that names every field at fault, in the manner of pydantic. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues;
  const lines = issues.map((issue) => {
    const path = ['body', ...issue.path];
    const location = path.map((part) => (typeof part === 'number' ? String(part) : `'${String(part)}'`)).join(', ');
    const input = JSON.stringify(valueAt(body, issue.path))?.slice(0, 200) ?? 'missing';
    return `  {'type': '${issue.code}', 'loc': (${location}), 'msg': '${issue.message}', 'input': ${input}}`;
  });
  throw new ApiError({
    status: 400,
    type: 'Bad Request',
    message: `${issues.length} validation error${issues.length === 1 ? '' : 's'}:\n${lines.join('\n')}`,
    param: ['body', ...(issues[0]?.path ?? [])].map(String).join('.'),
  });
}

/** Everything about a continuation that does not depend on its prompt. */
export interface GenerationSettings {
  readonly n: number;
  readonly minTokens: number;
  readonly sampling: SamplingSettings;
  readonly seed: number | undefined;
  readonly stop: readonly string[];
  readonly stopTokenIds: readonly number[];
  readonly includeStop: boolean;
  readonly ignoreEnd: boolean;
  readonly skipSpecialTokens: boolean;
  readonly promptLogprobs: number | undefined;
  readonly logprobTokenIds: readonly number[] | undefined;
  readonly returnTokenIds: boolean;
  readonly tokensAsTokenIds: boolean;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly continuousUsage: boolean;
}

/** Checks the shared fields and fills in the model's defaults. @throws ApiError 400 */
export function generationSettings(
  fields: SharedFields,
  model: LoadedModel,
  logprobs: number | undefined,
): GenerationSettings {
  refuseUnsupported(fields);
  const sampling = samplingSettings(fields, model.defaults);
  const n = fields.n ?? 1;
  if (n < 1) throw badRequest(`n must be at least 1, got ${n}.`, 'n');
  if (n > 1 && sampling.temperature < GREEDY_BELOW)
    throw badRequest(`n must be 1 when using greedy sampling, got ${n}.`, 'n');
  const minTokens = fields.min_tokens ?? 0;
  if (minTokens < 0) throw badRequest(`min_tokens must be greater than or equal to 0, got ${minTokens}.`, 'min_tokens');
  const stop = typeof fields.stop === 'string' ? [fields.stop] : (fields.stop ?? []);
  if (stop.length > MAX_STOP_STRINGS)
    throw badRequest(`stop must contain at most ${MAX_STOP_STRINGS} strings, got ${stop.length}.`, 'stop');
  if (stop.includes('')) throw badRequest('stop cannot contain an empty string.', 'stop');
  const vocabularySize = model.config.vocabularySize;
  checkIds(fields.allowed_token_ids ?? undefined, { name: 'allowed_token_ids', vocabularySize });
  checkIds(fields.logprob_token_ids ?? undefined, { name: 'logprob_token_ids', vocabularySize });
  checkIds(fields.stop_token_ids?.length ? fields.stop_token_ids : undefined, {
    name: 'stop_token_ids',
    vocabularySize,
  });
  checkLogprobCount('sample', 'logprobs', logprobs);
  checkLogprobCount('prompt', 'prompt_logprobs', fields.prompt_logprobs ?? undefined);
  if (fields.logprob_token_ids && logprobs === undefined)
    throw badRequest('logprob_token_ids requires logprobs to be set.', 'logprob_token_ids');
  if ((fields.logprob_token_ids?.length ?? 0) > MAX_LOGPROB_TOKEN_IDS) {
    throw badRequest(
      `logprob_token_ids may hold at most ${MAX_LOGPROB_TOKEN_IDS} ids, got ${fields.logprob_token_ids!.length}.`,
      'logprob_token_ids',
    );
  }
  const stream = fields.stream ?? false;
  if (fields.stream_options && !stream)
    throw badRequest('Stream options can only be defined when `stream=True`.', 'stream_options');
  if (
    stream &&
    fields.prompt_logprobs !== undefined &&
    fields.prompt_logprobs !== null &&
    fields.prompt_logprobs !== 0
  ) {
    throw badRequest('`prompt_logprobs` are not available when `stream=True`.', 'prompt_logprobs');
  }
  const includeUsage = fields.stream_options?.include_usage ?? false;
  return {
    n,
    minTokens,
    sampling,
    seed: fields.seed === -1 ? undefined : (fields.seed ?? undefined),
    stop,
    stopTokenIds: fields.stop_token_ids ?? [],
    includeStop: fields.include_stop_str_in_output ?? false,
    ignoreEnd: fields.ignore_eos ?? false,
    skipSpecialTokens: fields.skip_special_tokens ?? true,
    promptLogprobs: fields.prompt_logprobs ?? undefined,
    logprobTokenIds: fields.logprob_token_ids ?? undefined,
    returnTokenIds: fields.return_token_ids ?? false,
    tokensAsTokenIds: fields.return_tokens_as_token_ids ?? false,
    stream,
    includeUsage,
    continuousUsage: includeUsage && (fields.stream_options?.continuous_usage_stats ?? false),
  };
}

/**
 * How many tokens a prompt may be continued by: what was asked for, or `fallback`, or what the context leaves.
 * @throws ApiError 400 in vLLM's words ("maximum context length") when prompt and request do not fit together.
 */
export function maxTokensFor(
  promptLength: number,
  requested: number | undefined,
  options: { readonly contextLength: number; readonly fallback: number | undefined },
): number {
  const { contextLength, fallback } = options;
  const tooLong = (output: number): ApiError =>
    badRequest(
      `This model's maximum context length is ${contextLength} tokens. However, you requested ${output} output tokens and your prompt contains ${promptLength} input tokens, ` +
        `for a total of ${promptLength + output} tokens. Please reduce the length of the input prompt or the number of requested output tokens.`,
      'input_tokens',
    );
  if (requested !== undefined) {
    if (promptLength + requested > contextLength) throw tooLong(requested);
    return requested;
  }
  if (promptLength >= contextLength) throw tooLong(1);
  return Math.min(fallback ?? Infinity, contextLength - promptLength);
}

function samplingSettings(fields: SharedFields, defaults: SamplingDefaults): SamplingSettings {
  const temperature = fields.temperature ?? defaults.temperature;
  const topP = fields.top_p ?? defaults.topP;
  const topK = fields.top_k ?? defaults.topK;
  const minP = fields.min_p ?? defaults.minP;
  const repetitionPenalty = fields.repetition_penalty ?? defaults.repetitionPenalty;
  if (temperature < 0) throw badRequest(`temperature must be non-negative, got ${temperature}.`, 'temperature');
  if (topP <= 0 || topP > 1) throw badRequest(`top_p must be in (0, 1], got ${topP}.`, 'top_p');
  if (topK < -1) throw badRequest(`top_k must be 0 (disable), or at least 1, got ${topK}.`, 'top_k');
  if (minP < 0 || minP > 1) throw badRequest(`min_p must be in [0, 1], got ${minP}.`, 'min_p');
  if (repetitionPenalty <= 0)
    throw badRequest(`repetition_penalty must be greater than zero, got ${repetitionPenalty}.`, 'repetition_penalty');
  return {
    temperature,
    topP,
    topK: Math.max(0, topK),
    minP,
    repetitionPenalty,
    allowedTokenIds: fields.allowed_token_ids ?? undefined,
  };
}

function refuseUnsupported(fields: SharedFields): void {
  const set: readonly (readonly [name: string, isSet: boolean])[] = [
    ['presence_penalty', (fields.presence_penalty ?? 0) !== 0],
    ['frequency_penalty', (fields.frequency_penalty ?? 0) !== 0],
    ['logit_bias', Object.keys(fields.logit_bias ?? {}).length > 0],
    ['suffix', (fields.suffix ?? '') !== ''],
    ['response_format', (fields.response_format?.type ?? 'text') !== 'text'],
    ['structured_outputs', fields.structured_outputs !== undefined && fields.structured_outputs !== null],
    ['bad_words', (fields.bad_words?.length ?? 0) > 0],
    ['use_beam_search', fields.use_beam_search ?? false],
  ];
  for (const [name, isSet] of set) {
    if (isSet) throw badRequest(`${name} is not supported by the bundled model server; leave it out.`, name);
  }
}

function checkIds(
  ids: readonly number[] | undefined,
  { name, vocabularySize }: { readonly name: string; readonly vocabularySize: number },
): void {
  if (!ids) return;
  if (ids.length === 0) throw badRequest(`${name} is not None and empty!`, name);
  const outside = ids.find((id) => id >= vocabularySize);
  if (outside !== undefined) throw badRequest(`${name} contains out-of-vocab token id ${outside}!`, name);
}

function checkLogprobCount(what: string, name: string, count: number | undefined): void {
  if (count === undefined) return;
  if (count < 0) throw badRequest(`${name} must be a non-negative value, got ${count}.`, name);
  if (count > MAX_LOGPROBS)
    throw badRequest(
      `Requested ${what} logprobs of ${count}, which is greater than max allowed: ${MAX_LOGPROBS}`,
      name,
    );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
