/**
 * The same faults in other words: ends that nobody knows, ids refused without a word about them or read as words, limits and
 * contexts in everybody's own phrases, thoughts between other marks. Each was met as a wrong tree, or as a run that failed
 * without need; the texts of the trees are looked at.
 */
import { describe, expect, it } from 'vitest';
import { completions, lists, solution } from './testing/personalities';
import type { Traits } from './testing/personalities';
import { eachChoice, eachEvent, ending, framed } from './testing/reframed';
import type { Frame } from './testing/reframed';
import type { Script } from './testing/scripted-server';
import { policyAt, scripted } from './testing/setup';
import { impatientContext, outcomeOf, textsOver } from './testing/searches';
import type { Searched } from './testing/searches';
import { errorBody, tokenizerScripts } from './testing/vllm-replies';

const raw = (script: Script, others: Readonly<Record<string, Script>> = {}) => ({
  'GET /v1/models': lists,
  'POST /v1/completions': script,
  ...others,
});
const writing = (traits: Traits) => raw(completions(traits));
const unended = (word: string): Frame =>
  eachChoice((choice) => ({ ...choice, finish_reason: choice.finish_reason ?? word }));

/** It has `/tokenize`, and this to say to a prompt of ids. */
const refusingIds = (status: number, body: unknown) =>
  raw(
    completions({
      takesIds: true,
      refuses: ({ body: asked }) => (Array.isArray(asked.prompt) ? { status, body } : undefined),
    }),
    tokenizerScripts(),
  );
/** A list of numbers is words to it, and counted as such. */
const readingIdsAsWords: Script = (reply, received, n) => {
  const { prompt } = received.body;
  if (!Array.isArray(prompt)) return completions()(reply, received, n);
  const counted = eachEvent((event) =>
    'usage' in event ? { ...event, usage: { prompt_tokens: prompt.length * 2, completion_tokens: 9 } } : event,
  );
  const asWords = { ...received, body: { ...received.body, prompt: JSON.stringify(prompt) } };
  return framed(completions({ writes: 'These are numbers: $\\boxed{7}$.' }), counted)(reply, asWords, n);
};

const room = 128;
/** It holds so many tokens, and says so in these words. */
const holding = (words: (prompt: number, asked: number) => string, status = 400) =>
  raw((reply, received, n) => {
    const prompt = Math.ceil(String(received.body.prompt).length / 4);
    const asked = Number(received.body.max_tokens);
    if (prompt + asked > room) return reply.json(errorBody(words(prompt, asked), status), status);
    return completions()(reply, received, n);
  });
const most = 100;
/** It writes no more than so many tokens at once. */
const writingAtMost = (body: unknown, status = 400) =>
  writing({ refuses: ({ body: asked }) => (Number(asked.max_tokens) > most ? { status, body } : undefined) });
const thinking = (open: string, close: string) =>
  writing({ writes: `${open}Maybe $\\boxed{41}$?\n\nNo.${close}\n\n${solution}` });

interface Row {
  readonly name: string;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly otherwise?: Script;
}

const rows = (
  [
    [
      'what it does not have is no route of any model',
      writing({}),
      (reply) => reply.json({ error: { message: 'No model serves the route /tokenize' } }, 404),
    ],
    ['what it does not have is a page', writing({}), (reply) => reply.text('<html>app</html>')],
    ['what it does not have is nothing', writing({}), (reply) => reply.text('', 204)],
    ...['in_progress', 'not_stopped', 'CONTINUE'].map(
      (word) => [`“${word}” for no end`, raw(framed(completions(), unended(word)))] as const,
    ),
    ['ids refused without a word about them', refusingIds(500, { error: 'Internal Server Error' })],
    ['ids refused as an invalid body', refusingIds(400, errorBody('Invalid request body'))],
    ['ids refused in a reply of success', refusingIds(200, { error: 'unsupported input' })],
    ['ids refused field by field', refusingIds(422, { detail: [{ loc: ['body', 'prompt'], msg: 'not a string' }] })],
    ['ids read as words', raw(readingIdsAsWords, tokenizerScripts())],
    [
      'a full context: llama-cpp-python',
      holding((prompt, asked) => `Requested tokens (${prompt + asked}) exceed context window of ${room}`),
    ],
    [
      'a full context: TensorRT-LLM',
      holding(
        (prompt, asked) =>
          `The sum of prompt length (${prompt}.0), query length (0) and max_tokens (${asked}) should not exceed max_num_tokens (${room})`,
      ),
    ],
    ['a full context: TabbyAPI', holding((prompt) => `Request length ${prompt} is greater than max_seq_len ${room}`)],
    [
      'a full context: Anthropic',
      holding(
        (prompt, asked) =>
          `input length and \`max_tokens\` exceed context limit: ${prompt} + ${asked} > ${room}, decrease input length or \`max_tokens\``,
      ),
    ],
    [
      'a full context: Mistral, 422',
      holding(
        (prompt) =>
          `Prompt contains ${prompt} tokens and 0 draft tokens, too large for model with ${room} maximum context length`,
        422,
      ),
    ],
    [
      'a limit of its answers: OpenAI',
      writingAtMost(
        errorBody(
          `max_tokens is too large: 600. This model supports at most ${most} completion tokens, whereas you provided 600.`,
        ),
      ),
    ],
    [
      'a limit of its answers: DeepSeek',
      writingAtMost(errorBody(`Invalid max_tokens value, the valid range of max_tokens is [1, ${most}]`)),
    ],
    [
      'a limit of its answers: Groq',
      writingAtMost(
        errorBody(`\`max_tokens\` must be less than or equal to \`${most}\`, the maximum value for \`max_tokens\``),
      ),
    ],
    [
      'a limit of its answers: FastAPI',
      writingAtMost(
        { detail: [{ loc: ['body', 'max_tokens'], msg: `Input should be less than or equal to ${most}` }] },
        422,
      ),
    ],
    ['a limit of its answers, and it does not say which', writingAtMost(errorBody('max_tokens exceeds the maximum'))],
    ['thoughts between <thought>', thinking('<thought>', '</thought>')],
    ['thoughts between <reasoning>', thinking('<reasoning>\n', '\n</reasoning>')],
    ['thoughts of OpenThinker', thinking('<|begin_of_thought|>\n\n', '\n\n<|end_of_thought|>')],
    ['thoughts of Seed', thinking('<seed:think>', '</seed:think>')],
    ['thoughts of Kimi', thinking('◁think▷', '◁/think▷')],
    ['thoughts of Cohere', thinking('<|START_THINKING|>', '<|END_THINKING|>')],
    ['thoughts of Magistral', thinking('[THINK]', '[/THINK]')],
    ['thoughts in capitals', thinking('<Think>', '</Think>')],
  ] satisfies readonly (readonly [string, Readonly<Record<string, Script>>, Script?])[]
).map(([name, scripts, otherwise]): Row => ({ name, scripts, ...(otherwise === undefined ? {} : { otherwise }) }));

describe('a right tree over a server that says it otherwise', () => {
  it.each(rows)('$name', async ({ scripts, otherwise }) => {
    const server = await scripted(scripts, otherwise);
    const context = impatientContext();
    for (const strategy of ['best-of-n', 'beam-search'] as const) {
      const { texts, nodes } = await textsOver(policyAt(server.url, { model: undefined }), context, { strategy });
      expect([strategy, new Set(texts), nodes]).toEqual([strategy, new Set([solution]), 12]);
    }
  });
});

describe('what no server can be made to say is told', () => {
  const limit = { maxTokens: 14 };
  it.each<readonly [string, Readonly<Record<string, Script>>, Searched['config'], string | RegExp]>([
    ['an end at the limit, called the model’s own', writing({ saysStop: true }), limit, 'answers, 4 truncated'],
    [
      'the same without a count',
      writing({ saysStop: true, stops: 'hidden', usage: false }),
      limit,
      'answers, 4 truncated',
    ],
    [
      'the same in another word',
      raw(framed(completions({ stops: 'hidden' }), ending({ stop: 'eos', length: 'eos' }))),
      limit,
      'answers, 4 truncated',
    ],
    [
      'a word for an end that nobody knows',
      raw(framed(completions(), ending({ stop: 'recitation', length: 'recitation' }))),
      {},
      'answers, 4 dropped',
    ],
    [
      'no end at all',
      raw(
        framed(
          completions(),
          eachChoice((choice) => ({ ...choice, finish_reason: null })),
        ),
      ),
      {},
      /never says how a text ended/,
    ],
  ])('%s', async (_, scripts, config, words) => {
    const server = await scripted(scripts);
    const asked = { strategy: 'best-of-n', config } as const;
    const found = await outcomeOf(policyAt(server.url, { model: undefined }), impatientContext(), asked);
    if (typeof words === 'string') expect(found).toBe(words);
    else expect(found).toMatch(words);
  });

  it('Ollama behind what passes on /v1 alone: whole solutions, and steps are refused', async () => {
    const server = await scripted({
      'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny', owned_by: 'library' }] }),
      'POST /v1/completions': completions({ isTemplating: true, stops: 'hidden', n: 'ignored' }),
    });
    const over = (strategy: 'best-of-n' | 'beam-search') =>
      outcomeOf(policyAt(server.url, { model: undefined }), impatientContext(), { strategy });
    expect(await over('best-of-n')).toBe('answers 42 42 42 42');
    expect(await over('beam-search')).toMatch(/^refused: .*puts a chat template around every prompt/);
  });
});
