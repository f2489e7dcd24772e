/** POST /tokenize and /detokenize. */

import { z } from 'zod';
import { badRequest } from './api-error';
import { chatFields, chatPrompt } from './chat';
import type { Exchange } from './exchange';
import { parseBody } from './request-fields';
import type { ModelService } from '../model-service';

const common = { model: z.string().nullish(), return_token_strs: z.boolean().nullish() };
const tokenizeSchema = z.union([
  z.object({ ...common, ...chatFields }),
  z.object({ ...common, prompt: z.string(), add_special_tokens: z.boolean().nullish() }),
]);
const detokenizeSchema = z.object({ model: z.string().nullish(), tokens: z.array(z.number().int().nonnegative()) });

export async function tokenize(exchange: Exchange, service: ModelService): Promise<void> {
  const body = parseBody(tokenizeSchema, await exchange.readJson());
  const model = service.find(body.model);
  const tokens =
    'messages' in body ? chatPrompt(body, model) : model.tokenizer.encode(body.prompt, body.add_special_tokens ?? true);
  exchange.json({
    count: tokens.length,
    max_model_len: model.config.contextLength,
    tokens,
    token_strs: body.return_token_strs === true ? tokens.map((id) => model.tokenizer.decode([id], false)) : null,
  });
}

export async function detokenize(exchange: Exchange, service: ModelService): Promise<void> {
  const body = parseBody(detokenizeSchema, await exchange.readJson());
  const model = service.find(body.model);
  const outside = body.tokens.find((id) => id >= model.config.vocabularySize);
  if (outside !== undefined) throw badRequest(`Token id ${outside} is out of vocabulary.`, 'tokens');
  exchange.json({ prompt: model.tokenizer.decode(body.tokens, false) });
}
