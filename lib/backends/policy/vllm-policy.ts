/**
 * The policy port over vLLM's `/v1/completions`: token ids in, token ids out, so that no text is ever tokenised twice in
 * different ways and the server's prefix cache always matches. Falls back to text where a server lacks the ids, and to one
 * continuation a request, cut at the stop string here, where it falls short in other ways. Knows nothing of searches; a
 * prefix and a stop string are all it sees of a tree.
 */
import { setMaxListeners } from 'node:events';
import type { Problem, Prompt, Turn } from '@/lib/search';
import type { PolicyBackend } from '../config/backend';
import { CallError } from '../http/call-error';
import { renderChat, renderRevision } from '../config/chat-template';
import { completionsRoute } from './completions-route';
import type { BackendContext } from '../context';
import { createHttpClient } from '../http/http';
import type { Priority } from '../admission/limiter';
import { ifSupported, optionally } from '../http/optional';
import { askTemplate, createTokenizer, templateFields } from '../http/tokenizer';
import type { ChatMessage, RenderedChat } from '../config/chat-template';
import type { Tokenized } from '../http/tokenizer';
import { knownOf } from '../server-habits';
import { conversation } from './turn-messages';
import { ollamaRoute, renderedByOllama } from './ollama-route';
import type { WritingPolicy } from './route';
import { servedLength } from './served-length';
import { createWriter } from './writer';

/** As the templates of thinking models write it at the end of a prompt. */
const beginOfThought = '<think>\n';

interface Asked {
  readonly problem: Problem;
  readonly turn: Turn | undefined;
  readonly messages: readonly ChatMessage[];
}

/** By the template that is configured for what is asked; undefined where the server's own is to be applied. */
function renderedHere(backend: PolicyBackend, { problem, turn, messages }: Asked): RenderedChat | undefined {
  // Who was trained to be shown attempts has not learnt the words of a chat, whatever is asked.
  if (turn !== undefined && backend.revisions !== undefined)
    return renderRevision(backend.revisions, { problem: problem.text, attempts: turn.attempts });
  return backend.chatTemplate === undefined
    ? undefined
    : renderChat(backend.chatTemplate, messages, templateFields(backend));
}

/** A policy served by vLLM, or by anything that speaks its protocol, as the bundled server does. */
export function createVllmPolicy(backend: PolicyBackend, context: BackendContext, priority: Priority): WritingPolicy {
  const http = createHttpClient(backend, context);
  const optionalHttp = optionally(http);
  const tokenizer = createTokenizer(backend, optionalHttp);
  const known = knownOf(context.habits, backend);
  const isOllama = known.software?.found?.hasRawGenerate === true;
  const isSpecialWritten =
    backend.chatTemplate !== undefined && !renderChat(backend.chatTemplate, [{ role: 'user', content: '' }]).wantsBos;

  async function prepare(problem: Problem, signal: AbortSignal, turn?: Turn): Promise<Prompt> {
    setMaxListeners(0, signal);
    const messages = conversation(backend, problem, turn);
    const rendered = renderedHere(backend, { problem, turn, messages });
    const plain = rendered?.text ?? `${messages.map((message) => message.content).join('\n\n')}\n\n`;
    if (isOllama) {
      const text = rendered?.text ?? (await renderedByOllama(backend, http, { messages, signal })) ?? plain;
      return { text, maxModelLength: undefined };
    }
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
        rendered === undefined
          ? await ifSupported(askTemplate(backend, optionalHttp, { messages, signal }), onNotNow)
          : undefined;
      return { text: templated?.prompt ?? plain, maxModelLength: await servedLength(backend, http, signal) };
    }
    // The text is for the reader, and for servers that tell no ids of what they generate.
    const text = await ifSupported(tokenizer.detokenize(tokenized.ids, signal), onNotNow);
    const unseen = async () => plain + ((await endsInThought(tokenized.ids, signal)) ? beginOfThought : '');
    return {
      text: text ?? (await unseen()),
      tokenIds: [...tokenized.ids],
      maxModelLength: tokenized.maxModelLength ?? (await servedLength(backend, http, signal)),
    };
  }

  /** Whether ids that nobody tells the text of end with the mark of a thought. */
  async function endsInThought(ids: readonly number[], signal: AbortSignal): Promise<boolean> {
    const marks = [beginOfThought, beginOfThought.trimEnd()].map((mark) =>
      ifSupported(tokenizer.text(mark, false, signal), () => {}),
    );
    return (await Promise.all(marks)).some(
      (mark) => mark !== undefined && mark.ids.length > 0 && mark.ids.join() === ids.slice(-mark.ids.length).join(),
    );
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

  const route = isOllama
    ? ollamaRoute({ backend, http, known })
    : completionsRoute({
        backend,
        http,
        known,
        tokenizer,
        isSpecialWritten,
        isBulk: () => priority === 'experiment' && known.software?.found?.takesPriority === true,
      });
  return {
    ref: { name: backend.name, model: backend.model ?? backend.name },
    prepare,
    propose: createWriter({ backend, context, priority, http, route }),
    whyNotContinued: (signal) => route.whyNotContinued(signal),
  };
}
