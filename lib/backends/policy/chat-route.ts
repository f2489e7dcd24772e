/**
 * `/v1/chat/completions`: what nearly every server has, also those that take no raw text. Whole solutions need nothing
 * more; to write step by step the server has to go on with the assistant's last message, which some do when they are asked
 * in their own way.
 */
import { z } from 'zod';
import type { Problem } from '@/lib/search';
import type { ChatMessage } from '../config/chat-template';
import type { PolicyBackend } from '../config/backend';
import type { HttpClient } from '../http/http';
import { ifAble } from '../http/optional';
import { completionSchema, plainChatCompletion } from '../http/replies';
import type { Choice } from '../http/replies';
import { greedy, refusable, samplingFields } from '../http/sampling';
import type { Sampling } from '../http/sampling';
import type { Continuation, KnownServer } from '../server-habits';
import { continuationOf, triedProblem, triedTokens } from './continuation';
import type { Way } from './continuation';
import type { Route } from './route';
import { createThoughts } from './thoughts';
import { conversation } from './turn-messages';

export const chatCall = { method: 'POST', path: '/v1/chat/completions' } as const;

/** Enough for the answer to `triedProblem`, and for most of the thoughts before it. */
const answerTokens = 512;

/** How the assistant's begun message is handed back. */
const endings = {
  'continue-final': (content: string) => ({
    last: { role: 'assistant', content },
    fields: { add_generation_prompt: false, continue_final_message: true },
  }),
  prefix: (content: string) => ({ last: { role: 'assistant', content, prefix: true }, fields: {} }),
  'assistant-last': (content: string) => ({ last: { role: 'assistant', content }, fields: {} }),
} as const;

export interface ChatRouteOptions {
  readonly backend: PolicyBackend;
  readonly http: HttpClient;
  readonly known: KnownServer;
}

/**
 * Messages as the text of a prompt, and back: the server makes the prompt itself, so that what is shown, logged and gone on
 * from after a restart is what it makes it of.
 */
export function promptOf(messages: readonly ChatMessage[]): string {
  return JSON.stringify(messages, null, 2);
}

function messagesIn(prompt: string, problem: Problem): readonly ChatMessage[] {
  const parsed = messagesSchema.safeParse(tryParse(prompt));
  // A run that began when its policy was spoken to in another way.
  return parsed.data ?? conversation({}, problem);
}

const messagesSchema = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1);

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function chatRoute({ backend, http, known }: ChatRouteOptions): Route {
  const model = backend.model === undefined ? {} : { model: backend.model };
  /** As found by the try that comes before anything is gone on with. */
  let continuation: Continuation | undefined;

  async function reply(
    { last, fields }: ReturnType<(typeof endings)[keyof typeof endings]> | { last: undefined; fields: object },
    maxTokens: number,
    signal: AbortSignal,
  ): Promise<Choice | undefined> {
    const messages = [...conversation({}, { text: triedProblem }), ...(last ? [last] : [])];
    const body = {
      ...model,
      messages,
      max_tokens: maxTokens,
      ...plainFields(greedy),
      ...backend.extraBody,
      ...fields,
    };
    const said = await ifAble(
      http.json({ ...chatCall, body, ...refusable(body) }, completionSchema, { signal, retries: 1 }),
    );
    return said?.choices?.[0];
  }

  /** An answer without its thoughts; whether its prompt opened them is found out on the way. */
  async function answer(signal: AbortSignal): Promise<string | undefined> {
    const choice = await reply({ last: undefined, fields: {} }, answerTokens, signal);
    if (choice?.text === undefined || choice.text === null) return undefined;
    const thoughts = createThoughts('unsure');
    const text = thoughts.take(choice.text) + thoughts.end(choice.finish_reason !== 'length');
    // Of one that came to no end nobody can say whether it is a thought.
    if (thoughts.isStray) known.habits.add('opens-thought');
    else if (choice.finish_reason !== 'length') known.habits.add('opens-none');
    return text;
  }

  async function rest(end: ReturnType<(typeof endings)[keyof typeof endings]>, signal: AbortSignal) {
    const choice = await reply(end, triedTokens, signal);
    if (choice?.text === undefined || choice.text === null) return undefined;
    const thoughts = createThoughts();
    return thoughts.take(choice.text) + thoughts.end(true);
  }

  function tried(signal: AbortSignal): Promise<Continuation> {
    const ways = Object.entries(endings).map(([name, end]): Way => ({
      name: name as keyof typeof endings,
      goOn: (written) => rest(end(written), signal),
    }));
    return continuationOf(known, () => answer(signal), ways);
  }

  return {
    call: chatCall,
    schema: completionSchema,
    isText: false,
    plain: plainChatCompletion,
    bodyOf({ request, prompt, stop }) {
      const isBegun = prompt.written !== '' && continuation !== undefined && continuation in endings;
      const end = isBegun ? endings[continuation as keyof typeof endings](prompt.written) : undefined;
      const messages = messagesIn(request.prompt.text, request.problem);
      return {
        body: {
          ...model,
          n: request.count,
          max_tokens: request.maxTokens,
          ...plainFields(request),
          seed: request.seed,
          ...(stop.length === 0 ? {} : { stop }),
          stream: true,
          stream_options: { include_usage: true },
          ...backend.extraBody,
          ...end?.fields,
        },
        prompt: { messages: end === undefined ? messages : [...messages, end.last] },
        isPrefixed: isBegun && continuation === 'prefix',
        optional: {
          ...samplingFields(request),
          ...(stop.length === 0 ? {} : { include_stop_str_in_output: true }),
        },
      };
    },
    measure: () => Promise.resolve(undefined),
    async whyNotContinued(signal) {
      continuation = await tried(signal);
      return continuation === 'none' ? notContinued(backend) : undefined;
    },
  };
}

/** What OpenAI's own interface has; the others are optional. */
function plainFields({ temperature, topP }: Sampling): Readonly<Record<string, number>> {
  return { temperature, top_p: topP };
}

/** Why strategies that go step by step cannot use a server. */
export function notContinued({ name, url }: PolicyBackend): string {
  return `The policy server “${name}” at ${url} begins a new answer instead of going on with a begun one (tried with continue_final_message, with prefix and with the answer as the last message), so it cannot write step by step. Choose a strategy that writes whole solutions, or a server with /v1/completions.`;
}
