/** POST /v1/completions, in the shapes of vLLM. Follows `vllm/entrypoints/openai/completion` as of the versions from 0.10.2 on. */

import { z } from 'zod';
import { badRequest } from './api-error';
import { Choice } from './choice';
import type { Exchange } from './exchange';
import { frameOf, usageOf, type Frame } from './reply-frame';
import { completionLogprobs, promptLogprobs, type LogprobNames } from './reply-logprobs';
import {
  generationSettings,
  maxTokensFor,
  MAX_PROMPTS,
  parseBody,
  sharedFields,
  type GenerationSettings,
} from './request-fields';
import type { GenerationPlan, ModelService, ServedModel } from '../model-service';

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

interface Job extends GenerationPlan {
  readonly frame: Frame;
  readonly names: LogprobNames;
  readonly isEcho: boolean;
  /** Only the prompt was asked about (`echo` with `max_tokens` 0); the one token computed for it is not shown. */
  readonly isPromptOnly: boolean;
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
  const choices = newChoices(job);
  let unfinished = choices.length;
  const abort = service.generate(job, (outputs) => {
    for (const { choice, output } of outputs) {
      choices[choice]!.accept(output);
      if (output.finish !== undefined) unfinished--;
    }
    if (unfinished > 0) return;
    exchange.json({
      ...job.frame,
      choices: choices.map((choice, index) => wholeChoice(job, choice, index)),
      service_tier: null,
      system_fingerprint: null,
      usage: totalUsage(job, choices),
      kv_transfer_params: null,
    });
  });
  exchange.onGone(abort);
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
  const { settings, names } = job;
  const choices = newChoices(job);
  let unfinished = choices.length;
  const abort = service.generate(job, (outputs) => {
    for (const { choice: index, output } of outputs) {
      const choice = choices[index]!;
      const isFirst = choice.tokens.length === 0;
      const offset = choice.text.length;
      choice.accept(output);
      if (output.finish !== undefined) unfinished--;
      const prompt = promptOf(job, index);
      const echoed = isFirst && job.isEcho ? names.tokenizer.decode(prompt, settings.skipSpecialTokens) : '';
      exchange.event({
        ...job.frame,
        choices: [
          {
            index,
            text: echoed + (job.isPromptOnly ? '' : output.text),
            logprobs:
              output.logprobs === undefined
                ? null
                : completionLogprobs(output.tokens, output.logprobs, { names, offset }),
            finish_reason: output.finish?.reason ?? null,
            stop_reason: output.finish?.stopReason ?? null,
            token_ids: settings.returnTokenIds && !job.isPromptOnly ? output.tokens : null,
            prompt_token_ids: settings.returnTokenIds && isFirst ? prompt : null,
          },
        ],
        ...(settings.continuousUsage ? { usage: usageOf(prompt.length, choice.tokens.length) } : {}),
      });
    }
    if (unfinished > 0) return;
    if (settings.includeUsage) exchange.event({ ...job.frame, choices: [], usage: totalUsage(job, choices) });
    exchange.closeStream();
  });
  exchange.openStream();
  exchange.onGone(abort);
}

function newChoices({ prompts, settings }: GenerationPlan): readonly Choice[] {
  return Array.from({ length: prompts.length * settings.n }, () => new Choice());
}

/** Prompt-major, as in vLLM: choice = prompt index * n + sample index. */
function promptOf(
  { prompts, settings }: { readonly prompts: GenerationPlan['prompts']; readonly settings: GenerationSettings },
  choice: number,
): readonly number[] {
  return prompts[Math.floor(choice / settings.n)]!.tokens;
}

function totalUsage({ prompts, isPromptOnly }: Job, choices: readonly Choice[]): object {
  const completion = isPromptOnly ? 0 : choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return usageOf(
    prompts.reduce((sum, { tokens }) => sum + tokens.length, 0),
    completion,
    prompts.length === 1 ? choices[0]?.cachedTokens : undefined,
  );
}
