/** What servers do wrong, and what comes of it: one row a fault, for the policy and for the verifier. */
import { describe, expect, it } from 'vitest';
import { BackendError, type CallNotice } from '@/lib/search';
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
  type TestContext,
} from './testing/setup';
import { chunk, completion, done, errorBody, tokenizerScripts, usageChunk } from './testing/vllm-replies';

const goodStream: Script = (reply) => {
  reply.stream(
    chunk({ text: 'ok\n\n', token_ids: [7], finish_reason: 'stop', stop_reason: '\n\n' }),
    usageChunk(3, 1),
    done,
  );
  reply.end();
};
const goodScore: Script = (reply) =>
  reply.json(
    completion([
      {
        logprobs: {
          tokens: ['+'],
          token_logprobs: [-0.1],
          text_offset: [0],
          top_logprobs: [{ 'token_id:43': -0.1, 'token_id:45': -3 }],
        },
      },
    ]),
  );

type Outcome = { readonly after: 'retries' } | { readonly fails: string; readonly words: RegExp };
const retried: Outcome = { after: 'retries' };

interface Fault {
  readonly name: string;
  readonly script: Script;
  readonly policy: Outcome;
  readonly verifier: Outcome;
}
const faults: readonly Fault[] = [
  { name: 'reset before the first byte', script: (reply) => reply.cut(), policy: retried, verifier: retried },
  {
    name: '429 with Retry-After',
    script: (reply) => reply.json(errorBody('slow down', 429), 429, { 'retry-after': '3' }),
    policy: retried,
    verifier: retried,
  },
  { name: '500', script: (reply) => reply.json(errorBody('boom', 500), 500), policy: retried, verifier: retried },
  {
    name: '503 as plain text',
    script: (reply) => reply.text('no healthy upstream', 503),
    policy: retried,
    verifier: retried,
  },
  {
    name: '400',
    script: (reply) => reply.json(errorBody('temperature must be non-negative'), 400),
    policy: { fails: 'rejected', words: /rejected the request: status 400, “temperature must be non-negative”/ },
    verifier: { fails: 'rejected', words: /rejected the request/ },
  },
  {
    name: '401 with a string',
    script: (reply) => reply.json({ error: 'Unauthorized' }, 401),
    policy: { fails: 'unauthorized', words: /wants an API key.*apiKeyEnv/s },
    verifier: { fails: 'unauthorized', words: /API key/ },
  },
  {
    name: '404 of the model',
    script: (reply) => reply.json(errorBody('The model `tiny` does not exist.', 404, 'NotFoundError'), 404),
    policy: { fails: 'not-found', words: /does not serve the model “tiny”.*policies\[0\]\.model/s },
    verifier: { fails: 'not-found', words: /verifiers\[0\]\.model/ },
  },
  {
    name: 'HTML of some proxy',
    script: (reply) => reply.text('<html>hello</html>', 200, { 'content-type': 'text/html' }),
    policy: { fails: 'bad-reply', words: /an HTML page/ },
    verifier: { fails: 'bad-reply', words: /not JSON/ },
  },
  {
    name: 'half a JSON line',
    script: (reply) => {
      reply.stream('data: {"choices":[{"ind\n\n');
      reply.end();
    },
    policy: { fails: 'bad-reply', words: /not JSON/ },
    verifier: { fails: 'bad-reply', words: /not JSON/ },
  },
  {
    name: 'an error inside the stream',
    script: (reply) => {
      reply.stream(`data: ${JSON.stringify(errorBody('KV transfer failed', 500))}\n\n`, done);
      reply.end();
    },
    policy: retried,
    verifier: { fails: 'bad-reply', words: /not JSON/ },
  },
];

/** Ends every wait before a retry at once. */
function impatient({ clock }: TestContext, notices: CallNotice[]) {
  return (notice: CallNotice) => {
    notices.push(notice);
    if (notice.type === 'retry') setImmediate(() => clock.advance(notice.delayMs));
  };
}

it('a solution that does not fit the verifier is told with what to change', async () => {
  const server = await scripted({
    ...tokenizerScripts(),
    'POST /v1/completions': (reply) =>
      reply.json(
        errorBody("This model's maximum context length is 1024 tokens. However, you requested 1025 tokens"),
        400,
      ),
  });
  const made = testContext();
  const asked = {
    problem,
    prompt: { text: 'p' },
    session: 's',
    onNotice: () => undefined,
    paths: [{ steps: [{ text: 'one' }], from: 0 }],
  };
  const verifier = createVerifier(verifierAt(server.url, 'rlhflow-prm'), made.context, 'interactive');
  expect(await verifier.score(asked, neverAborted)).toEqual([
    [{ reason: 'too-long', message: expect.stringMatching(/fewer tokens a solution/) }],
  ]);
});

describe.each(faults)('$name', ({ script, policy: policyOutcome, verifier: verifierOutcome }) => {
  it('from the policy', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'POST /v1/completions': (reply, received, n) =>
        (n === 1 || 'fails' in policyOutcome ? script : goodStream)(reply, received, n),
    });
    const made = testContext();
    const notices: CallNotice[] = [];
    const request = proposeRequest({ text: 'p', tokenIds: [1] }, { onNotice: impatient(made, notices) });
    const { proposals, error } = await collect(
      createPolicy(policyAt(server.url), made.context, 'interactive').propose(request, neverAborted),
    );
    expectOutcome(policyOutcome, error, notices, server.url);
    if ('after' in policyOutcome) expect(proposals.at(-1)).toEqual({ type: 'finish', index: 0, finish: 'step' });
  });

  it('from the verifier', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'POST /v1/completions': (reply, received, n) =>
        (n === 1 || 'fails' in verifierOutcome ? script : goodScore)(reply, received, n),
    });
    const made = testContext();
    const notices: CallNotice[] = [];
    const asked = {
      problem,
      prompt: { text: 'p' },
      session: 's',
      onNotice: impatient(made, notices),
      paths: [{ steps: [{ text: 'one' }], from: 0 }],
    };
    const error = await createVerifier(verifierAt(server.url, 'rlhflow-prm'), made.context, 'interactive')
      .score(asked, neverAborted)
      .then(
        (scores) => {
          expect(scores[0]!.length).toBe(1);
          return undefined;
        },
        (reason: unknown) => reason,
      );
    expectOutcome(verifierOutcome, error, notices, server.url);
  });
});

function expectOutcome(outcome: Outcome, error: unknown, notices: readonly CallNotice[], url: string): void {
  if ('after' in outcome) {
    expect(error).toBeUndefined();
    expect(notices.filter(({ type }) => type === 'retry')).toHaveLength(1);
    return;
  }
  expect(error).toBeInstanceOf(BackendError);
  const { kind, message, isRetryable } = error as BackendError;
  expect([kind, isRetryable]).toEqual([outcome.fails, false]);
  expect(message).toContain(url);
  expect(message).toContain('POST /v1/completions');
  expect(message).toMatch(outcome.words);
}

describe('a server that is not there', () => {
  it('is named with what to do, by every call and by the probe', async () => {
    const server = await scripted({});
    await server.close();
    const { context, clock } = testContext();
    const status = await probeBackend(policyAt(server.url), context, neverAborted);
    expect(status).toMatchObject({
      isReachable: false,
      model: 'tiny',
      failure: {
        kind: 'unreachable',
        server: 'policy',
        message: expect.stringMatching(/refused the connection.*Start it|Start/s) as unknown,
      },
    });
    const resolved = resolveModel(policyAt(server.url), context, neverAborted).catch((error: unknown) => error);
    await expect.poll(() => clock.pending()[0]).toBe(625);
    clock.advance(625);
    expect(await resolved).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('attempt 2') as unknown,
    });
  });
});

describe('the probe', () => {
  const models: Script = (reply) =>
    reply.json({ object: 'list', data: [{ id: 'tiny', max_model_len: 512 }, { id: 'other' }] });
  const metrics: Script = (reply) =>
    reply.text(
      '# HELP x\nvllm:num_requests_running{engine="0",model_name="tiny"} 3.0\nvllm:num_requests_running{engine="0",model_name="other"} 9.0\nvllm:num_requests_waiting{model_name="tiny"} 2.0\nvllm:gpu_cache_usage_perc{model_name="tiny"} 0.25\n',
    );

  it('tells model, version, context, capabilities and load, the last with the names of old versions too', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'GET /v1/models': models,
      'GET /metrics': metrics,
      'GET /version': (reply) => reply.json({ version: '0.9.2' }),
      'POST /v1/completions': (reply) =>
        reply.json(
          completion([
            { token_ids: [5], logprobs: { tokens: ['a'], token_logprobs: [-1], top_logprobs: [{}], text_offset: [0] } },
          ]),
        ),
    });
    const status = await probeBackend(policyAt(server.url, { model: undefined }), testContext().context, neverAborted);
    expect(status).toMatchObject({
      isReachable: true,
      model: 'tiny',
      version: '0.9.2',
      maxModelLength: 512,
      capabilities: { completions: true, tokenize: true, tokenIn: true, tokenOut: true, logprobs: true },
      load: { running: 3, waiting: 2, cacheUse: 0.25, inFlight: 0 },
    });
  });

  it('asks what a server can do once, and how it is every time', async () => {
    const server = await scripted({ 'GET /v1/models': models });
    const { context } = testContext();
    const count = (path: string) => server.received.filter((received) => received.path === path).length;
    const probed = async () => (await probeBackend(policyAt(server.url), context, neverAborted)).capabilities;
    expect(await probed()).toMatchObject({ completions: false, tokenize: false });
    const asked = count('/v1/completions');
    for (let i = 0; i < 2; i++) expect(await probed()).toMatchObject({ completions: false, tokenize: false });
    expect([count('/v1/models'), count('/v1/completions')]).toEqual([3, asked]);
  });

  it('a configured model that is not served is named with those that are', async () => {
    const server = await scripted({ 'GET /v1/models': models });
    const status = await probeBackend(policyAt(server.url, { model: 'llama' }), testContext().context, neverAborted);
    expect(status.isReachable).toBe(false);
    expect(status.failure?.message).toMatch(/llama.*tiny, other/s);
  });

  it('no key is ever printed', async () => {
    const server = await scripted({
      'GET /v1/models': (reply) => reply.json({ error: 'bad key sk-very-secret' }, 401),
    });
    const backend = policyAt(server.url, { apiKeyEnv: 'KEY' });
    const status = await probeBackend(backend, testContext().context, neverAborted);
    expect(server.received[0]!.headers.authorization).toBe('Bearer sk-very-secret');
    expect(JSON.stringify(status) + JSON.stringify(backend)).not.toContain('sk-very-secret');
    expect(status.failure?.message).toMatch(/did not accept the API key/);
  });
});
