/** Several servers of one model: who keeps what, and what happens when one fails. */
import { describe, expect, it } from 'vitest';
import type { CallNotice, ScorePath } from '@/lib/search';
import { createPolicy, createVerifier, probeBackend, resolveModel } from './index';
import type { Script } from './testing/scripted-server';
import {
  collect,
  neverAborted,
  policyAt,
  problem,
  proposeRequest,
  scripted,
  testContext,
  verifierAt,
} from './testing/setup';
import { chunk, completion, done, errorBody, tokenizerScripts, usageChunk } from './testing/vllm-replies';

const prompt = { text: 'p', tokenIds: [1] };
const good: Script = (reply) => {
  reply.stream(
    chunk({ text: 'a\n\n', token_ids: [9], finish_reason: 'stop', stop_reason: '\n\n' }),
    usageChunk(1, 1),
    done,
  );
  reply.end();
};
const models: Script = (reply) => reply.json({ data: [{ id: 'tiny', max_model_len: 100 }] });
const scored = {
  logprobs: {
    tokens: ['+'],
    token_logprobs: [-0.1],
    text_offset: [0],
    top_logprobs: [{ 'token_id:43': Math.log(0.5), 'token_id:45': Math.log(0.5) }],
  },
};
const scores: Script = (reply, { body }) => reply.json(completion((body.prompt as unknown[]).map(() => scored)));

async function pair(completions: readonly [Script, Script]) {
  const servers = await Promise.all(
    completions.map((script) =>
      scripted({ ...tokenizerScripts(), 'GET /v1/models': models, 'POST /v1/completions': script }),
    ),
  );
  const { context, clock } = testContext();
  const counts = () => servers.map((server) => server.received.filter(({ path }) => path === '/v1/completions').length);
  /** The same without saying which. */
  const shares = () => counts().toSorted((one, other) => one - other);
  return { servers, urls: servers.map(({ url }) => url), context, clock, counts, shares };
}

const step = (text: string) => ({ text, tokenIds: [text.charCodeAt(0)] });

describe('a policy on two servers', () => {
  it('keeps a search where it began, and spreads searches', async () => {
    const { urls, context, counts, shares } = await pair([good, good]);
    const policy = createPolicy(policyAt(urls), context, 'interactive');
    for (let i = 0; i < 6; i++)
      await collect(policy.propose(proposeRequest(prompt, { prefix: [step(String(i))] }), neverAborted));
    expect(shares()).toEqual([0, 6]);
    for (let i = 0; i < 20; i++)
      await collect(policy.propose(proposeRequest(prompt, { session: `run-${i}` }), neverAborted));
    expect(Math.min(...counts())).toBeGreaterThan(3);
  });

  it('keeps subtrees where they began, when told so', async () => {
    const { urls, servers, context, counts } = await pair([good, good]);
    const policy = createPolicy(policyAt(urls, { affinity: 'subtree' }), context, 'interactive');
    const subtrees = Array.from({ length: 12 }, (_, i) => step(String.fromCharCode(97 + i)));
    for (const first of subtrees)
      for (let depth = 0; depth < 3; depth++)
        await collect(
          policy.propose(
            proposeRequest(prompt, { prefix: [first, ...Array.from({ length: depth }, () => step('x'))] }),
            neverAborted,
          ),
        );
    expect(Math.min(...counts())).toBeGreaterThan(3);
    const sessions = servers.map((server) => new Set(server.received.map(({ headers }) => headers['x-session-id'])));
    expect([...sessions[0]!].filter((session) => sessions[1]!.has(session))).toEqual([]);
    expect(sessions[0]!.size + sessions[1]!.size).toBe(12);
  });

  it('goes to the less busy one', async () => {
    let release = () => {};
    const held: Script = (reply) => {
      release = () => {
        reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
        reply.end();
      };
    };
    const { urls, context, counts, shares } = await pair([held, held]);
    const policy = createPolicy(policyAt(urls), context, 'interactive');
    const leave = new AbortController();
    const first = collect(policy.propose(proposeRequest(prompt, { session: 'one' }), leave.signal));
    await expect.poll(() => shares()).toEqual([0, 1]);
    const second = collect(policy.propose(proposeRequest(prompt, { session: 'two' }), leave.signal));
    await expect.poll(() => counts()).toEqual([1, 1]);
    release();
    leave.abort();
    await Promise.all([first, second]);
  });

  it('hands over what a failing server has, and comes back to it later', async () => {
    const failing: Script = (reply) => reply.json(errorBody('boom', 500), 500);
    const { urls, context, clock, counts } = await pair([failing, good]);
    const policy = createPolicy(policyAt(urls), context, 'interactive');
    const notices: CallNotice[] = [];
    const onNotice = (notice: CallNotice) => {
      notices.push(notice);
      if (notice.type === 'retry' && notice.delayMs > 0) setImmediate(() => clock.advance(notice.delayMs));
    };
    // Some of these began on the server that fails.
    for (let i = 0; i < 8; i++)
      expect(
        (await collect(policy.propose(proposeRequest(prompt, { session: `run-${i}`, onNotice }), neverAborted))).error,
      ).toBeUndefined();
    const [toFailing] = counts();
    expect(toFailing).toBe(2);
    expect(
      notices
        .filter((notice) => notice.type === 'retry')
        .map((notice) => notice.type === 'retry' && notice.delayMs > 0),
    ).toEqual([true, false]);
    clock.advance(10_001);
    for (let i = 10; i < 30; i++)
      await collect(policy.propose(proposeRequest(prompt, { session: `run-${i}`, onNotice }), neverAborted));
    expect(counts()[0]).toBe(4);
  });

  it('fails when all do, in the words of the last', async () => {
    const { urls, servers, context, clock } = await pair([good, good]);
    await Promise.all(servers.map((server) => server.close()));
    const onNotice = (notice: CallNotice) => {
      if (notice.type === 'retry') setImmediate(() => clock.advance(notice.delayMs));
    };
    const { error } = await collect(
      createPolicy(policyAt(urls), context, 'interactive').propose(proposeRequest(prompt, { onNotice }), neverAborted),
    );
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('refused the connection') as unknown,
    });
  });

  it('what was written stands: a stream that breaks off is not begun again elsewhere', async () => {
    const broken: Script = (reply) => {
      reply.stream(chunk({ text: 'so far', token_ids: [5] }));
      setImmediate(() => reply.cut());
    };
    const { urls, context, shares } = await pair([broken, broken]);
    const { proposals, error } = await collect(
      createPolicy(policyAt(urls), context, 'interactive').propose(proposeRequest(prompt), neverAborted),
    );
    expect([proposals.length, shares()]).toEqual([1, [0, 1]]);
    expect(error).toMatchObject({ kind: 'cut' });
  });

  it('knows its model from whoever answers, and says how many do', async () => {
    const { urls, servers, context, clock } = await pair([good, good]);
    await servers[0]!.close();
    const resolved = resolveModel(policyAt(urls, { model: undefined }), context, neverAborted);
    await expect.poll(() => clock.pending()[0]).toBe(625);
    clock.advance(625);
    expect(await resolved).toMatchObject({ model: 'tiny', urls });
    const status = await probeBackend(policyAt(urls), context, neverAborted);
    expect(status).toMatchObject({
      isReachable: true,
      urls,
      reachable: 1,
      failure: { kind: 'unreachable', message: expect.stringContaining(urls[0]!) as unknown },
    });
  });
});

describe('a verifier on two servers', () => {
  const path = (...texts: readonly string[]): ScorePath => ({ steps: texts.map((text) => ({ text })), from: 0 });

  it('sends each subtree to its server, as one call for the log', async () => {
    const { urls, servers, context } = await pair([scores, scores]);
    const verifier = createVerifier(verifierAt(urls, 'rlhflow-prm', { affinity: 'subtree' }), context, 'interactive');
    const notices: CallNotice[] = [];
    const paths = Array.from({ length: 16 }, (_, i) => path(String.fromCharCode(97 + i), 'x'));
    const found = await verifier.score(
      { problem, prompt: { text: '' }, paths, session: 's', onNotice: (notice) => notices.push(notice) },
      neverAborted,
    );
    expect(found).toEqual(paths.map(() => [0.5, 0.5]));
    const asked = servers.map((server) => server.received.filter(({ path: at }) => at === '/v1/completions').length);
    expect(asked[0]! + asked[1]!).toBe(16);
    expect(Math.min(...asked)).toBeGreaterThan(2);
    expect(notices.map(({ type }) => type)).toEqual(['sent', 'usage']);
    expect(notices[1]).toMatchObject({ promptTokens: 160, completionTokens: 16 });
  });

  it('asks the other one when a server fails', async () => {
    const { urls, servers, context, clock } = await pair([scores, scores]);
    await servers[0]!.close();
    // Time passes by itself: asking for tokens is not told by notices.
    const timer = setInterval(() => clock.advance(100), 1);
    const plus = createVerifier(verifierAt(urls, 'rlhflow-prm'), context, 'interactive');
    for (let i = 0; i < 6; i++)
      expect(
        await plus.score(
          { problem, prompt: { text: '' }, paths: [path('a')], session: `s-${i}`, onNotice: () => {} },
          neverAborted,
        ),
      ).toEqual([[0.5]]);
    clearInterval(timer);
  });
});
