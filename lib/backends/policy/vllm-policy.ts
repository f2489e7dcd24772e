/**
 * The policy port over vLLM's `/v1/completions`: token ids in, token ids out, so that no text is ever tokenised twice in
 * different ways and the server's prefix cache always matches. Falls back to text where a server lacks the ids, and to one
 * continuation a request, cut at the stop string here, where it falls short in other ways. Knows nothing of searches; a
 * prefix and a stop string are all it sees of a tree.
 */
import { setMaxListeners } from 'node:events';
import { createChannel, followAbort } from '@/lib/base';
import type { Policy, Problem, Prompt, Proposal, ProposeRequest, Turn } from '@/lib/search';
import type { PolicyBackend } from '../config/backend';
import { CallError } from '../http/call-error';
import { renderChat } from '../config/chat-template';
import { completionsCall, streamCompletions } from './completion-stream';
import type { CompletionStream, OpenChoice } from './completion-stream';
import type { BackendContext } from '../context';
import { createHttpClient } from '../http/http';
import type { Priority } from '../admission/limiter';
import { asOneCall } from '../http/one-call';
import { ifSupported, optionally } from '../http/optional';
import { samplingFields } from '../http/sampling';
import { habitsOf } from '../server-habits';
import { createTokenizer, templateCall } from '../http/tokenizer';
import { messagesFor } from './turn-messages';
import type { ChatMessage } from '../config/chat-template';
import type { Tokenized } from '../http/tokenizer';
import { modelsSchema, templatedSchema } from '../http/replies';

type Push = (proposal: Proposal) => void;

/** A policy served by vLLM, or by anything that speaks its protocol, as the bundled server does. */
export function createVllmPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): Policy {
  const http = createHttpClient(backend, context);
  const optionalHttp = optionally(http);
  const tokenizer = createTokenizer(backend, optionalHttp);
  const limiter = context.limiters.of(backend);
  const habits = habitsOf(context.habits, backend);
  const isSpecialWritten =
    backend.chatTemplate !== undefined && !renderChat(backend.chatTemplate, [{ role: 'user', content: '' }]).wantsBos;

  const isCutHere = ({ stop }: ProposeRequest) => habits.has('hides-stops') && stop.length > 0;

  async function prepare(problem: Problem, signal: AbortSignal, turn?: Turn): Promise<Prompt> {
    setMaxListeners(0, signal);
    // An empty one is a wish for none, also where the model would have had a default.
    const system: ChatMessage[] = !backend.systemPrompt ? [] : [{ role: 'system', content: backend.systemPrompt }];
    const messages: ChatMessage[] = [...system, ...messagesFor(problem, turn)];
    const rendered = backend.chatTemplate === undefined ? undefined : renderChat(backend.chatTemplate, messages);
    const plain = rendered?.text ?? `${messages.map((message) => message.content).join('\n\n')}\n\n`;
    // What cannot be said now is gone without only when the server is well otherwise: see `servedLength`.
    const onNotNow = () => {};
    const tokenized = await ifSupported(
      rendered === undefined
        ? tokenizePrompt(messages, plain, signal)
        : tokenizer.text(plain, rendered.wantsBos, signal),
      onNotNow,
    );
    if (tokenized === undefined) {
      const templated =
        backend.chatTemplate === undefined
          ? await ifSupported(
              optionalHttp.json({ ...templateCall, body: { messages } }, templatedSchema, { signal }),
              onNotNow,
            )
          : undefined;
      return { text: templated?.prompt ?? plain, maxModelLength: await servedLength(signal) };
    }
    // The text is for the reader, and for servers that tell no ids of what they generate.
    const text = await ifSupported(tokenizer.detokenize(tokenized.ids, signal), onNotNow);
    return {
      text: text ?? plain,
      tokenIds: [...tokenized.ids],
      maxModelLength: tokenized.maxModelLength ?? (await servedLength(signal)),
    };
  }

  async function tokenizePrompt(
    messages: readonly ChatMessage[],
    plain: string,
    signal: AbortSignal,
  ): Promise<Tokenized> {
    try {
      return await tokenizer.chat(messages, signal);
    } catch (error) {
      // A base model has no chat template; its prompt is the text alone.
      const isBase = error instanceof CallError && error.status === 400 && /template/i.test(error.serverText);
      if (!isBase) throw error;
      return await tokenizer.text(plain, true, signal);
    }
  }

  /**
   * The context length from `/v1/models`, for servers whose tokenizer does not tell it. Throws CallError when the server
   * cannot say even this now.
   */
  async function servedLength(signal: AbortSignal): Promise<number | undefined> {
    const asked = optionalHttp.json({ method: 'GET', path: '/v1/models' }, modelsSchema, { signal });
    const reply = await ifSupported(asked, (error) => {
      throw error;
    });
    const served = reply?.data.find((model) => model.id === backend.model) ?? reply?.data[0];
    return served?.max_model_len ?? served?.meta?.n_ctx ?? undefined;
  }

  async function pump(request: ProposeRequest, signal: AbortSignal, push: Push): Promise<void> {
    const prompt = joinPrompt(request);
    const limit = request.prompt.maxModelLength;
    const length = await promptLength(request, prompt, signal);
    const room =
      limit === undefined || length === undefined ? request.maxTokens : Math.min(request.maxTokens, limit - length);
    if (room < 1) return endAtContext(request, push);
    const release = await limiter.acquire({ sequences: request.count, priority, role: 'policy' }, signal);
    const { onNotice, finish } = asOneCall(request.onNotice);
    try {
      await write({ ...request, maxTokens: room, onNotice }, prompt, { signal, push });
    } catch (error) {
      if (!(error instanceof CallError) || !error.isContextOverflow) throw error;
      endAtContext(request, push);
    } finally {
      finish();
      release();
    }
  }

  /** All continuations in one request; those that the server leaves open one by one. */
  async function write(request: ProposeRequest, prompt: JoinedPrompt, work: Work): Promise<void> {
    const { push } = work;
    const goOn = async (open: OpenChoice): Promise<void> => {
      const { index, text, tokens } = open;
      const room = request.maxTokens - tokens;
      if (room < 1) return push({ type: 'finish', index, finish: 'length' });
      const own = { ...request, count: 1, seed: request.seed + index, maxTokens: room };
      const [left] = await generate(own, withText(prompt, text), {
        ...work,
        push: (proposal) => push({ ...proposal, index }),
      });
      if (left !== undefined) await goOn({ ...left, index, text: text + left.text, tokens: tokens + left.tokens });
    };
    const isSimple = isCutHere(request) || (habits.has('writes-one') && request.count > 1);
    const all = Array.from({ length: request.count }, (_, index): OpenChoice => ({
      index,
      text: '',
      tokens: 0,
      reason: 'missing',
    }));
    await Promise.all((isSimple ? all : await generateAll(request, prompt, { work, all })).map(goOn));
  }

  /** The continuations that are left open: all of them where the server does not take as many. */
  async function generateAll(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work, all }: { readonly work: Work; readonly all: readonly OpenChoice[] },
  ): Promise<readonly OpenChoice[]> {
    try {
      return await generate(request, prompt, work);
    } catch (error) {
      if (!(error instanceof CallError) || !error.isAboutCount || request.count === 1) throw error;
      habits.add('writes-one');
      return all;
    }
  }

  /** Tokens of the whole prompt, or a bound on them that leaves room enough; undefined where nobody knows. */
  async function promptLength(
    request: ProposeRequest,
    joined: JoinedPrompt,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { maxModelLength, tokenIds, text } = request.prompt;
    if (joined.ids !== undefined || maxModelLength === undefined || tokenIds === undefined) return joined.ids?.length;
    // A token is at least a byte.
    const atMost = tokenIds.length + Buffer.byteLength(joined.text) - Buffer.byteLength(text);
    if (atMost + request.maxTokens <= maxModelLength) return atMost;
    return (await ifSupported(tokenizer.text(joined.text, false, signal), () => {}))?.ids.length;
  }

  /** At the end of the context a path is cut off like any other limit; only a problem that does not fit is an error. */
  function endAtContext(request: ProposeRequest, push: Push): void {
    if (request.prefix.length === 0) {
      const limit = request.prompt.maxModelLength;
      const text = `the problem does not fit the model’s context${limit === undefined ? '' : ` of ${limit} tokens`}`;
      throw new CallError(backend, completionsCall, { type: 'status', status: 400, text });
    }
    for (let index = 0; index < request.count; index++) push({ type: 'finish', index, finish: 'length' });
  }

  /** One request. What it leaves open tells how the server is to be spoken to from now on. */
  async function generate(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { signal, push }: Work,
  ): Promise<readonly OpenChoice[]> {
    const { stop, count, maxTokens } = request;
    const body = {
      ...(backend.model === undefined ? {} : { model: backend.model }),
      n: count,
      max_tokens: maxTokens,
      ...samplingFields(request),
      seed: request.seed,
      ...(stop.length === 0 || isCutHere(request) ? {} : { stop, include_stop_str_in_output: true }),
      skip_special_tokens: true,
      // Text that was once ids, or came out of a template that writes them, holds its special tokens already.
      ...(prompt.ids === undefined && (request.prompt.tokenIds !== undefined || isSpecialWritten)
        ? { add_special_tokens: false }
        : {}),
      stream: true,
      stream_options: { include_usage: true },
    };
    const optional = { return_token_ids: true };
    request.onNotice({ type: 'sent', url: `${backend.url}${completionsCall.path}`, body: { ...body, ...optional } });
    const onUsage: CompletionStream['onUsage'] = (usage, tokens) =>
      request.onNotice({
        type: 'usage',
        promptTokens: usage?.prompt_tokens ?? prompt.ids?.length ?? guessedLength(prompt.text),
        completionTokens: usage?.completion_tokens ?? tokens,
        cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
      });
    const open = await streamCompletions(
      {
        backend,
        http,
        optional,
        push,
        onUsage,
        session: request.session,
        count,
        stop,
        maxTokens,
        isCutHere: isCutHere(request),
        body: { ...body, prompt: prompt.ids ?? prompt.text },
      },
      { signal, onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }) },
    );
    if (open.some(({ reason }) => reason === 'missing')) habits.add('writes-one');
    if (open.some(({ reason }) => reason === 'unclear')) habits.add('hides-stops');
    return open;
  }

  return {
    ref: { name: backend.name, model: backend.model ?? backend.name },
    prepare,
    async *propose(request, signal) {
      setMaxListeners(0, signal);
      const { controller, release } = followAbort(signal);
      // The server is read as fast as it writes, whatever the reader does meanwhile: a reader that waits for a score
      // must not hold up the sequences that the score has to wait for.
      const channel = createChannel<Proposal>();
      const pumping = pump(request, controller.signal, channel.push).then(channel.close, channel.fail);
      try {
        yield* channel;
      } finally {
        controller.abort();
        await pumping;
        release();
      }
    },
  };
}

interface JoinedPrompt {
  readonly text: string;
  readonly ids: readonly number[] | undefined;
}

interface Work {
  readonly signal: AbortSignal;
  readonly push: Push;
}

function withText(prompt: JoinedPrompt, text: string): JoinedPrompt {
  return text === '' ? prompt : { text: prompt.text + text, ids: undefined };
}

/** Tokens of a text whose server tells neither ids nor usage: a token of English or LaTeX is some four bytes. */
function guessedLength(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** Prompt and prefix as one: ids where all of them are known. */
function joinPrompt({ prompt, prefix }: ProposeRequest): JoinedPrompt {
  const pieces = [prompt.tokenIds, ...prefix.map((step) => step.tokenIds)];
  const isKnown = pieces.every((piece) => piece !== undefined);
  return { text: prompt.text + prefix.map((step) => step.text).join(''), ids: isKnown ? pieces.flat() : undefined };
}
