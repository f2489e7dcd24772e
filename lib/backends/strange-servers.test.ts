/**
 * Servers that hardly say the same as others: sums instead of pieces, the prompt before the answer, stop strings that they
 * run over, chats on the raw route, marks in the text. Beyond the answers, the texts of the tree are looked at: no habit may
 * make one that looks right and is not.
 */
import { describe, expect, it } from 'vitest';
import { solutionsOf } from '@/lib/search';
import type { StrategyName } from '@/lib/search';
import { chat, completions, lists, solution } from './testing/personalities';
import type { Traits } from './testing/personalities';
import { asStream, eachChoice, eachEvent, ending, framed } from './testing/reframed';
import type { Event, Frame } from './testing/reframed';
import type { Script } from './testing/scripted-server';
import { policyAt, scripted } from './testing/setup';
import { impatientContext, outcomeOf, searched, textsOver } from './testing/searches';
import { tokenizerScripts } from './testing/vllm-replies';

const raw = (script: Script) => ({ 'GET /v1/models': lists, 'POST /v1/completions': script });
const plain = (frame: Frame, traits: Traits = {}) => raw(framed(completions(traits), frame));
const chatting = (frame: Frame, traits: Traits = {}) => ({
  'GET /v1/models': lists,
  'POST /v1/chat/completions': framed(chat(traits), frame),
});
const textOf = ({ text, delta }: Event) => (text ?? (delta as Event | undefined)?.content ?? '') as string;
const withText = (choice: Event, text: string): Event =>
  choice.delta === undefined ? { ...choice, text } : { ...choice, delta: { content: text } };

/** Each piece is all that there is so far. */
const sums: Frame = (text, reply) => {
  const soFar = new Map<unknown, string>();
  const summed = eachChoice((choice) => {
    const all = (soFar.get(choice.index) ?? '') + textOf(choice);
    soFar.set(choice.index, all);
    return withText(choice, all);
  });
  summed(text, reply);
};
/** The prompt comes before what is written. */
const echoing: Script = (reply, received, n) => {
  const seen = new Set<unknown>();
  const echoed = eachChoice((choice) => {
    const isFirst = !seen.has(choice.index);
    seen.add(choice.index);
    return isFirst ? withText(choice, String(received.body.prompt) + textOf(choice)) : choice;
  });
  return framed(completions(), echoed)(reply, received, n);
};
/** It writes to its end whatever it is to stop at, and has this to say of what stopped it. */
const unstopped =
  (reason: null | undefined): Script =>
  (reply, received, n) =>
    framed(
      completions(),
      eachChoice((choice) => (choice.finish_reason === null ? choice : { ...choice, stop_reason: reason })),
    )(reply, { ...received, body: { ...received.body, stop: [], max_tokens: 400 } }, n);
/** Nothing is streamed; the reply goes through `change`. */
const whole =
  (change: (choice: Event) => Event): Script =>
  (reply, received, n) =>
    completions()(
      {
        ...reply,
        json: (body) => {
          const { choices, ...rest } = body as { choices: Event[] };
          reply.json({ ...rest, choices: choices.map(change) });
        },
      },
      { ...received, body: { ...received.body, stream: false } },
      n,
    );

const steps: readonly StrategyName[] = ['best-of-n', 'beam-search'];
const wholes: readonly StrategyName[] = ['best-of-n'];
const atEnd = (change: (choice: Event) => Event): Frame =>
  eachChoice((choice) => (choice.finish_reason === null ? choice : change(choice)));
const oneEnd: Frame = (text, reply) => {
  const counted = new Set([...text.matchAll(/"index":(\d+)/g)].map(([, index]) => index));
  let ends = 0;
  const ended = eachEvent((event) => {
    const choices = event.choices as Event[];
    if (choices.every((choice) => choice.finish_reason === null)) return event;
    return ++ends < counted.size
      ? []
      : { ...event, choices: choices.map((choice) => ({ ...choice, index: 0, stop_reason: undefined })) };
  });
  ended(text, reply);
};
const unended = (word: unknown): Frame =>
  eachChoice((choice) => ({ ...choice, finish_reason: choice.finish_reason ?? word }));

/** As templates of thinking models make them write: the prompt opens the thought. */
const unopened = `Maybe $\\boxed{41}$?\n\nNo, that is wrong.\n</think>\n\n${solution}`;
const thinking = (traits: Parameters<typeof chat>[0] = {}) => ({
  'GET /v1/models': lists,
  'POST /v1/chat/completions': chat({ writes: unopened, ...traits }),
});

interface Strange {
  readonly name: string;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly isChat?: true;
  readonly strategies?: readonly StrategyName[];
}

const strange: readonly Strange[] = [
  { name: 'all of the text so far in each piece', scripts: plain(sums) },
  { name: 'chat: all of the text so far in each piece', scripts: chatting(sums), isChat: true },
  { name: 'the prompt before the answer', scripts: raw(echoing) },
  { name: 'stop strings that it runs over, stop_reason null', scripts: raw(unstopped(null)) },
  { name: 'stop strings that it runs over, not a word about it', scripts: raw(unstopped(undefined)) },
  {
    name: 'it writes on behind the mark that ends its turn',
    scripts: raw(completions({ writes: `${solution}<|im_end|>\n<|im_start|>assistant\n$\\boxed{7}$` })),
  },
  { name: 'its end token in the text', scripts: raw(completions({ writes: `${solution}</s>` })) },
  {
    name: 'harmony that calls a tool before it answers',
    scripts: raw(
      completions({
        writes: `<|channel|>commentary to=functions.python <|constrain|>json<|message|>"$\\boxed{41}$"<|end|><|start|>assistant<|channel|>final<|message|>${solution}<|return|>`,
      }),
    ),
    strategies: wholes,
  },
  { name: 'chat: a thought that only its end shows', scripts: thinking(), isChat: true },
  { name: 'chat: a thought that only its end shows, one at a time', scripts: thinking({ n: 'refused' }), isChat: true },
  ...(['kept', 'told', 'hidden'] as const).map((stops) => ({
    name: `chat: a thought that only its end shows, gone on with, stops ${stops}`,
    scripts: thinking({ goesOn: 'continue-final', stops }),
    isChat: true as const,
    strategies: steps,
  })),
  {
    name: 'chat: no thoughts, and none is made of its answer',
    scripts: thinking({ writes: solution, goesOn: 'prefix' }),
    isChat: true,
    strategies: steps,
  },
  {
    name: 'chat: thoughts of another form',
    scripts: thinking({ writes: `[THINK]$\\boxed{41}$?\n\nNo.[/THINK]${solution}` }),
    isChat: true,
  },
  {
    name: 'a prompt in ids that opens a thought, and nobody tells its text',
    scripts: {
      ...raw(completions({ writes: unopened, takesIds: true, tellsIds: true })),
      'POST /tokenize': tokenizerScripts(1_000, '<think>\n')['POST /tokenize']!,
    },
  },
  {
    name: 'pieces of a chat on the raw route',
    scripts: plain(eachChoice(({ text, ...choice }) => ({ ...choice, delta: { content: text } }))),
  },
  {
    name: 'messages of a chat on the raw route',
    scripts: raw(whole(({ text, ...choice }) => ({ ...choice, message: { role: 'assistant', content: text } }))),
  },
  {
    name: 'raw text on the route of a chat',
    scripts: chatting(eachChoice(({ delta, ...choice }) => ({ ...choice, text: (delta as Event).content }))),
    isChat: true,
  },
  {
    name: 'chat: all of it again as a message at the end',
    scripts: chatting(atEnd((choice) => ({ ...choice, delta: undefined, message: { content: solution } }))),
    isChat: true,
  },
  {
    name: 'chat: each piece called a message',
    scripts: chatting(eachChoice(({ delta, ...choice }) => ({ ...choice, message: delta }))),
    isChat: true,
  },
  {
    name: 'all of it again as text at the end',
    scripts: plain(atEnd((choice) => ({ ...choice, text: solution }))),
    strategies: wholes,
  },
  {
    name: 'thoughts as an object',
    scripts: chatting(
      eachChoice(({ delta, ...choice }) => ({ ...choice, delta: { ...(delta as Event), reasoning: {} } })),
    ),
    isChat: true,
  },
  {
    name: 'one end for all choices, under the number of the first (LiteLLM)',
    scripts: plain(oneEnd, { stops: 'kept' }),
  },
  {
    name: 'chat: one end for all choices, under the number of the first (LiteLLM)',
    scripts: chatting(oneEnd),
    isChat: true,
  },
  {
    name: 'numbers of choices from 1',
    scripts: plain(eachChoice((choice) => ({ ...choice, index: Number(choice.index) + 1 }))),
  },
  ...['None', 'null', false].map((word) => ({
    name: `${JSON.stringify(word)} for no end`,
    scripts: plain(unended(word)),
  })),
  {
    name: 'ends that are objects (SGLang’s own)',
    scripts: plain(
      eachChoice((choice) => ({
        ...choice,
        stop_reason: undefined,
        finish_reason: choice.finish_reason === null ? null : { type: choice.finish_reason, matched: 7 },
      })),
    ),
  },
  { name: 'ends called done', scripts: plain(ending({ stop: 'done', length: 'limit' })), strategies: wholes },
  ...['', false, {}, []].map((error) => ({
    name: `the error ${JSON.stringify(error)} on every event`,
    scripts: plain(eachEvent((event) => ({ ...event, error }))),
  })),
  {
    name: 'a stop_reason that is neither word nor number',
    scripts: plain(
      eachChoice((choice) => ({
        ...choice,
        stop_reason: choice.finish_reason === null ? false : undefined,
        matched_stop: [7],
      })),
    ),
  },
  { name: 'ids in quotes', scripts: plain(eachChoice((choice) => ({ ...choice, token_ids: ['1'] }))) },
  {
    name: 'log-probabilities in the form of chats',
    scripts: plain(eachChoice((choice) => ({ ...choice, logprobs: { content: [] } }))),
  },
  { name: 'lines that end with CR', scripts: plain(asStream((text) => text.replaceAll('\n', '\r'))) },
  {
    name: 'data without anything in it',
    scripts: plain(asStream((text) => `data:\n\n${text.replaceAll('data: {', 'data: \n\ndata: {')}`)),
  },
  ...['ping', 'null'].map((word) => ({
    name: `data that is ${word}`,
    scripts: plain(asStream((text) => text.replaceAll('data: {', `data: ${word}\n\ndata: {`))),
  })),
  ...['[done]', '"[DONE]"'].map((word) => ({
    name: `${word} at the end`,
    scripts: plain(asStream((text) => text.replace('[DONE]', word))),
  })),
  {
    name: 'every call moved, on the same server',
    scripts: {
      'GET /v1/models': (reply) => reply.json({}, 301, { location: '/api/v1/models' }),
      'GET /api/v1/models': lists,
      'POST /v1/completions': (reply) => reply.json({}, 307, { location: '/v1/completions/' }),
      'POST /v1/completions/': completions(),
    },
  },
];

describe('a search over a server that hardly says it, to the letter', () => {
  const rows = strange.flatMap((row) =>
    (row.strategies ?? (row.isChat === true ? wholes : steps)).map((strategy) => ({ ...row, strategy })),
  );
  it.each(rows)('$name: $strategy', async ({ scripts, isChat, strategy }) => {
    const server = await scripted(scripts);
    const backend = policyAt(server.url, { model: undefined, ...(isChat === true ? { kind: 'chat' } : {}) });
    const { nodes, texts } = await textsOver(backend, impatientContext(), { strategy });
    expect(new Set(texts)).toEqual(new Set([solution]));
    expect([texts.length, nodes]).toEqual([4, 12]);
  });
});

it.each(['best-of-n', 'beam-search'] as const)(
  'raw text that begins within a thought of its own: the answer is read behind it, and the next run knows: %s',
  async (strategy) => {
    const server = await scripted(raw(completions({ writes: unopened })));
    const context = impatientContext();
    const run = async () => solutionsOf(await searched(policyAt(server.url), context, { strategy }));
    const told = (solutions: Awaited<ReturnType<typeof run>>) =>
      solutions.map(({ answer, text }) => [answer, text.includes('</think>')]);
    expect(told(await run())).toEqual(Array.from({ length: 4 }, () => ['42', true]));
    expect(told(await run())).toEqual(Array.from({ length: 4 }, () => ['42', false]));
  },
);

const refused: readonly (readonly [string, Script, RegExp])[] = [
  [
    'an error without a name, in a 200',
    (reply) => reply.json({ success: false, code: 1302, message: 'Your account is in arrears' }),
    /failed: status 500, “Your account is in arrears”/,
  ],
  [
    'a key refused in a 200',
    (reply) => reply.json({ code: 401, msg: 'token expired' }),
    /wants an API key: status 401, “token expired”/,
  ],
  [
    'it sends elsewhere, where no key may go',
    (reply) => reply.json({}, 307, { location: 'https://login.example/?next=x' }),
    /redirect to https:\/\/login\.example.*Change policies\[0\]\.url .* to the address that it leads to/,
  ],
  [
    'it sends in circles',
    (reply) => reply.json({}, 308, { location: '/v1/completions' }),
    /redirect to \/v1\/completions/,
  ],
  [
    'not packed, although it says so',
    (reply) => reply.text('data: {}\n\n', 200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }),
    /packed otherwise than its content-encoding says/,
  ],
];

describe('a server that cannot be understood says what', () => {
  it.each(refused)('%s', async (_, script, words) => {
    const server = await scripted(raw(script));
    expect(
      await outcomeOf(policyAt(server.url, { model: undefined }), impatientContext(), { strategy: 'greedy' }),
    ).toMatch(words);
  });
});

it('what a server that does not count has written is counted here', async () => {
  const zeros = eachEvent((event) =>
    'usage' in event ? { ...event, usage: { prompt_tokens: 0, completion_tokens: 0 } } : event,
  );
  const server = await scripted(plain(zeros));
  const { tokens } = await textsOver(policyAt(server.url), impatientContext(), { strategy: 'greedy' });
  expect(tokens).toBeGreaterThan(20);
});
