/**
 * Calls that a server need not have: however it says no, a run does what the Backends page says it can. And what comes of
 * a server that never says how a text ended.
 */
import { describe, expect, it } from 'vitest';
import { lostPathsOf, solutionsOf } from '@/lib/search';
import { createPolicy, probeBackend } from './index';
import type { Script } from './testing/scripted-server';
import { collect, neverAborted, policyAt, problem, proposeRequest, scripted, testContext } from './testing/setup';
import { impatientContext, searched } from './testing/searches';
import { chunk, completion, done, errorBody, event, tokenizerScripts, usageChunk } from './testing/vllm-replies';

const models: Script = (reply) => reply.json({ data: [{ id: 'tiny' }] });
const solution = '## Step 1: Add\n$40 + 2 = 42$.\n\n## Step 2: Answer\nIt is $\\boxed{42}$.';

/** Goes on from wherever the prompt ends in the solution, to the stop string or the end. */
const writes: Script = (reply, { body }) => {
  const prompt = Array.isArray(body.prompt) ? String.fromCharCode(...(body.prompt as number[])) : String(body.prompt);
  const written = prompt.lastIndexOf('## Step 1');
  const rest = written < 0 ? solution : solution.slice(prompt.length - written);
  const at = body.stop === undefined ? -1 : rest.indexOf((body.stop as string[])[0]!);
  const text = at < 0 ? rest : rest.slice(0, at + 2);
  const end = { finish_reason: 'stop', stop_reason: at < 0 ? null : rest.slice(at, at + 2) };
  const indices = Array.from({ length: Number(body.n ?? 1) }, (_, index) => index);
  if (body.stream !== true) return reply.json(completion(indices.map(() => ({ text, ...end }))));
  reply.stream(...indices.map((index) => chunk({ index, text, ...end })), usageChunk(9, 9 * indices.length), done);
  reply.end();
};
const works = { 'GET /v1/models': models, 'POST /v1/completions': writes };

describe.each<readonly [string, Script]>([
  ['404', (reply) => reply.json({ detail: 'Not Found' }, 404)],
  ['405', (reply) => reply.json({ detail: 'Method Not Allowed' }, 405)],
  [
    'an error inside a 200 (LM Studio)',
    (reply, { method, path }) => reply.json({ error: `Unexpected endpoint or method. (${method} ${path})` }),
  ],
  ['a page and 200', (reply) => reply.text('<html>Welcome</html>', 200, { 'content-type': 'text/html' })],
  ['a page and 403', (reply) => reply.text('<html>Forbidden</html>', 403, { 'content-type': 'text/html' })],
  ['401', (reply) => reply.json({ error: 'Unauthorized' }, 401)],
  ['400', (reply) => reply.json({ error: { message: 'unknown endpoint' } }, 400)],
  ['500', (reply) => reply.json(errorBody('Internal Server Error', 500), 500)],
  ['502 for ever', (reply) => reply.text('Bad Gateway', 502)],
])('a server that says to every other path: %s', (_name, otherwise) => {
  it('answers the probe, and a run over it ends with solutions', async () => {
    const server = await scripted(works, otherwise);
    const context = impatientContext();
    expect(await probeBackend(policyAt(server.url), context, neverAborted)).toMatchObject({
      isReachable: true,
      capabilities: { completions: true, n: true },
    });
    const state = await searched(policyAt(server.url, { model: undefined }), context);
    expect(solutionsOf(state).map(({ answer }) => answer)).toContain('42');
    expect(state.prompt?.text).toBe('What is $40 + 2$?\n\n');
  });
});

describe('a call that is missing', () => {
  it('is asked for once by a run, not again and again', async () => {
    const server = await scripted(works, (reply) => reply.json({ error: 'Unexpected endpoint or method.' }));
    await createPolicy(policyAt(server.url), testContext().context, 'interactive').prepare(problem, neverAborted);
    expect(server.received.map(({ path }) => path)).toEqual(['/tokenize', '/apply-template', '/v1/models']);
  });

  it('is not one whose connection is lost', async () => {
    const server = await scripted({ ...works, 'POST /tokenize': (reply) => reply.cut() });
    const policy = createPolicy(policyAt(server.url), impatientContext(), 'interactive');
    await expect(policy.prepare(problem, neverAborted)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('does not hide a key that the needed call refuses, too', async () => {
    const server = await scripted({ 'GET /v1/models': models }, (reply) => reply.json({ error: 'Unauthorized' }, 401));
    const { context } = testContext();
    const status = await probeBackend(policyAt(server.url), context, neverAborted);
    expect([status.isReachable, status.failure?.kind]).toEqual([false, 'unauthorized']);
    const policy = createPolicy(policyAt(server.url), context, 'interactive');
    const prompt = await policy.prepare(problem, neverAborted);
    const { error } = await collect(policy.propose(proposeRequest(prompt), neverAborted));
    expect(error).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining('/v1/completions') as unknown,
    });
  });
});

describe('a call that cannot be answered now', () => {
  const busy: Script = (reply) => reply.json({ error: 'no healthy upstream' }, 503);
  /** Unwell for the first `times` requests to each path. */
  const after = (times: number): Readonly<Record<string, Script>> =>
    Object.fromEntries(
      Object.entries(tokenizerScripts()).map(([path, script]) => [
        path,
        (reply, received, n) => (n <= times ? busy : script)(reply, received, n),
      ]),
    );

  it('is asked again by a run', async () => {
    const server = await scripted({ ...works, ...after(2) });
    const policy = createPolicy(policyAt(server.url), impatientContext(), 'interactive');
    expect((await policy.prepare(problem, neverAborted)).tokenIds).toBeDefined();
  });

  it('is asked again for the next prompt when a run went without it', async () => {
    const server = await scripted({ ...works, ...after(4) });
    const policy = createPolicy(policyAt(server.url), impatientContext(), 'interactive');
    const ids = async () => (await policy.prepare(problem, neverAborted)).tokenIds;
    expect([await ids(), await ids()]).toEqual([undefined, expect.any(Array)]);
  });

  it('fails a run when the server as a whole cannot answer', async () => {
    const server = await scripted({}, busy);
    const policy = createPolicy(policyAt(server.url), impatientContext(), 'interactive');
    await expect(policy.prepare(problem, neverAborted)).rejects.toMatchObject({ kind: 'overloaded' });
  });

  it('is left open by the probe and asked again by the next', async () => {
    const server = await scripted({ ...works, ...after(2) });
    const { context } = testContext();
    const probed = async () => (await probeBackend(policyAt(server.url), context, neverAborted)).capabilities;
    const first = await probed();
    expect(first).toMatchObject({ completions: true });
    expect(first).not.toHaveProperty('tokenize');
    expect(await probed()).toMatchObject({ tokenize: true, chatTemplate: true });
    const before = server.received.filter(({ path }) => path === '/tokenize').length;
    await probed();
    expect(server.received.filter(({ path }) => path === '/tokenize')).toHaveLength(before);
  });

  it.each(['/version', '/metrics'])('says nothing against a server that works: %s', async (path) => {
    const server = await scripted({
      ...works,
      [`GET ${path}`]: (reply) => reply.json(errorBody('slow down', 429), 429),
    });
    expect(await probeBackend(policyAt(server.url), testContext().context, neverAborted)).toMatchObject({
      isReachable: true,
    });
  });

  it('is an answer from /health where the work cannot be done either: the server is not ready', async () => {
    const server = await scripted({ ...works, 'GET /health': busy, 'POST /v1/completions': busy });
    expect(await probeBackend(policyAt(server.url), testContext().context, neverAborted)).toMatchObject({
      isReachable: false,
      failure: { kind: 'overloaded' },
    });
  });

  it('from /health is nothing against a server that does its work', async () => {
    const server = await scripted({ ...works, 'GET /health': busy });
    expect(await probeBackend(policyAt(server.url), testContext().context, neverAborted)).toMatchObject({
      isReachable: true,
      capabilities: { completions: true },
    });
  });
});

describe('the end of a text', () => {
  const pieces = (reason: unknown) =>
    solution.split('').map((text) => event({ choices: [{ index: 0, text, finish_reason: reason }] }));

  it('is not yet come where finish_reason is empty', async () => {
    const server = await scripted({
      'POST /v1/completions': (reply) => {
        reply.stream(...pieces(''), chunk({ finish_reason: 'stop' }), done);
        reply.end();
      },
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    const { proposals, error } = await collect(
      policy.propose(proposeRequest({ text: 'p' }, { stop: [] }), neverAborted),
    );
    expect(error).toBeUndefined();
    expect(proposals.map((each) => (each.type === 'text' ? each.text : '')).join('')).toBe(solution);
    expect(proposals.at(-1)).toEqual({ type: 'finish', index: 0, finish: 'eos' });
  });

  it.each([null, ''])('that a server never tells is told as that, not as a crash: %j', async (reason) => {
    const server = await scripted({
      'POST /v1/completions': (reply) => {
        reply.stream(...pieces(reason), done);
        reply.end();
      },
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    // Without stop strings: one that it runs over would be an end.
    const { error } = await collect(policy.propose(proposeRequest({ text: 'p' }, { stop: [] }), neverAborted));
    expect(error).toMatchObject({
      kind: 'cut',
      message: expect.stringMatching(/never says how a text ended \(finish_reason\)(?!.*crashed)/s) as unknown,
    });
  });

  it('of paths that the server gave up is counted: a run without an answer says why', async () => {
    const server = await scripted({
      ...works,
      'POST /v1/completions': (reply, { body }) => {
        const all = Array.from({ length: Number(body.n) }, (_, index) =>
          chunk({ index, text: 'so far', finish_reason: 'abort' }),
        );
        reply.stream(...all, done);
        reply.end();
      },
    });
    const state = await searched(policyAt(server.url, { model: undefined }), testContext().context);
    expect([solutionsOf(state).length, lostPathsOf(state).dropped]).toEqual([0, 4]);
  });
});
