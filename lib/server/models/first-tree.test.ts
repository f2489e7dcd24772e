/**
 * Five set-ups that people have, from an address typed into the form to the first tree, by what the form and the start page
 * call. Each server is played as those behave; what is checked is what its user meets: the proposal, the texts of the tree,
 * what the verifier was shown, and the words.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { solutionsOf } from '@/lib/search';
import type { SearchState } from '@/lib/search';
import { noticesOf } from '@/lib/tree';
import { chat, completions, lists, ollama, solution } from '../../backends/testing/personalities';
import type { Received, Script, ScriptedServer } from '../../backends/testing/scripted-server';
import { impatientContext } from '../../backends/testing/searches';
import { scripted } from '../../backends/testing/setup';
import { errorBody, tokenizerScripts } from '../../backends/testing/vllm-replies';
import { newcomer } from '../testing/first-tree';
import type { Newcomer, RunAsked } from '../testing/first-tree';

const problem = { text: 'What is $40 + 2$?', answer: '42' };
const steps = ['best-of-n', 'beam-search', 'dvts'] as const;
const config = { n: 4, beamWidth: 2 };

function somebody(): Newcomer {
  const person = newcomer(impatientContext());
  onTestFinished(() => person.leave());
  return person;
}

/** Looks at an address and adds what is proposed. */
async function connected(person: Newcomer, address: { readonly url: string; readonly apiKey?: string }) {
  const found = await person.look(address);
  expect(found.failure).toBeUndefined();
  await person.add(address, found);
  return found;
}

/** The texts of the solutions, each once, and how many nodes there are beside the root. */
function treeOf(state: SearchState) {
  return { texts: [...new Set(solutionsOf(state).map(({ text }) => text))], nodes: state.nodes.size - 1 };
}

const right = { texts: [solution], nodes: 12 };

/** Twelve lines round a model: no list, no health, whole solutions at once; one beyond its context is refused, and all with it. */
const transformersScript =
  (longest = Infinity): Script =>
  (reply, { body }) => {
    const all = body.steps as readonly (readonly string[])[];
    if (all.some((each) => each.join('').length > longest))
      return reply.json({ error: 'Token indices sequence length is longer than the maximum of this model' }, 400);
    reply.json({ scores: all.map((each) => each.map((_, i) => 0.5 + i / 10)) });
  };
const shown = (server: ScriptedServer) =>
  server.received
    .filter(({ path }) => path === '/score')
    .flatMap(({ body }) => (body.steps as string[][]).flat())
    .join('');

async function withVerifier(person: Newcomer, longest?: number): Promise<ScriptedServer> {
  const server = await scripted({ 'POST /score': transformersScript(longest) });
  expect(await connected(person, { url: server.url })).toMatchObject({ role: 'verifier', kind: 'score-api' });
  return server;
}

describe('1. vLLM with a model that thinks, whose template opens the thought', () => {
  const unopened = `Maybe $\\boxed{41}$?\n\nNo, that is wrong.\n</think>\n\n${solution}`;
  const vllm = (tellsIds = true) => ({
    'GET /v1/models': ((reply) =>
      reply.json({ data: [{ id: 'Qwen/Qwen3-8B', owned_by: 'vllm', max_model_len: 4_096 }] })) as Script,
    ...tokenizerScripts(4_096, '<think>\n'),
    'POST /v1/completions': completions({ writes: unopened, takesIds: true, tellsIds }),
  });

  it('is recognised, and its thoughts are no steps, are not scored and give no answer', async () => {
    const server = await scripted(vllm());
    const person = somebody();
    expect(await connected(person, { url: server.url })).toMatchObject({
      role: 'policy',
      kind: 'vllm',
      software: 'vLLM',
      name: 'qwen3-8b',
      stepwise: true,
    });
    const verifier = await withVerifier(person);
    for (const strategy of steps) {
      const { state } = await person.run({ problem, strategy, config });
      expect([strategy, treeOf(state)]).toEqual([strategy, right]);
      expect([...state.nodes.values()].filter(({ thought }) => thought.includes('41'))).toHaveLength(4);
      expect(noticesOf(state).join()).not.toMatch(/thought/);
    }
    expect(shown(verifier)).not.toMatch(/think|41/);
  });

  it('that comes to no end of its thoughts within the limits is told so, with what to change', async () => {
    const server = await scripted(vllm(false));
    const person = somebody();
    await connected(person, { url: server.url });
    const { state } = await person.run({ problem, strategy: 'greedy', config: { maxTokens: 8 } });
    expect(solutionsOf(state)).toEqual([]);
    expect(noticesOf(state)).toEqual([
      expect.stringMatching(/1 text ended within a thought\. Allow more tokens .* or turn thinking off/),
    ]);
  });
});

describe('2. a hosted API that only chats', () => {
  const key = 'sk-hosted';
  const known = ['model', 'messages', 'temperature', 'top_p', 'max_tokens', 'seed', 'stream', 'stream_options', 'n'];
  const keyed = (headers: Received['headers']) => headers.authorization === `Bearer ${key}`;
  const hosted = () => ({
    'GET /api/paas/v4/models': ((reply, { headers }) =>
      keyed(headers)
        ? reply.json({ object: 'list', data: [{ id: 'large' }, { id: 'small' }, { id: 'air' }] })
        : reply.json({ error: { code: '1001', message: 'Authentication failed' } }, 401)) as Script,
    'POST /api/paas/v4/chat/completions': chat({
      n: 'ignored',
      stops: 'hidden',
      refuses: ({ body, headers }) => {
        if (!keyed(headers))
          return { status: 401, body: { error: { code: '1001', message: 'Authentication failed' } } };
        const other = Object.keys(body).find((field) => !known.includes(field));
        return other === undefined ? undefined : { status: 400, body: errorBody(`Unrecognized argument: ${other}`) };
      },
    }),
  });

  it('without its key is told to want one; with it, it writes whole solutions, and steps are refused beforehand', async () => {
    const server = await scripted(hosted());
    const person = somebody();
    const url = `${server.url}/api/paas/v4/chat/completions`;
    expect((await person.look({ url })).failure?.message).toMatch(/wants an API key: .*Authentication failed/);
    const found = await connected(person, { url, apiKey: key });
    expect(found).toMatchObject({ role: 'policy', kind: 'chat', stepwise: false, models: ['large', 'small', 'air'] });
    await withVerifier(person);
    for (const strategy of ['majority', 'best-of-n'] as const) {
      const { state } = await person.run({ problem, strategy, config });
      expect([strategy, treeOf(state)]).toEqual([strategy, right]);
    }
    await expect(person.run({ problem, strategy: 'beam-search', config })).rejects.toThrow(
      /policy: .*begins a new answer instead of going on .*Choose a strategy that writes whole solutions/,
    );
    expect(JSON.stringify(found)).not.toContain(key);
  });
});

describe('2b. a hosted API with a key, a version and a deployment of its own (Azure’s)', () => {
  it('needs no file: what stands behind the ? and the header of the key are found out', async () => {
    const key = 'sk-azure';
    const path = '/openai/deployments/o-mini/chat/completions';
    const server = await scripted(
      {
        [`POST ${path}?api-version=2025-01-01`]: chat({
          stops: 'hidden',
          refuses: ({ headers }) =>
            headers['api-key'] === key ? undefined : { status: 401, body: errorBody('Access denied', 401) },
        }),
      },
      (reply, { headers }) =>
        headers['api-key'] === key
          ? reply.json({ error: { code: '404', message: 'Resource not found' } }, 404)
          : reply.json({ error: { code: '401', message: 'Access denied due to invalid subscription key' } }, 401),
    );
    const person = somebody();
    const found = await connected(person, { url: `${server.url}${path}?api-version=2025-01-01`, apiKey: key });
    expect(found).toMatchObject({
      kind: 'chat',
      model: 'o-mini',
      name: 'o-mini',
      query: { 'api-version': '2025-01-01' },
      apiKeyHeader: 'api-key',
    });
    await withVerifier(person);
    const { state } = await person.run({ problem, strategy: 'best-of-n', config });
    expect(treeOf(state)).toEqual(right);
  });
});

describe('3. Ollama', () => {
  it('is recognised by name and writes step by step through raw prompts: no step is the first one again', async () => {
    const server = await scripted(ollama({ isRaw: true }));
    const person = somebody();
    const found = await connected(person, { url: server.url });
    expect(found).toMatchObject({ role: 'policy', software: 'Ollama', stepwise: true });
    expect(found.notes.join()).toMatch(/OLLAMA_CONTEXT_LENGTH/);
    await withVerifier(person);
    for (const strategy of steps) {
      const { state } = await person.run({ problem, strategy, config });
      expect([strategy, treeOf(state)]).toEqual([strategy, right]);
      expect(noticesOf(state)).toContainEqual(expect.stringMatching(/writes one continuation a request/));
    }
  });

  it('that begins anew behind a raw prompt is told whole solutions only, and refused for steps beforehand', async () => {
    const server = await scripted(ollama({ isRaw: false }));
    const person = somebody();
    expect(await connected(person, { url: server.url })).toMatchObject({ software: 'Ollama', stepwise: false });
    await withVerifier(person);
    const whole = await person.run({ problem, strategy: 'best-of-n', config });
    expect(treeOf(whole.state)).toEqual(right);
    await expect(person.run({ problem, strategy: 'beam-search', config })).rejects.toThrow(/whole solutions/);
  });
});

describe('4. Qwen2.5-Math-PRM by a transformers script', () => {
  it('is taken for what it is, and one solution beyond its context is unscored and leaves the others their scores', async () => {
    const long = `${'Very long. '.repeat(30)}\n\nThe answer is $\\boxed{42}$.`;
    let asked = 0;
    const policy = await scripted({
      'GET /v1/models': lists,
      'POST /v1/completions': (reply, received, n) =>
        completions(received.body.stream === true && ++asked === 2 ? { writes: long } : {})(
          reply,
          { ...received, body: { ...received.body, n: 1 } },
          n,
        ),
    });
    const person = somebody();
    await connected(person, { url: policy.url });
    asked = 0;
    const verifier = await withVerifier(person, 200);
    const { state } = await person.run({ problem, strategy: 'best-of-n', config });
    const scored = solutionsOf(state).map(({ unscored }) => unscored === undefined);
    expect(scored.filter(Boolean)).toHaveLength(3);
    expect(noticesOf(state)).toContainEqual(expect.stringMatching(/^1 path unscored/));
    expect(shown(verifier)).toContain('Step 1');
  });
});

describe('5. LiteLLM in front of a model', () => {
  const slow: Script = () => {};
  const proxy = (): Readonly<Record<string, Script>> => ({
    'GET /v1/models': (reply) => reply.json({ data: [{ id: 'alias', owned_by: 'openai' }] }),
    'GET /health': slow,
    'GET /health/liveliness': (reply) => reply.json("I'm alive!"),
    ...tokenizerScripts(),
    // Its streams end all choices under one number, and ids are a prompt that it cannot map.
    'POST /v1/completions': completions({ n: 'all-zero', stops: 'hidden' }),
  });

  it('is recognised, never looks broken, and makes right trees in all strategies', async () => {
    const server = await scripted(proxy());
    const person = somebody();
    expect(await connected(person, { url: `${server.url}/v1` })).toMatchObject({
      role: 'policy',
      kind: 'vllm',
      software: 'LiteLLM',
      stepwise: true,
    });
    const [status] = await person.models.statuses();
    expect(status).toMatchObject({
      isReachable: true,
      notes: [expect.anything(), expect.stringMatching(/health did not answer/)],
    });
    await withVerifier(person);
    for (const strategy of steps) {
      const { state } = await person.run({ problem, strategy, config });
      expect([strategy, treeOf(state)]).toEqual([strategy, right]);
    }
  });
});

it('without any server of one’s own, or of the app’s, a run says where to add one', async () => {
  const person = somebody();
  const asked: RunAsked = { problem, strategy: 'greedy' };
  await expect(person.run(asked)).rejects.toThrow(/No policy is configured\. Add one on the Backends page/);
});
