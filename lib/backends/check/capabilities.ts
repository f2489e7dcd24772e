/**
 * What a server can do, found out by asking for it in the smallest form: each answer is a yes, a no, or missing where the
 * question could not be asked. What a no means for a run is told where it is shown.
 */
import type { z } from 'zod';
import type { Backend, PolicyBackend, VerifierBackend } from '../config/backend';
import type { Call } from '../http/call-error';
import { chatCall } from '../policy/chat-route';
import { completionsCall } from '../policy/completion-stream';
import type { BackendContext } from '../context';
import { createVerifier, whyNotStepwise } from '../create';
import { createHttpClient } from '../http/http';
import type { HttpClient } from '../http/http';
import { greedy, samplingFields, refusable } from '../http/sampling';
import { ifAble, ifSupported } from '../http/optional';
import { verifierKindOf } from '../verifiers/verifier-kinds';
import { knownOf } from '../server-habits';
import { askTemplate } from '../http/tokenizer';
import { completionSchema, tokenizeSchema } from '../http/replies';
import type { Completion } from '../http/replies';

export type Capabilities = Readonly<Record<string, boolean>>;

const firstWords = '1 + 1';

export interface FindOptions {
  readonly signal: AbortSignal;
  /** Told of each question that the server could not answer now. */
  readonly onNotNow: () => void;
}

/** Asks a backend whose model is known. Throws CallError when the server stops answering. */
export async function findCapabilities(
  backend: Backend,
  context: BackendContext,
  options: FindOptions,
): Promise<Capabilities> {
  const { signal } = options;
  const http = createHttpClient(backend, context);
  if (backend.role === 'policy') {
    const asking = { ...options, http };
    if (backend.kind === 'chat') return chatCapabilities(backend, context, asking);
    const isRaw = knownOf(context.habits, backend).software?.found?.hasRawGenerate === true;
    return isRaw ? rawCapabilities(backend, context, signal) : policyCapabilities(backend, context, asking);
  }
  const scores = await canScore(backend, context, signal);
  const { readsCompletions, readsPrompts } = verifierKindOf(backend);
  if (!readsCompletions) return { scores };
  const { tokens, tokenize, completions, tokenIn, logprobs, body } = await generation(backend, { ...options, http });
  return {
    completions,
    ...answered({ tokenize }),
    tokenIn,
    logprobs,
    ...(readsPrompts && tokens !== undefined
      ? { promptLogprobs: await hasPromptLogprobs(http, { ...body, prompt: tokens }, signal) }
      : {}),
    scores,
  };
}

/** Has one short step scored: the only question whose answer means that the verifier works. */
async function canScore(backend: VerifierBackend, context: BackendContext, signal: AbortSignal): Promise<boolean> {
  const verifier = createVerifier(backend, context, 'interactive');
  const paths = [{ steps: [{ text: 'Adding gives $1 + 1 = 2$.' }], from: 0 }];
  return (
    (await ifAble(
      verifier.score(
        { problem: { text: 'What is $1 + 1$?' }, prompt: { text: '' }, paths, session: 'probe', onNotice: () => {} },
        signal,
      ),
    )) !== undefined
  );
}

interface Asking extends FindOptions {
  readonly http: HttpClient;
}

/** What a model that is only chatted with can do; `stepwise` is what decides between strategies. */
async function chatCapabilities(
  backend: PolicyBackend,
  context: BackendContext,
  asking: Asking,
): Promise<Capabilities> {
  const { http, signal } = asking;
  const model = backend.model === undefined ? {} : { model: backend.model };
  const messages = [{ role: 'user', content: firstWords }];
  const body = { ...model, messages, max_tokens: 16, temperature: 1, ...backend.extraBody };
  const reply = await ifAble(
    http.json({ ...chatCall, body, ...refusable(body) }, completionSchema, { signal, retries: 1 }),
  );
  if (reply === undefined) return { chat: false };
  const n = await writesSeveral(http, { call: chatCall, schema: completionSchema, body, signal });
  knownOf(context.habits, backend).habits.add(n ? 'writes-several' : 'writes-one');
  const stepwise = await isStepwise(backend, context, signal);
  const isThinking =
    (reply.choices?.[0]?.thought ?? '') !== '' || knownOf(context.habits, backend).habits.has('opens-thought');
  return { chat: true, n, ...(isThinking ? { thinks: true } : {}), stepwise };
}

/** Through Ollama's raw prompts: a try of them is all there is to ask. */
async function rawCapabilities(
  backend: PolicyBackend,
  context: BackendContext,
  signal: AbortSignal,
): Promise<Capabilities> {
  return { completions: true, stepwise: await isStepwise(backend, context, signal), n: false };
}

async function isStepwise(backend: PolicyBackend, context: BackendContext, signal: AbortSignal): Promise<boolean> {
  return (await whyNotStepwise(backend, context, signal)) === undefined;
}

interface Several {
  readonly call: Call;
  readonly schema: z.ZodType<Completion>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** True when two continuations come under numbers of their own, each with its end, in a stream as a search reads it. */
async function writesSeveral(http: HttpClient, { call, schema, body, signal }: Several): Promise<boolean> {
  const numbers = new Set<number>();
  let ends = 0;
  const read = async () => {
    const both = { ...body, n: 2, stream: true };
    for await (const items of http.events({ ...call, body: both, ...refusable(both) }, { signal, retries: 0 })) {
      for (const item of items) {
        if (item.type === 'done') continue;
        for (const { index, finish_reason: finish } of schema.safeParse(item.data).data?.choices ?? []) {
          numbers.add(index);
          ends += finish === undefined ? 0 : 1;
        }
      }
    }
    return numbers.size === 2 && ends > 1;
  };
  return (await ifAble(read())) ?? false;
}

async function policyCapabilities(
  backend: PolicyBackend,
  context: BackendContext,
  asking: Asking,
): Promise<Capabilities> {
  const { http, signal } = asking;
  const { tokens, tokenize, completions, tokenIn, logprobs, body, reply } = await generation(backend, asking);
  const choice = reply?.choices?.[0];
  const found = {
    completions,
    ...answered({ tokenize, chatTemplate: await hasChatTemplate(backend, asking) }),
    tokenIn,
    tokenOut: (choice?.token_ids ?? undefined) !== undefined,
  };
  if (!completions) return found;
  const prompt = tokenIn ? tokens : firstWords;
  const sampled = { ...body, prompt, ...samplingFields({ ...greedy, temperature: 1 }) };
  const n = await writesSeveral(http, { call: completionsCall, schema: completionSchema, body: sampled, signal });
  // The text it writes anyway is a stop string that it is sure to meet.
  const stop = choice?.text?.trim() ?? '';
  const stopped =
    stop === ''
      ? undefined
      : await ask(http, { ...body, prompt, max_tokens: 8, stop: [stop], include_stop_str_in_output: true }, signal);
  const end = stopped?.choices?.[0];
  const stops: Capabilities =
    end === undefined
      ? {}
      : {
          stopTold: [end.stop_reason, end.matched_stop].includes(stop) || end.finish_reason === 'stop_sequence',
          stopKept: end.text?.endsWith(stop) === true,
        };
  const { habits } = knownOf(context.habits, backend);
  habits.add(n ? 'writes-several' : 'writes-one');
  if (tokens !== undefined) habits.add(tokenIn ? 'reads-ids' : 'reads-text');
  if (stops.stopTold === false && stops.stopKept === false) habits.add('hides-stops');
  return {
    ...found,
    ...((await isStepwise(backend, context, signal)) ? {} : { stepwise: false }),
    n,
    ...stops,
    logprobs,
    cachedTokens: (reply?.usage?.prompt_tokens_details?.cached_tokens ?? undefined) !== undefined,
  };
}

interface Generation {
  readonly tokens: readonly number[] | undefined;
  /** Undefined when the server could not say now. */
  readonly tokenize: boolean | undefined;
  readonly completions: boolean;
  readonly tokenIn: boolean;
  readonly logprobs: boolean;
  readonly reply: Completion | undefined;
  /** Without its prompt. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Two greedy tokens, from ids where the server knows ids and takes them, else from text. */
async function generation(backend: Backend, asking: Asking): Promise<Generation> {
  const { http, signal } = asking;
  const model = backend.model === undefined ? {} : { model: backend.model };
  const tokenized = await askTokenizer({ ...model, prompt: firstWords }, asking);
  const tokens = tokenized === undefined || tokenized.length === 0 ? undefined : tokenized;
  const body = { ...model, max_tokens: 2, ...samplingFields(greedy) };
  const fromIds = tokens === undefined ? undefined : await ask(http, { ...body, prompt: tokens, logprobs: 1 }, signal);
  const reply =
    fromIds ??
    (await ask(http, { ...body, prompt: firstWords, logprobs: 1 }, signal)) ??
    (await ask(http, { ...body, prompt: firstWords }, signal));
  return {
    tokens,
    tokenize: tokenized === undefined ? undefined : tokens !== undefined,
    body,
    reply,
    completions: reply !== undefined,
    tokenIn: fromIds !== undefined,
    logprobs: (reply?.choices?.[0]?.logprobs ?? undefined) !== undefined,
  };
}

/** The ids; none where the server has no such call, or one that reads other fields (llama-server). Undefined: not now. */
async function askTokenizer(
  body: Readonly<Record<string, unknown>>,
  { http, signal, onNotNow }: Asking,
): Promise<readonly number[] | undefined> {
  let isAnswered = true;
  const asked = http.json({ method: 'POST', path: '/tokenize', body }, tokenizeSchema, { signal, retries: 0 });
  const reply = await ifSupported(asked, () => {
    isAnswered = false;
    onNotNow();
  });
  return isAnswered ? (reply?.tokens ?? []) : undefined;
}

/** Undefined when the server could not say now. */
async function hasChatTemplate(backend: Backend, asking: Asking): Promise<boolean | undefined> {
  const { http, signal, onNotNow } = asking;
  const messages = [{ role: 'user', content: firstWords }] as const;
  const model = backend.model === undefined ? {} : { model: backend.model };
  const body = { ...model, messages, add_generation_prompt: true, add_special_tokens: false };
  const tokens = await askTokenizer(body, asking);
  if (tokens !== undefined && tokens.length > 0) return true;
  let isAnswered = tokens !== undefined;
  const templated = await ifSupported(askTemplate(backend, http, { messages, signal, retries: 0 }), () => {
    isAnswered = false;
    onNotNow();
  });
  if (templated !== undefined) return true;
  return isAnswered ? false : undefined;
}

/** Without the questions that had no answer. */
function answered(found: Readonly<Record<string, boolean | undefined>>): Capabilities {
  return Object.fromEntries(Object.entries(found).flatMap(([name, yes]) => (yes === undefined ? [] : [[name, yes]])));
}

async function hasPromptLogprobs(
  http: HttpClient,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<boolean> {
  const reply = await ask(http, { ...body, prompt_logprobs: 0 }, signal);
  return (reply?.choices?.[0]?.prompt_logprobs ?? undefined) !== undefined;
}

function ask(
  http: HttpClient,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Completion | undefined> {
  return ifAble(
    http.json(
      { ...completionsCall, body, ...refusable(body), optional: { return_token_ids: true } },
      completionSchema,
      { signal, retries: 0 },
    ),
  );
}
