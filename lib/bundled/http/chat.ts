/** POST /v1/chat/completions, as far as policies without a raw prompt and PRMs need it. */

import { z } from 'zod';
import { badRequest } from './api-error';
import type { Exchange } from './exchange';
import { replyStream, replyWhole, type ReplyJob } from './reply';
import { frameOf } from './reply-frame';
import { chatLogprobs, promptLogprobs } from './reply-logprobs';
import { generationSettings, maxTokensFor, parseBody, sharedFields } from './request-fields';
import { ChatTemplateError, type ChatPromptOptions } from '../model/tokenizer';
import type { ModelService, ServedModel } from '../model-service';

const content = z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))]);
export const chatFields = {
  messages: z.array(z.object({ role: z.string(), content: content.nullish() })).min(1),
  add_generation_prompt: z.boolean().nullish(),
  continue_final_message: z.boolean().nullish(),
  add_special_tokens: z.boolean().nullish(),
  chat_template: z.string().nullish(),
};
const schema = z.object({
  ...sharedFields,
  ...chatFields,
  max_completion_tokens: z.number().int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.number().int().nullish(),
});
type ChatBody = Pick<z.infer<typeof schema>, keyof typeof chatFields>;

/** The prompt's ids. Throws ApiError 400 when the template refuses the conversation. */
export function chatPrompt(body: ChatBody, model: ServedModel): readonly number[] {
  if (body.chat_template)
    throw badRequest('chat_template of a request is not trusted by this server; leave it out.', 'chat_template');
  const options: ChatPromptOptions = {
    addGenerationPrompt: body.add_generation_prompt ?? true,
    continueFinalMessage: body.continue_final_message ?? false,
  };
  if (options.addGenerationPrompt && options.continueFinalMessage) {
    throw badRequest(
      'Cannot set both `continue_final_message` and `add_generation_prompt` to True.',
      'continue_final_message',
    );
  }
  const messages = body.messages.map(({ role, content: parts }) => ({
    role,
    content: typeof parts === 'string' ? parts : (parts ?? []).map(({ text }) => text).join('\n'),
  }));
  try {
    return model.tokenizer.encode(model.tokenizer.renderChat(messages, options), body.add_special_tokens ?? false);
  } catch (error) {
    if (error instanceof ChatTemplateError) throw badRequest(error.message, 'messages');
    throw error;
  }
}

export async function chat(exchange: Exchange, service: ModelService): Promise<void> {
  const body = parseBody(schema, await exchange.readJson());
  const model = service.find(body.model);
  const top = body.logprobs === true ? (body.top_logprobs ?? 0) : undefined;
  if (top === undefined && (body.top_logprobs ?? 0) > 0)
    throw badRequest('when using `top_logprobs`, `logprobs` must be set to true.', 'top_logprobs');
  const settings = generationSettings(body, model, top);
  const asked = body.max_completion_tokens ?? body.max_tokens ?? undefined;
  if (asked !== undefined && asked < 1) throw badRequest(`max_tokens must be at least 1, got ${asked}.`, 'max_tokens');
  const tokens = chatPrompt(body, model);
  const maxTokens = maxTokensFor(tokens.length, asked, {
    contextLength: model.config.contextLength,
    fallback: model.defaults.maxTokens,
  });
  const job: ReplyJob = {
    model,
    settings,
    prompts: [{ tokens, maxTokens }],
    logprobs: top === undefined ? undefined : { top, tokenIds: settings.logprobTokenIds },
    promptLogprobs: settings.promptLogprobs === undefined ? undefined : { top: settings.promptLogprobs },
    frame: frameOf('chatcmpl', settings.stream ? 'chat.completion.chunk' : 'chat.completion', model.name),
    names: { tokenizer: model.tokenizer, asIds: settings.tokensAsTokenIds },
    isPromptOnly: false,
  };
  if (settings.stream) streamReply(exchange, service, job);
  else wholeReply(exchange, service, job);
}

function wholeReply(exchange: Exchange, service: ModelService, job: ReplyJob): void {
  const { settings, names } = job;
  replyWhole(exchange, service, job, (choices, usage) => {
    const judged = choices[0]?.promptLogprobs;
    return {
      choices: choices.map((choice, index) => ({
        index,
        message: { role: 'assistant', content: choice.text, refusal: null, tool_calls: [] },
        logprobs: job.logprobs === undefined ? null : chatLogprobs(choice.tokens, choice.logprobs, names),
        finish_reason: choice.finish?.reason ?? null,
        stop_reason: choice.finish?.stopReason ?? null,
        token_ids: settings.returnTokenIds ? choice.tokens : null,
      })),
      usage,
      prompt_logprobs: judged === undefined ? null : promptLogprobs(judged, names.tokenizer),
      prompt_token_ids: settings.returnTokenIds ? job.prompts[0]!.tokens : null,
    };
  });
}

function streamReply(exchange: Exchange, service: ModelService, job: ReplyJob): void {
  const { settings, names } = job;
  replyStream(exchange, service, job, {
    opening: (index) => ({
      choices: [{ index, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }],
    }),
    output: (index, output) => ({
      choices: [
        {
          index,
          delta: { content: output.text },
          logprobs: output.logprobs === undefined ? null : chatLogprobs(output.tokens, output.logprobs, names),
          finish_reason: output.finish?.reason ?? null,
          stop_reason: output.finish?.stopReason ?? null,
          token_ids: settings.returnTokenIds ? output.tokens : null,
        },
      ],
    }),
  });
}
