/**
 * Servers as people have them, and what a search over each comes to: the answers, or the words that say what is missing. No
 * habit of a server may make a tree that looks right and is not.
 */
import { describe, expect, it } from 'vitest';
import type { StrategyName } from '@/lib/search';
import { chat, completions, lists, ollama, router, solution } from './testing/personalities';
import type { Traits } from './testing/personalities';
import type { Script } from './testing/scripted-server';
import { policyAt, scripted } from './testing/setup';
import { impatientContext, outcomeOf } from './testing/searches';
import type { Searched } from './testing/searches';
import { errorBody, tokenizerScripts } from './testing/vllm-replies';

interface Personality {
  readonly name: string;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly otherwise?: Script;
  /** Of the entry in the configuration. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Behind the address of the server. */
  readonly path?: string;
  readonly config?: Searched['config'];
  readonly outcomes: Partial<Readonly<Record<StrategyName, string | RegExp>>>;
}

const four = 'answers 42 42 42 42';
const all = { greedy: 'answers 42', 'best-of-n': four, 'beam-search': four } as const;
const raw = (traits: Traits, others: Readonly<Record<string, Script>> = {}) => ({
  'GET /v1/models': lists,
  'POST /v1/completions': completions(traits),
  ...others,
});
const refusing = (status: number, message: string, param?: string) => ({
  status,
  body: { error: { message, type: 'invalid_request_error', param: param ?? null, code: null } },
});
const wholeOnly =
  /^refused: The policy server “policy” at .* begins a new answer instead of going on .* whole solutions/;

const people: readonly Personality[] = [
  { name: 'text alone', scripts: raw({}), outcomes: all },
  {
    name: 'vLLM: token ids in and out',
    scripts: raw({ takesIds: true, tellsIds: true }, tokenizerScripts()),
    outcomes: all,
  },
  {
    name: 'LM Studio: an error in a 200 for what it does not know, stops hidden, one at a time',
    scripts: raw({ stops: 'hidden', n: 'ignored' }),
    otherwise: (reply, { method, path }) => reply.json({ error: `Unexpected endpoint or method. (${method} ${path})` }),
    outcomes: all,
  },
  { name: 'llama-server in front of several models', scripts: router(), outcomes: all },
  { name: 'SGLang-like: the stop string told and cut off', scripts: raw({ stops: 'told' }), outcomes: all },
  { name: 'an empty finish_reason on every event', scripts: raw({ open: '' }), outcomes: all },
  {
    name: 'it tells token ids and takes none',
    scripts: raw({ tellsIds: false }, tokenizerScripts()),
    outcomes: all,
  },
  { name: 'all choices are number 0', scripts: raw({ n: 'all-zero' }), outcomes: all },
  { name: 'choices without numbers, and no usage', scripts: raw({ index: false, usage: false }), outcomes: all },
  {
    name: 'it says stop of what ran into the limit',
    scripts: raw({ saysStop: true, stops: 'hidden' }),
    config: { maxTokens: 14 },
    outcomes: {
      greedy: 'answers, 1 truncated',
      'best-of-n': 'answers, 4 truncated',
      'beam-search': /^answers, \d truncated$/,
    },
  },
  {
    name: 'a small context that only its refusals tell (vLLM)',
    scripts: raw({
      context: {
        tokens: 128,
        words: (prompt, asked) =>
          `This model's maximum context length is 128 tokens. However, you requested ${asked} output tokens and your prompt contains at least ${prompt} input tokens`,
      },
    }),
    outcomes: all,
  },
  {
    name: 'a small context in words without numbers (SGLang)',
    scripts: raw({ context: { tokens: 128, words: () => "The input is longer than the model's context length." } }),
    outcomes: all,
  },
  {
    name: 'a problem that does not fit',
    scripts: raw({
      refuses: () =>
        refusing(400, "This model's maximum context length is 8 tokens. However, your prompt contains 9 input tokens"),
    }),
    outcomes: { greedy: /^failed: .* does not fit the model’s context of 8 tokens/ },
  },
  {
    name: 'a list of models that is not there, a model configured',
    scripts: { 'POST /v1/completions': completions() },
    fields: { model: 'tiny' },
    outcomes: all,
  },
  {
    name: 'an alias that is not listed',
    scripts: raw({}),
    fields: { model: 'alias' },
    outcomes: all,
  },
  {
    name: 'thoughts before the answer',
    scripts: raw({ writes: `<think>\nMaybe $\\boxed{41}$?\n\nNo.</think>\n\n${solution}` }),
    outcomes: all,
  },
  {
    name: 'thoughts before the answer, token ids in and out',
    scripts: raw(
      { writes: `<think>\nMaybe $\\boxed{41}$?\n\nNo.</think>\n\n${solution}`, takesIds: true, tellsIds: true },
      tokenizerScripts(),
    ),
    outcomes: all,
  },
  {
    name: 'a thought without an end is no answer',
    scripts: raw({ writes: '<think>\nMaybe $\\boxed{41}$?' }),
    outcomes: { greedy: 'answers, 1 thinking', 'best-of-n': 'answers, 4 thinking' },
  },
  {
    name: 'harmony without its marks',
    scripts: raw({ writes: `analysisWe add: $\\boxed{41}$?assistantfinal${solution}` }),
    outcomes: { greedy: 'answers 42', 'best-of-n': four },
  },
  {
    name: 'Ollama, whose raw prompts are gone on with',
    scripts: ollama({ isRaw: true }),
    outcomes: all,
  },
  {
    name: 'Ollama, whose raw prompts are not',
    scripts: ollama({ isRaw: false }),
    outcomes: { ...all, 'beam-search': wholeOnly },
  },
  {
    name: 'raw prompts that become turns of a chat (what stands in front of hosted models)',
    scripts: raw({ isTemplating: true, stops: 'hidden', n: 'ignored' }),
    outcomes: {
      ...all,
      'beam-search':
        /^refused: .* puts a chat template around every prompt .*counts \d+ tokens for one.* whole solutions/,
    },
  },
  {
    name: 'chat alone',
    scripts: { 'GET /v1/models': lists, 'POST /v1/chat/completions': chat() },
    fields: { kind: 'chat' },
    outcomes: { ...all, majority: four, 'beam-search': wholeOnly },
  },
  ...(['continue-final', 'prefix', 'assistant-last'] as const).map((goesOn): Personality => ({
    name: `chat that goes on when asked by ${goesOn}`,
    scripts: { 'GET /v1/models': lists, 'POST /v1/chat/completions': chat({ goesOn }) },
    fields: { kind: 'chat' },
    outcomes: all,
  })),
  {
    name: 'chat under a path of its own, with a header and a query, that knows few fields and no n',
    path: '/v1beta/openai/',
    scripts: {
      'POST /v1beta/openai/chat/completions?api-version=7': chat({
        n: 'refused',
        refuses: ({ body, headers }) => {
          if (headers['api-key'] !== 'sk-very-secret') return refusing(401, 'no key');
          const known = [
            'model',
            'messages',
            'temperature',
            'top_p',
            'max_tokens',
            'n',
            'seed',
            'stream',
            'stream_options',
            'reasoning_effort',
          ];
          const others = Object.keys(body).filter((field) => !known.includes(field));
          return others.length === 0
            ? undefined
            : refusing(400, `Unrecognized request arguments supplied: ${others.join(', ')}`);
        },
      }),
    },
    fields: {
      kind: 'chat',
      model: 'tiny',
      apiKeyEnv: 'KEY',
      apiKeyHeader: 'api-key',
      query: { 'api-version': '7' },
      extraBody: { reasoning_effort: 'low' },
    },
    outcomes: { greedy: 'answers 42', 'best-of-n': four },
  },
  {
    name: 'chat with a model that takes no temperature and another limit',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/chat/completions': chat({
        refuses: ({ body }) => {
          if ('max_tokens' in body)
            return refusing(
              400,
              "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
              'max_tokens',
            );
          if ('temperature' in body)
            return refusing(
              400,
              "Unsupported value: 'temperature' does not support 0.8 with this model. Only the default (1) value is supported.",
              'temperature',
            );
          return undefined;
        },
      }),
    },
    fields: { kind: 'chat' },
    outcomes: { greedy: 'answers 42', 'best-of-n': four },
  },
  {
    name: 'chat with thoughts in its text',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/chat/completions': chat({ writes: `<think>$\\boxed{41}$?</think>\n\n${solution}` }),
    },
    fields: { kind: 'chat' },
    outcomes: { greedy: 'answers 42', 'best-of-n': four },
  },
  {
    name: 'chat with thoughts told apart',
    scripts: { 'GET /v1/models': lists, 'POST /v1/chat/completions': chat({ thinks: 'Maybe $\\boxed{41}$?' }) },
    fields: { kind: 'chat' },
    outcomes: { greedy: 'answers 42', 'best-of-n': four },
  },
  {
    name: 'chat that comes to no end of its thoughts',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/chat/completions': chat({ thinks: 'Maybe $\\boxed{41}$?', writes: '' }),
    },
    fields: { kind: 'chat' },
    outcomes: { greedy: 'answers, 1 thinking', 'best-of-n': 'answers, 4 thinking' },
  },
  {
    name: 'a gateway that is busy now and then',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/completions': (reply, received, n) =>
        n % 3 === 0 ? reply.json(errorBody('no healthy upstream', 503), 503) : completions()(reply, received, n),
    },
    outcomes: all,
  },
];

const rows = people.flatMap(({ outcomes, ...person }) =>
  Object.entries(outcomes).map(([strategy, outcome]) => ({ ...person, strategy: strategy as StrategyName, outcome })),
);

describe('a search over', () => {
  it.each(rows)('$name: $strategy', async ({ scripts, otherwise, fields, path = '', config, strategy, outcome }) => {
    const server = await scripted(scripts, otherwise);
    const backend = policyAt(`${server.url}${path}`, { model: undefined, ...fields });
    const found = await outcomeOf(backend, impatientContext(), { strategy, config });
    if (typeof outcome === 'string') expect(found).toBe(outcome);
    else expect(found).toMatch(outcome);
  });
});
