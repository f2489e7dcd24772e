/**
 * A server's own tokenizer, asked over HTTP (`/tokenize`, `/detokenize`), with a memory for texts that come again: every
 * step of a path is asked for in each round. Ids are this server's; another model may have other ones.
 */
import type { ChatMessage } from '../config/chat-template';
import type { Backend } from '../config/backend';
import { CallError } from './call-error';
import type { HttpClient, SendOptions } from './http';
import { detokenizeSchema, templatedSchema, tokenizeSchema } from './replies';

export interface Tokenized {
  readonly ids: readonly number[];
  /** Context length in tokens, where the server tells it. */
  readonly maxModelLength: number | undefined;
}

export interface Tokenizer {
  /** The chat template over `messages`, up to where the assistant is to go on. Throws CallError. */
  chat(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Tokenized>;
  /** The chat template over a whole dialogue, with nothing after its last turn. Throws CallError. */
  dialogue(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Tokenized>;
  /** Plain text; with `hasSpecials` the tokens that the model expects around a text (BOS). Throws CallError. */
  text(text: string, hasSpecials: boolean, signal: AbortSignal): Promise<Tokenized>;
  /** The text of `ids`, special tokens included. Throws CallError. */
  detokenize(ids: readonly number[], signal: AbortSignal): Promise<string>;
}

/** llama-server's. Its text begins without the token that the server puts in front of every text. */
const templateCall = { method: 'POST', path: '/apply-template' } as const;

/** What the chat template is told beside the messages, e.g. that the model is not to think. */
export function templateFields({ extraBody }: Backend): Readonly<Record<string, unknown>> {
  const fields = extraBody.chat_template_kwargs;
  return typeof fields === 'object' && fields !== null ? { ...fields } : {};
}

/** The prompt over `messages` as llama-server's own template has it; one that serves several models asks for which. */
export function askTemplate(
  backend: Backend,
  http: HttpClient,
  { messages, ...options }: SendOptions & { readonly messages: readonly ChatMessage[] },
): Promise<{ readonly prompt: string }> {
  const body = { ...modelOf(backend), messages, ...templateBody(backend) };
  return http.json({ ...templateCall, body }, templatedSchema, options);
}

function modelOf({ model }: Backend): Readonly<Record<string, unknown>> {
  return model === undefined ? {} : { model };
}

function templateBody(backend: Backend): Readonly<Record<string, unknown>> {
  const fields = templateFields(backend);
  return Object.keys(fields).length === 0 ? {} : { chat_template_kwargs: fields };
}

/** Entries are some hundred ids at most, so this is a few megabytes. */
const cacheSize = 4_096;

/** Creates the tokenizer of `backend`; it remembers the latest 4,096 replies. */
export function createTokenizer(backend: Backend, http: HttpClient): Tokenizer {
  // A Map keeps the order of insertion: the first key is the one not used for longest.
  const cache = new Map<string, Promise<Tokenized>>();
  const model = modelOf(backend);
  const template = templateBody(backend);

  async function ask(body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Tokenized> {
    const key = JSON.stringify(body);
    const known = cache.get(key);
    cache.delete(key);
    const asked = known ?? send(body, signal);
    cache.set(key, asked);
    const oldest = cache.size > cacheSize ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    try {
      return await asked;
    } catch (error) {
      if (cache.get(key) === asked) cache.delete(key);
      // Whoever asked first may have stopped waiting; that is not our failure.
      if (known === undefined || error instanceof CallError || signal.aborted) throw error;
      return await ask(body, signal);
    }
  }

  async function send(body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Tokenized> {
    const call = { method: 'POST', path: '/tokenize' } as const;
    const reply = await http.json({ ...call, body: { ...model, ...body } }, tokenizeSchema, { signal });
    // llama-server has a call of this name that reads other fields, and finds nothing in ours.
    if (reply.tokens.length === 0 && body.prompt !== '')
      throw new CallError(backend, call, { type: 'status', status: 501, text: 'it found no tokens in a text' });
    return { ids: reply.tokens, maxModelLength: reply.max_model_len ?? undefined };
  }

  return {
    // The template writes BOS itself, so no special tokens may be added to its result.
    chat: (messages, signal) =>
      ask({ messages, add_generation_prompt: true, add_special_tokens: false, ...template }, signal),
    dialogue: (messages, signal) =>
      ask({ messages, add_generation_prompt: false, add_special_tokens: false, ...template }, signal),
    text: (text, hasSpecials, signal) => ask({ prompt: text, add_special_tokens: hasSpecials }, signal),
    async detokenize(ids, signal) {
      const call = { method: 'POST', path: '/detokenize', body: { ...model, tokens: ids } } as const;
      const reply = await http.json(call, detokenizeSchema, { signal });
      const text = reply.prompt ?? reply.text;
      if (text === undefined || text === null) throw http.badReply(call, 'it holds no text');
      return text;
    },
  };
}
