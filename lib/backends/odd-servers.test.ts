/**
 * Servers that say the same as others in odd ways: other line ends, empty pieces, other names for an end, errors in other
 * clothes. What a search over each comes to is the same as over a plain one, or told in words.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { StrategyName } from '@/lib/search';
import { chat, completions, lists } from './testing/personalities';
import type { Traits } from './testing/personalities';
import { asStream, eachChoice, eachEvent, ending, framed } from './testing/reframed';
import type { Event, Frame } from './testing/reframed';
import type { Reply, Script } from './testing/scripted-server';
import { policyAt, scripted } from './testing/setup';
import { impatientContext, outcomeOf } from './testing/searches';

const four = 'answers 42 42 42 42';
const plain = (frame: Frame, traits: Traits = {}) => ({
  'GET /v1/models': lists,
  'POST /v1/completions': framed(completions(traits), frame),
});
const chatting = (frame: Frame) => ({
  'GET /v1/models': lists,
  'POST /v1/chat/completions': framed(chat(), frame),
});
const steps: readonly StrategyName[] = ['greedy', 'best-of-n', 'beam-search'];
const wholes: readonly StrategyName[] = ['greedy', 'best-of-n'];
const failingOnce =
  (script: Script, fail: (reply: Reply) => void): Script =>
  (reply, received, n) =>
    n === 1 ? fail(reply) : script(reply, received, n);

interface Odd {
  readonly name: string;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly strategies: readonly StrategyName[];
}
const chatFields = { kind: 'chat' };

const odd: readonly Odd[] = [
  {
    name: 'lines that end with CRLF',
    scripts: plain(asStream((text) => text.replaceAll('\n', '\r\n'))),
    strategies: steps,
  },
  {
    name: 'comments, names and ids between',
    scripts: plain(
      asStream((text) => `: hello\n\n${text.replaceAll('data: ', ': ping\n\nid: 7\nevent: message\ndata: ')}`),
    ),
    strategies: steps,
  },
  {
    name: 'no space behind data:',
    scripts: plain(asStream((text) => text.replaceAll('data: ', 'data:'))),
    strategies: steps,
  },
  { name: 'a byte order mark first', scripts: plain(asStream((text) => `\uFEFF${text}`)), strategies: steps },
  { name: '[DONE] twice', scripts: plain(asStream((text) => `${text}data: [DONE]\n\n`)), strategies: steps },
  { name: 'no [DONE]', scripts: plain(asStream((text) => text.replace('data: [DONE]\n\n', ''))), strategies: steps },
  {
    name: 'no blank line at the end',
    scripts: plain(asStream((text) => text.replace('data: [DONE]\n\n', '').trimEnd())),
    strategies: steps,
  },
  { name: 'plain text for a type', scripts: plain(asStream((text) => text, 'text/plain')), strategies: steps },
  ...['application/json', 'text/html', 'application/x-ndjson; charset=utf-8'].map((type) => ({
    name: `events called ${type}`,
    scripts: plain(asStream((text) => text, type)),
    strategies: steps,
  })),
  ...['application/json', 'text/event-stream', 'application/x-ndjson', ''].map((type) => ({
    name: `one value a line, called ${type === '' ? 'nothing' : type}`,
    scripts: plain(
      asStream((text) => text.replace('data: [DONE]\n\n', '').replaceAll('data: ', '').replaceAll('\n\n', '\n'), type),
    ),
    strategies: steps,
  })),
  {
    name: 'no blank lines between events',
    scripts: plain(asStream((text) => text.replaceAll('\n\n', '\n'))),
    strategies: steps,
  },
  { name: 'no type', scripts: plain(asStream((text) => text, '')), strategies: steps },
  {
    name: 'gzip, although nobody asked for it',
    scripts: plain((text, reply) =>
      reply.text(gzipSync(text) as unknown as string, 200, {
        'content-type': 'text/event-stream',
        'content-encoding': 'gzip',
      }),
    ),
    strategies: steps,
  },
  {
    name: 'usage null everywhere',
    scripts: plain(eachEvent((event) => ({ ...event, usage: null }))),
    strategies: steps,
  },
  {
    name: 'usage of words',
    scripts: plain(
      eachEvent((event) =>
        'usage' in event ? { ...event, usage: { prompt_tokens: '9', completion_tokens: 'many' } } : event,
      ),
    ),
    strategies: steps,
  },
  {
    name: 'events without choices between',
    scripts: plain(eachEvent((event) => [{ object: 'ping' }, { choices: [] }, { choices: null }, event])),
    strategies: steps,
  },
  {
    name: 'an error that is null on every event',
    scripts: plain(eachEvent((event) => ({ ...event, error: null }))),
    strategies: steps,
  },
  {
    name: 'numbers of choices in quotes',
    scripts: plain(eachChoice((choice) => ({ ...choice, index: String(choice.index) }))),
    strategies: steps,
  },
  {
    name: 'text null in the last piece',
    scripts: plain(eachChoice((choice) => (choice.finish_reason === null ? choice : { ...choice, text: null }))),
    strategies: steps,
  },
  {
    name: 'the end told twice',
    scripts: plain(
      eachEvent((event) =>
        (event.choices as Event[] | undefined)?.some((choice) => choice.finish_reason !== null) === true
          ? [event, event]
          : event,
      ),
      { n: 'ignored' },
    ),
    strategies: steps,
  },
  { name: 'ends called eos and length', scripts: plain(ending({ stop: 'eos', length: 'length' })), strategies: wholes },
  {
    name: 'ends in capitals (Gemini)',
    scripts: plain(ending({ stop: 'STOP', length: 'MAX_TOKENS' })),
    strategies: wholes,
  },
  {
    name: 'ends called end_turn (Anthropic)',
    scripts: plain(ending({ stop: 'end_turn', length: 'max_tokens' })),
    strategies: wholes,
  },
  {
    name: 'ends called completed',
    scripts: plain(ending({ stop: 'completed', length: 'length' })),
    strategies: wholes,
  },
  {
    name: 'ends called stop_token',
    scripts: plain(ending({ stop: 'stop_token', length: 'length' })),
    strategies: wholes,
  },
  {
    name: 'chat: a role alone, then content null',
    scripts: chatting(
      eachEvent((event) => [
        { choices: [{ index: 0, delta: { role: 'assistant', content: null }, finish_reason: null }] },
        event,
      ]),
    ),
    fields: chatFields,
    strategies: wholes,
  },
  {
    name: 'chat: no delta at the end',
    scripts: chatting(
      eachChoice((choice) => (choice.finish_reason === null ? choice : { ...choice, delta: undefined })),
    ),
    fields: chatFields,
    strategies: wholes,
  },
  {
    name: 'chat: delta null at the end',
    scripts: chatting(eachChoice((choice) => (choice.finish_reason === null ? choice : { ...choice, delta: null }))),
    fields: chatFields,
    strategies: wholes,
  },
  {
    name: 'chat: empty thoughts on every piece',
    scripts: chatting(
      eachChoice((choice) => ({
        ...choice,
        delta: { ...(choice.delta as Event), reasoning_content: '', reasoning: null },
      })),
    ),
    fields: chatFields,
    strategies: wholes,
  },
  {
    name: 'chat: CRLF and comments',
    scripts: chatting(asStream((text) => `: x\r\n\r\n${text.replaceAll('\n', '\r\n')}`)),
    fields: chatFields,
    strategies: wholes,
  },
  {
    name: 'a page of HTML with 502 once',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/completions': failingOnce(completions(), (reply) =>
        reply.text('<html>Bad gateway</html>', 502, { 'content-type': 'text/html' }),
      ),
    },
    strategies: steps,
  },
  {
    name: 'overloaded, told inside a stream of success',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/completions': failingOnce(completions(), (reply) => {
        reply.stream('data: {"error":{"message":"overloaded","code":"overloaded_error"}}\n\n');
        reply.end();
      }),
    },
    strategies: steps,
  },
  {
    name: 'an error named in a text of the stream',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/completions': failingOnce(completions(), (reply) => {
        reply.stream('event: error\ndata: {"message":"internal","type":"server_error"}\n\n');
        reply.end();
      }),
    },
    strategies: steps,
  },
  {
    name: '401 for the list of models alone',
    scripts: {
      'GET /v1/models': (reply) => reply.json({ error: 'Unauthorized' }, 401),
      'POST /v1/completions': completions(),
    },
    fields: { model: 'tiny' },
    strategies: steps,
  },
  {
    name: '403 and HTML for the list of models alone',
    scripts: {
      'GET /v1/models': (reply) => reply.text('<html>Forbidden</html>', 403),
      'POST /v1/completions': completions(),
    },
    fields: { model: 'tiny' },
    strategies: steps,
  },
  {
    name: 'a list of models of other fields',
    scripts: {
      'GET /v1/models': (reply) =>
        reply.json({
          object: 'list',
          models: [{ name: 'tiny' }],
          data: [{ id: 'tiny', max_model_len: '4096', meta: null }],
        }),
      'POST /v1/completions': completions(),
    },
    strategies: steps,
  },
  {
    name: 'a list of models without anything around it',
    scripts: { 'GET /v1/models': (reply) => reply.json([{ id: 'tiny' }]), 'POST /v1/completions': completions() },
    strategies: steps,
  },
  {
    name: 'fields refused by a list of details (FastAPI)',
    scripts: {
      'GET /v1/models': lists,
      'POST /v1/completions': completions({
        refuses: ({ body }) => {
          const extra = ['return_token_ids', 'top_k', 'min_p', 'repetition_penalty', 'stream_options'].filter(
            (field) => field in body,
          );
          return extra.length === 0
            ? undefined
            : {
                status: 422,
                body: {
                  detail: extra.map((field) => ({
                    type: 'extra_forbidden',
                    loc: ['body', field],
                    msg: 'Extra inputs are not permitted',
                  })),
                },
              };
        },
      }),
    },
    strategies: steps,
  },
];

describe('a search over a server that says it in another way', () => {
  const rows = odd.flatMap(({ strategies, ...each }) => strategies.map((strategy) => ({ ...each, strategy })));
  it.each(rows)('$name: $strategy', async ({ scripts, fields, strategy }) => {
    const server = await scripted(scripts);
    const backend = policyAt(server.url, { model: undefined, ...fields });
    expect(await outcomeOf(backend, impatientContext(), { strategy })).toBe(
      strategy === 'greedy' ? 'answers 42' : four,
    );
  });
});
