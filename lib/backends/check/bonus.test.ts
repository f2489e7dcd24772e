/** What a server tells of itself beside its work: worth having, and never a reason to call a working server dead. */
import { describe, expect, it } from 'vitest';
import { probeBackend } from '../index';
import { chat, completions, lists, ollama } from '../testing/personalities';
import type { Script } from '../testing/scripted-server';
import { neverAborted, policyAt, scripted, testContext } from '../testing/setup';
import { errorBody } from '../testing/vllm-replies';

const works = { 'GET /v1/models': lists, 'POST /v1/completions': completions() };
const probed = async (scripts: Readonly<Record<string, Script>>, fields: Readonly<Record<string, unknown>> = {}) => {
  const server = await scripted(scripts);
  return probeBackend(policyAt(server.url, fields), testContext().context, neverAborted);
};
const never: Script = () => {};

describe('a page that is stricter than the work', () => {
  it.each<readonly [string, Script]>([
    ['401', (reply) => reply.json({ error: 'Unauthorized' }, 401)],
    ['403', (reply) => reply.text('<html>no</html>', 403, { 'content-type': 'text/html' })],
    ['429', (reply) => reply.json(errorBody('slow down', 429), 429)],
    ['500', (reply) => reply.json(errorBody('boom', 500), 500)],
    ['a broken connection', (reply) => reply.cut()],
  ])('is no word about the server: %s', async (_name, script) => {
    for (const path of ['/health', '/metrics', '/version'])
      expect(await probed({ ...works, [`GET ${path}`]: script })).toMatchObject({
        isReachable: true,
        capabilities: { completions: true },
      });
  });

  it('that takes its time is named, and waited for no longer than it is worth', async () => {
    const status = await probed({ ...works, 'GET /health': never });
    expect(status).toMatchObject({ isReachable: true, notes: ['/health did not answer within 2.5 s.'] });
  });

  it('a model that is configured and not listed is a note', async () => {
    expect((await probed(works, { model: 'alias' })).notes).toEqual([
      'It does not list the model “alias”, which may be an alias. It lists tiny; if runs fail, change policies[0].model in longthink.config.json.',
    ]);
  });
});

describe('what a server is', () => {
  it.each<readonly [string, Readonly<Record<string, Script>>]>([
    ['Ollama', ollama({ isRaw: true })],
    ['vLLM', { ...works, 'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny', owned_by: 'vllm' }] }) }],
    [
      'LM Studio',
      { ...works, 'GET /api/v0/models': (reply) => reply.json({ data: [{ id: 'tiny', compatibility_type: 'gguf' }] }) },
    ],
    ['LiteLLM', { ...works, 'GET /health/liveliness': (reply) => reply.json("I'm alive!") }],
    ['TGI', { ...works, 'GET /info': (reply) => reply.json({ model_id: 'tiny', max_total_tokens: 2_048 }) }],
    ['SGLang', { ...works, 'GET /get_model_info': (reply) => reply.json({ model_path: 'tiny', is_generation: true }) }],
    ['llama-server', { ...works, 'GET /props': (reply) => reply.json({ default_generation_settings: {} }) }],
  ])('is told by its answers: %s', async (software, scripts) => {
    expect(await probed(scripts)).toMatchObject({ isReachable: true, software });
  });
});

describe('what a chat model can do', () => {
  const asked = (script: Script) =>
    probed({ 'GET /v1/models': lists, 'POST /v1/chat/completions': script }, { kind: 'chat' });

  it('is found out by tries: several at once, and step by step', async () => {
    expect((await asked(chat({ goesOn: 'prefix' }))).capabilities).toMatchObject({
      chat: true,
      n: true,
      stepwise: true,
    });
    expect((await asked(chat({ n: 'all-zero' }))).capabilities).toMatchObject({
      chat: true,
      n: false,
      stepwise: false,
    });
  });
});
