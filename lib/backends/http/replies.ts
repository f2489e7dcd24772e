/**
 * The replies of vLLM and its relatives as they cross the wire, minimal and tolerant: a field that a version lacks is
 * absent, an unknown one is ignored. Shapes after vLLM 0.6 to 0.2x; nothing in here leaves this folder.
 */
import { z } from 'zod';

/** Other servers' words for an end, in small letters, whatever they mean by it; what is not in here is taken as it is. */
const finishReasons: Readonly<Record<string, string>> = {
  eos: 'stop',
  end_turn: 'stop',
  end_of_text: 'stop',
  stop_token: 'stop',
  complete: 'stop',
  completed: 'stop',
  finished: 'stop',
  done: 'stop',
  end: 'stop',
  end_of_sequence: 'stop',
  max_tokens: 'length',
  max_length: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  max_new_tokens: 'length',
  token_limit: 'length',
  limit: 'length',
};
/** “Not yet” in the words of languages that have no null. */
const noReasons: ReadonlySet<string> = new Set(['', 'none', 'null', 'nil', 'undefined']);

/** Not yet where it is null, absent, a word for that, or (some servers) empty; SGLang's own calls say it with its length. */
export const finishReasonSchema = z
  .union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
  .nullish()
  .catch(undefined)
  .transform((told) => {
    const reason = told?.toLowerCase() ?? '';
    return noReasons.has(reason) ? undefined : (finishReasons[reason] ?? reason);
  });
/** What cannot be read is not told: then the text says what stopped it. */
const reasonSchema = z.union([z.string(), z.int()]).nullish().catch(undefined);

/** No call reads or writes more; a log could not keep what it does add up to. */
const maxTokens = 1_000_000_000;
const tokens = z.int().min(0).max(maxTokens);

/** A place in a vocabulary. */
const lastId = 0x7fff_ffff;
/** Looked at without a schema for each: a dialogue has hundreds, and is asked for at every step. */
const tokenIds = z.custom<number[]>(areTokenIds, 'These are no token ids.');

/** A server that says 0 or -1, or more than any model reads, means that it does not know or that there is no limit. */
const contextLengthSchema = z
  .union([z.number(), z.string()])
  .nullish()
  .transform(Number)
  .transform((length) => (Number.isInteger(length) && length > 0 && length <= maxTokens ? length : undefined));

const logprobsSchema = z.object({
  tokens: z.array(z.string()),
  /** Per generated token, up to k+1 entries; keys are `token_id:<id>` when asked for. */
  top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish(),
});

/** One entry per prompt token, the first null: see `promptEntry`. A few of many are read, so none is looked at before. */
const promptLogprobsSchema = z.custom<readonly unknown[]>(Array.isArray);

const promptEntrySchema = z.object({ logprob: z.number(), decoded_token: z.string().nullish() });

/** What is listed of token `id` at `place` of the prompt; undefined where nothing is that can be read. */
export function promptEntry(
  { prompt_logprobs: entries }: Pick<Choice, 'prompt_logprobs'>,
  place: number,
  id: number,
): z.infer<typeof promptEntrySchema> | undefined {
  const listed = entries?.[place];
  return isRecord(listed) ? promptEntrySchema.safeParse(listed[String(id)]).data : undefined;
}

const choiceFields = {
  /** A server that writes one may leave it out; some write it in quotes. */
  index: z
    .union([z.int().min(0), z.string().regex(/^\d{1,6}$/)])
    .nullish()
    .transform((index) => Number(index ?? 0)),
  text: z.string().nullish(),
  finish_reason: finishReasonSchema,
  stop_reason: reasonSchema,
  /** SGLang's name for stop_reason. */
  matched_stop: reasonSchema,
  // None of them is needed to read a text; who scores with them says that they are missing.
  token_ids: tokenIds.nullish().catch(undefined),
  logprobs: logprobsSchema.nullish().catch(undefined),
  prompt_logprobs: promptLogprobsSchema.nullish().catch(undefined),
};

/** A piece of an answer, or its parts, of which some are thoughts (Mistral's). */
const contentSchema = z
  .union([
    z.string(),
    z.array(
      z.object({
        type: z.string(),
        text: z.string().nullish(),
        thinking: z.union([z.string(), z.array(z.object({ text: z.string().nullish() }))]).nullish(),
      }),
    ),
  ])
  .nullish()
  .transform((content) => {
    if (content === null || content === undefined || typeof content === 'string')
      return { text: content ?? '', thought: '' };
    const thoughtOf = (part: (typeof content)[number]) =>
      typeof part.thinking === 'string' ? part.thinking : (part.thinking ?? []).map(({ text }) => text ?? '').join('');
    return {
      text: content.map(({ text }) => text ?? '').join(''),
      thought: content.map(thoughtOf).join(''),
    };
  });

const thoughtSchema = z.string().nullish().catch(undefined);
/**
 * Thoughts apart: `reasoning_content` (DeepSeek, vLLM before 2026, SGLang), `reasoning` (vLLM, Ollama, routers), `thinking`
 * (Ollama's own). Some servers say the same under two names.
 */
const messageSchema = z.object({
  content: contentSchema,
  reasoning_content: thoughtSchema,
  reasoning: thoughtSchema,
  thinking: thoughtSchema,
});

export interface Choice extends z.infer<z.ZodObject<typeof choiceFields>> {
  /** What the model thinks, where a server tells it apart from the text. */
  readonly thought?: string | null | undefined;
}

/** Text as a raw route spells it or as a chat does: some servers mistake one for the other. */
const choiceSchema = z
  .object({ ...choiceFields, delta: messageSchema.nullish(), message: messageSchema.nullish() })
  .transform(({ delta, message, text: plain, ...choice }): Choice => {
    const said = delta ?? message ?? undefined;
    if (said === undefined) return { ...choice, text: plain };
    const apart = said.reasoning_content || said.reasoning || said.thinking || '';
    return { ...choice, text: said.content.text || plain || '', thought: said.content.thought + apart };
  });

export const usageSchema = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens.nullish(),
  prompt_tokens_details: z.object({ cached_tokens: tokens.nullish() }).nullish(),
});
export type Usage = z.infer<typeof usageSchema>;

/** A whole reply of a route that writes, or one event of its stream (then `choices` may be empty). */
export const completionSchema = z.object({
  choices: z.array(choiceSchema).nullish(),
  // What cannot be counted is estimated; no text is worth less for it.
  usage: usageSchema.nullish().catch(undefined),
});
export type Completion = z.infer<typeof completionSchema>;

/** Of an event in its usual form what the schema would read; undefined for any other, which is the schema's. */
export type PlainReader = (data: unknown) => Completion | undefined;

/**
 * The next piece of each choice, or its end in the plainest words, as nearly all events of a stream are: looked at field by
 * field, since a schema costs more for each token than all that is done with it.
 */
export function plainCompletion(data: unknown): Completion | undefined {
  if (!isRecord(data) || !Array.isArray(data.choices)) return undefined;
  for (const choice of data.choices as readonly unknown[]) {
    if (!isRecord(choice) || !isPlainChoice(choice)) return undefined;
    if (typeof choice.text !== 'string' || (choice.logprobs ?? undefined) !== undefined) return undefined;
    if ((choice.delta ?? choice.message ?? undefined) !== undefined) return undefined;
  }
  return { choices: data.choices as Choice[], usage: usageOf(data) };
}

/** The same of a chat: text that nobody tells apart from thoughts. */
export function plainChatCompletion(data: unknown): Completion | undefined {
  if (!isRecord(data) || !Array.isArray(data.choices)) return undefined;
  const choices: Choice[] = [];
  for (const choice of data.choices as readonly unknown[]) {
    if (!isRecord(choice) || !isPlainChoice(choice) || !isRecord(choice.delta)) return undefined;
    const { content, reasoning_content: apart, reasoning, thinking } = choice.delta;
    if (typeof content !== 'string' || (choice.text ?? apart ?? reasoning ?? thinking ?? undefined) !== undefined)
      return undefined;
    const { index, token_ids, finish_reason, stop_reason, matched_stop } = choice as unknown as Choice;
    choices.push({ index, text: content, thought: '', finish_reason, stop_reason, matched_stop, token_ids });
  }
  return { choices, usage: usageOf(data) };
}

/** Comes once a stream. */
function usageOf({ usage }: Readonly<Record<string, unknown>>): Usage | undefined {
  return (usage ?? undefined) === undefined ? undefined : usageSchema.safeParse(usage).data;
}

/** A choice that goes on, or has ended, with its number. */
function isPlainChoice(choice: Readonly<Record<string, unknown>>): boolean {
  const { index, finish_reason: finish, stop_reason: stop, matched_stop: matched, token_ids: ids } = choice;
  return (
    isWholeNumber(index) &&
    ((finish ?? undefined) === undefined || finish === 'stop' || finish === 'length') &&
    ((stop ?? undefined) === undefined || typeof stop === 'string' || Number.isSafeInteger(stop)) &&
    (matched ?? undefined) === undefined &&
    (choice.prompt_logprobs ?? undefined) === undefined &&
    ((ids ?? undefined) === undefined || areTokenIds(ids))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTokenIds(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => isWholeNumber(id) && id <= lastId);
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A line of Ollama's `/api/generate`, in the form of `completionSchema`. */
export const generatedSchema = z
  .object({
    response: z.string().nullish(),
    thinking: z.string().nullish(),
    done: z.boolean(),
    done_reason: z.string().nullish(),
    prompt_eval_count: tokens.nullish(),
    eval_count: tokens.nullish(),
  })
  .transform((line): Completion => ({
    choices: [
      {
        index: 0,
        text: line.response ?? '',
        thought: line.thinking ?? '',
        finish_reason: line.done ? (line.done_reason ?? 'stop') : undefined,
      },
    ],
    usage: line.done ? { prompt_tokens: line.prompt_eval_count ?? 0, completion_tokens: line.eval_count } : undefined,
  }));

/** What Ollama would show its model, told instead of an answer. */
export const renderedSchema = z.object({ _debug_info: z.object({ rendered_template: z.string().min(1) }) });

export const tokenizeSchema = z.object({ tokens: tokenIds, max_model_len: contextLengthSchema });
/** vLLM says `prompt`, SGLang `text`. */
export const detokenizeSchema = z.object({ prompt: z.string().nullish(), text: z.string().nullish() });
export const templatedSchema = z.object({ prompt: z.string() });
/** Some servers send the list itself. */
export const modelsSchema = z.preprocess(
  (reply) => (Array.isArray(reply) ? { data: reply } : reply),
  z.object({
    data: z.array(
      z.object({
        id: z.string(),
        root: z.string().nullish(),
        max_model_len: contextLengthSchema,
        owned_by: z.string().nullish(),
        meta: z.object({ n_ctx: contextLengthSchema }).nullish(),
        /** llama-server in front of several models says which of them it has at hand. */
        status: z.object({ value: z.string().nullish() }).nullish().catch(undefined),
      }),
    ),
  }),
);
export const versionSchema = z.object({ version: z.string() });

/** The words and the field that an error body complains about, in every shape that servers are known to send. */
export interface ErrorBody {
  readonly message: string;
  readonly param: string | undefined;
  readonly code: number | undefined;
}

const errorObjectSchema = z.object({
  message: z.string().nullish(),
  param: z.string().nullish(),
  code: z.union([z.int(), z.string()]).nullish(),
});

/**
 * Reads an error out of a parsed body: nested `{error: {…}}` (vLLM >= 0.10.1), flat `{object: 'error', …}` (older),
 * `{error: '…'}` (401, TGI) and `{detail: …}` (unknown path). Undefined when the body is no error.
 */
export function readErrorBody(body: unknown): ErrorBody | undefined {
  // Google's come in a list of one.
  if (Array.isArray(body)) return body.length === 1 ? readErrorBody(body[0]) : undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  if ('error' in body && isSaid(body.error)) {
    if (typeof body.error === 'string') return { message: body.error, param: undefined, code: undefined };
    return fromObject(body.error);
  }
  if ('object' in body && body.object === 'error') return fromObject(body);
  if (!('detail' in body) || !isSaid(body.detail)) return readEnvelope(body);
  return {
    message: typeof body.detail === 'string' ? body.detail : JSON.stringify(body.detail),
    param: undefined,
    code: undefined,
  };
}

/** Some servers name an error on every reply, and mean that there is none. */
function isSaid(error: unknown): boolean {
  if (typeof error === 'object' && error !== null) return Object.keys(error).length > 0;
  return Boolean(error);
}

const envelopeSchema = z.object({
  message: z.string().nullish(),
  msg: z.string().nullish(),
  code: z.union([z.int(), z.string()]).nullish(),
  success: z.boolean().nullish(),
});

/** An error without a name for it: `{code, msg}` and `{success: false, message}` of hosted servers and of those before them. */
function readEnvelope(body: object): ErrorBody | undefined {
  // Nearly all bodies, a token each.
  if ('choices' in body) return undefined;
  const { data: envelope } = envelopeSchema.safeParse(body);
  const message = envelope?.message ?? envelope?.msg ?? undefined;
  const isFine = envelope?.success !== false && [undefined, null, 0, 200, '0', '200'].includes(envelope?.code);
  if (message === undefined || isFine) return undefined;
  const code = Number(envelope?.code);
  return { message, param: undefined, code: Number.isInteger(code) ? code : undefined };
}

function fromObject(value: unknown): ErrorBody {
  const parsed = errorObjectSchema.safeParse(value);
  if (!parsed.success) return { message: JSON.stringify(value), param: undefined, code: undefined };
  const { message, param, code } = parsed.data;
  return { message: message ?? '', param: param ?? undefined, code: typeof code === 'number' ? code : undefined };
}
