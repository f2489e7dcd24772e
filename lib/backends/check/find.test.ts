/** From an address alone to what is there: what it is proposed as is what a run over it can do. */
import { describe, expect, it } from 'vitest';
import { findServer } from '../index';
import { chat, completions, lists, ollama } from '../testing/personalities';
import type { Script } from '../testing/scripted-server';
import { neverAborted, scripted, testContext } from '../testing/setup';
import { completion, tokenizerScripts } from '../testing/vllm-replies';

const listing =
  (...ids: readonly string[]): Script =>
  (reply) =>
    reply.json({ data: ids.map((id) => ({ id })) });
const plus = {
  tokens: ['+'],
  token_logprobs: [-0.1],
  text_offset: [0],
  top_logprobs: [{ 'token_id:43': -0.1, 'token_id:45': -3 }],
};

describe('what is behind an address', () => {
  it.each<readonly [string, Readonly<Record<string, Script>>, string, unknown]>([
    [
      'a server that completes text',
      { 'GET /v1/models': listing('org/Tiny-1B.gguf'), 'POST /v1/completions': completions() },
      '/v1/',
      { role: 'policy', kind: 'vllm', name: 'tiny-1b', model: 'org/Tiny-1B.gguf', stepwise: true },
    ],
    [
      'one that only chats',
      { 'GET /v1/models': lists, 'POST /v1/chat/completions': chat() },
      '/v1/chat/completions',
      { role: 'policy', kind: 'chat', stepwise: false },
    ],
    [
      'one whose calls are at its address',
      { 'GET /gateway/models': lists, 'POST /gateway/chat/completions': chat({ goesOn: 'prefix' }) },
      '/gateway',
      { role: 'policy', kind: 'chat', apiPath: '', stepwise: true },
    ],
    ['Ollama', ollama({ isRaw: true }), '', { role: 'policy', kind: 'vllm', software: 'Ollama', stepwise: true }],
    [
      'a verifier, by the name of its model',
      {
        ...tokenizerScripts(),
        'GET /v1/models': listing('RLHFlow/Llama3.1-8B-PRM-Deepseek-Data'),
        'POST /v1/completions': (reply, { body }) =>
          reply.json(completion((body.prompt as unknown[]).map(() => ({ logprobs: plus })))),
      },
      '',
      { role: 'verifier', kind: 'rlhflow-prm' },
    ],
    [
      'a server of the plain contract',
      {
        'POST /score': (reply, { body }) =>
          reply.json({ scores: (body.steps as string[][]).map((steps) => steps.map(() => 0.5)) }),
      },
      '',
      { role: 'verifier', kind: 'score-api' },
    ],
  ])('is told: %s', async (_name, scripts, path, expected) => {
    const server = await scripted(scripts);
    const found = await findServer({ url: `${server.url}${path}` }, testContext().context, neverAborted);
    expect(found).toMatchObject(expected as object);
    expect(found.failure).toBeUndefined();
  });

  it('that wants a key is told so, and never repeats the one it was given', async () => {
    const server = await scripted({}, (reply) => reply.json({ error: 'bad key sk-given' }, 401));
    const found = await findServer({ url: server.url, apiKey: 'sk-given' }, testContext().context, neverAborted);
    expect(found.failure?.message).toMatch(/did not accept the API key/);
    expect(JSON.stringify(found)).not.toContain('sk-given');
  });

  it('that does not answer is told so', async () => {
    const server = await scripted({});
    await server.close();
    const found = await findServer({ url: server.url }, testContext().context, neverAborted);
    expect(found.failure?.message).toMatch(/refused the connection/);
  });
});
