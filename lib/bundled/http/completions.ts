/** POST /v1/completions, in the shapes of vLLM. Follows `vllm/entrypoints/openai/completion` as of the versions from 0.10.2 on. */

import { z } from 'zod';
import { badRequest } from './api-error';
import type { Choice } from './choice';
import type { Exchange } from './exchange';
import { promptOf, replyStream, replyWhole, type ReplyJob } from './reply';
import { frameOf, usageOf } from './reply-frame';
import { completionLogprobs, promptLogprobs } from './reply-logprobs';
import { generationSettings, maxTokensFor, MAX_PROMPTS, parseBody, sharedFields } from './request-fields';
import type { SequenceOutput } from '../engine/messages';
import type { ModelService, ServedModel } from '../model-service';

const ids = z.array(z.number().int().nonnegative());
const schema = z.object({
  ...sharedFields,
  prompt: z.union([z.string(), ids, z.array(z.string()), z.array(ids)]),
  logprobs: z.number().int().nullish(),
  echo: z.boolean().nullish(),
  add_special_tokens: z.boolean().nullish(),
});
type Body = z.infer<typeof schema>;

/** vLLM's default for this route. */
const defaultMaxTokens = 16;

/** Only the prompt is asked about by `echo` with `max_tokens` 0. */
interface Job extends ReplyJob {
  readonly isEcho: boolean;
}

export async function complete(exchange: Exchange, service: ModelService): Promise<void> {
  const job = jobOf(parseBody(schema, await exchange.readJson()), service);
  if (job.settings.stream) streamReply(exchange, service, job);
  else wholeReply(exchange, service, job);
}

function jobOf(body: Body, service: ModelService): Job {
  const model = service.find(body.model);
  const settings = generationSettings(body, model, body.logprobs ?? undefined);
  const isEcho = body.echo ?? false;
  const asked = body.max_tokens ?? defaultMaxTokens;
  if (asked < 0 || (asked === 0 && !isEcho))
    throw badRequest(`max_tokens must be at least 1, got ${asked}.`, 'max_tokens');
  const isPromptOnly = asked === 0;
  const prompts = promptsOf(body, model).map((tokens) => ({
    tokens,
    maxTokens: Math.max(
      1,
      maxTokensFor(tokens.length, asked, { contextLength: model.config.contextLength, fallback: undefined }),
    ),
  }));
  const top = body.logprobs ?? undefined;
  const logprobs = top === undefined ? undefined : { top, tokenIds: settings.logprobTokenIds };
  return {
    model,
    prompts,
    settings,
    isEcho,
    isPromptOnly,
    logprobs,
    promptLogprobs:
      settings.promptLogprobs !== undefined ? { top: settings.promptLogprobs } : isEcho ? logprobs : undefined,
    frame: frameOf('cmpl', 'text_completion', model.name),
    names: { tokenizer: model.tokenizer, asIds: settings.tokensAsTokenIds },
  };
}

function promptsOf(body: Body, model: ServedModel): readonly (readonly number[])[] {
  const { prompt } = body;
  const isOne = typeof prompt === 'string' || typeof prompt[0] === 'number';
  const list = (isOne ? [prompt] : prompt) as readonly (string | readonly number[])[];
  if (list.length === 0) throw badRequest('Either prompt or prompt_embeds must be provided and non-empty.', 'prompt');
  if (list.length > MAX_PROMPTS)
    throw badRequest(`At most ${MAX_PROMPTS} prompts may be sent in one request, got ${list.length}.`, 'prompt');
  return list.map((one) => {
    const tokens = typeof one === 'string' ? model.tokenizer.encode(one, body.add_special_tokens ?? true) : one;
    if (tokens.length === 0) throw badRequest('The decoder prompt cannot be empty.', 'prompt');
    const outside = tokens.find((id) => id >= model.config.vocabularySize);
    if (outside !== undefined) throw badRequest(`Token id ${outside} is out of vocabulary.`, 'prompt');
    return tokens;
  });
}

function wholeReply(exchange: Exchange, service: ModelService, job: Job): void {
  replyWhole(exchange, service, job, (choices, usage) => ({
    choices: choices.map((choice, index) => wholeChoice(job, choice, index)),
    service_tier: null,
    system_fingerprint: null,
    usage,
    kv_transfer_params: null,
  }));
}

function wholeChoice(job: Job, choice: Choice, index: number): object {
  const { settings, isEcho, isPromptOnly, names } = job;
  const prompt = promptOf(job, index);
  const echoed = isEcho ? names.tokenizer.decode(prompt, settings.skipSpecialTokens) : '';
  const tokens = isPromptOnly ? [] : choice.tokens;
  const shown = isEcho ? [...prompt, ...tokens] : tokens;
  const positions = isEcho ? [...(choice.promptLogprobs ?? []), ...choice.logprobs] : choice.logprobs;
  return {
    index,
    text: echoed + (isPromptOnly ? '' : choice.text),
    logprobs: job.logprobs === undefined ? null : completionLogprobs(shown, positions, { names, offset: 0 }),
    finish_reason: isPromptOnly ? 'length' : (choice.finish?.reason ?? null),
    stop_reason: isPromptOnly ? null : (choice.finish?.stopReason ?? null),
    token_ids: settings.returnTokenIds ? tokens : null,
    prompt_logprobs:
      settings.promptLogprobs === undefined || choice.promptLogprobs === undefined
        ? null
        : promptLogprobs(choice.promptLogprobs, names.tokenizer),
    prompt_token_ids: settings.returnTokenIds ? prompt : null,
  };
}

function streamReply(exchange: Exchange, service: ModelService, job: Job): void {
  replyStream(exchange, service, job, {
    output: (index, output, before) => outputEvent(job, { index, output, before }),
  });
}

function outputEvent(
  job: Job,
  { index, output, before }: { readonly index: number; readonly output: SequenceOutput; readonly before: Choice },
): object {
  const { settings, names } = job;
  const isFirst = before.tokens.length === 0;
  const prompt = promptOf(job, index);
  const echoed = isFirst && job.isEcho ? names.tokenizer.decode(prompt, settings.skipSpecialTokens) : '';
  const written = before.tokens.length + output.tokens.length;
  return {
    choices: [
      {
        index,
        text: echoed + (job.isPromptOnly ? '' : output.text),
        logprobs:
          output.logprobs === undefined
            ? null
            : completionLogprobs(output.tokens, output.logprobs, { names, offset: before.text.length }),
        finish_reason: output.finish?.reason ?? null,
        stop_reason: output.finish?.stopReason ?? null,
        token_ids: settings.returnTokenIds && !job.isPromptOnly ? output.tokens : null,
        prompt_token_ids: settings.returnTokenIds && isFirst ? prompt : null,
      },
    ],
    ...(settings.continuousUsage ? { usage: usageOf(prompt.length, written) } : {}),
  };
}
