/**
 * Ollama's `/api/generate` with raw prompts: the only one of its calls that puts no template around what it is given, so that
 * steps can be gone on with. Whether they are is tried before the first is.
 */
import type { PolicyBackend } from '../config/backend';
import type { HttpClient } from '../http/http';
import { ifAble, ifSupported } from '../http/optional';
import { generatedSchema, renderedSchema } from '../http/replies';
import { greedy } from '../http/sampling';
import type { Sampling } from '../http/sampling';
import type { KnownServer } from '../server-habits';
import type { ChatMessage } from '../config/chat-template';
import { notContinued } from './chat-route';
import { continuationOf, triedProblem, triedTokens } from './continuation';
import type { Route } from './route';
import { conversation } from './turn-messages';

const call = { method: 'POST', path: '/api/generate' } as const;

export interface OllamaRouteOptions {
  readonly backend: PolicyBackend;
  readonly http: HttpClient;
  readonly known: KnownServer;
}

/** The prompt that Ollama itself would make of messages; undefined where its version does not tell. */
export async function renderedByOllama(
  backend: PolicyBackend,
  http: HttpClient,
  { messages, signal }: { readonly messages: readonly ChatMessage[]; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const body = {
    model: backend.model,
    messages,
    stream: false,
    ...thinkField(backend),
    _debug_render_only: true,
    // A version that does not know the field above answers; it is not to answer at length.
    options: { num_predict: 1 },
  };
  const asked = http.json({ method: 'POST', path: '/api/chat', body }, renderedSchema, { signal, retries: 0 });
  return (await ifSupported(asked, () => {}))?._debug_info.rendered_template;
}

export function ollamaRoute({ backend, http, known }: OllamaRouteOptions): Route {
  known.habits.add('writes-one');
  known.habits.add('reads-text');

  const { options } = backend.extraBody;
  const own = typeof options === 'object' && options !== null ? options : {};

  async function generated(prompt: string, signal: AbortSignal): Promise<string | undefined> {
    const body = {
      model: backend.model,
      prompt,
      raw: true,
      stream: false,
      options: { ...optionsOf(greedy), num_predict: triedTokens },
    };
    const reply = await ifAble(http.json({ ...call, body }, generatedSchema, { signal, retries: 1 }));
    return reply?.choices?.[0]?.text ?? undefined;
  }

  return {
    call,
    schema: generatedSchema,
    isText: true,
    bodyOf: ({ request, prompt, stop }) => ({
      body: {
        model: backend.model,
        raw: true,
        stream: true,
        options: {
          ...optionsOf(request),
          num_predict: request.maxTokens,
          seed: request.seed,
          ...(stop.length === 0 ? {} : { stop }),
          ...own,
        },
      },
      prompt: { prompt: prompt.text },
      optional: {},
    }),
    measure: () => Promise.resolve(undefined),
    async whyNotContinued(signal) {
      const begin =
        (await renderedByOllama(backend, http, { messages: conversation({}, { text: triedProblem }), signal })) ??
        `${triedProblem}\n\n`;
      const way = { name: 'raw', goOn: (written: string) => generated(begin + written, signal) } as const;
      const found = await continuationOf(known, () => generated(begin, signal), [way]);
      return found === 'none' ? notContinued(backend) : undefined;
    },
  };
}

function optionsOf({ temperature, topP, topK }: Sampling): Readonly<Record<string, number>> {
  return { temperature, top_p: topP, top_k: topK, min_p: 0, repeat_penalty: 1 };
}

/** Ollama's own switch, where the configuration has it for others. */
function thinkField({ extraBody }: PolicyBackend): Readonly<Record<string, unknown>> {
  return 'think' in extraBody ? { think: extraBody.think } : {};
}
