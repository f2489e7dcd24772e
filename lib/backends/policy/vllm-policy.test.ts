import { describe, expect, it } from 'vitest';
import { BackendError, searchEventSchema } from '@/lib/search';
import type { Prompt } from '@/lib/search';
import { createPolicy, resolveModel } from '../index';
import type { Reply, Script } from '../testing/scripted-server';
import { collect, neverAborted, policyAt, problem, proposeRequest, scripted, testContext } from '../testing/setup';
import {
  beginOfAssistant,
  beginOfText,
  beginOfUser,
  chunk,
  done,
  errorBody,
  event,
  idsOf,
  tokenizerScripts,
  usageChunk,
} from '../testing/vllm-replies';

const prompt: Prompt = { text: '<p>', tokenIds: [1, 2, 3], maxModelLength: 1_000 };

async function policyOver(completions: Script, fields?: Readonly<Record<string, unknown>>) {
  const server = await scripted({ ...tokenizerScripts(), 'POST /v1/completions': completions });
  const { context, clock } = testContext();
  return { server, context, clock, policy: createPolicy(policyAt(server.url, fields), context, 'interactive') };
}

/** Moves the clock to the end of each retry's wait, once that has begun. */
function endWaits(clock: { advance(ms: number): void }, notices: unknown[]) {
  return (notice: { readonly type: string; readonly delayMs?: number }) => {
    notices.push(notice);
    if (notice.type === 'retry') setImmediate(() => clock.advance(notice.delayMs ?? 0));
  };
}

describe('the prompt', () => {
  it('is the chat template over system prompt and problem, with ids, text and context length', async () => {
    const { policy, server } = await policyOver((reply) => reply.end(), { systemPrompt: 'Be brief.' });
    const prepared = await policy.prepare(problem, neverAborted);
    expect(prepared.tokenIds).toEqual([
      beginOfText,
      4,
      ...idsOf('Be brief.'),
      beginOfUser,
      ...idsOf(problem.text),
      beginOfAssistant,
    ]);
    expect(prepared.text).toBe(`\u0001\u0004Be brief.\u0002${problem.text}\u0003`);
    expect(prepared.maxModelLength).toBe(1_000);
    expect(server.received[0]?.body).toEqual({
      model: 'tiny',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: problem.text },
      ],
      add_generation_prompt: true,
      add_special_tokens: false,
    });
  });

  it('comes out of a template of our own, where one is configured', async () => {
    const chatTemplate =
      "<s>{% for message in messages %}[{{ message['role'] }}]{{ message['content'] | trim }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}";
    const { policy, server } = await policyOver(
      (reply) => {
        reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
        reply.end();
      },
      { systemPrompt: 'Be brief.', chatTemplate },
    );
    const text = `<s>[system]Be brief.[user]${problem.text}[assistant]`;
    expect(await policy.prepare(problem, neverAborted)).toMatchObject({ text, tokenIds: idsOf(text) });
    expect(server.received[0]?.body).toEqual({ model: 'tiny', prompt: text, add_special_tokens: false });
    await collect(policy.propose(proposeRequest({ text }), neverAborted));
    expect(server.received.at(-1)?.body).toMatchObject({ prompt: text, add_special_tokens: false });
  });

  it('leaves the first token to the server where the template asks for it', async () => {
    const chatTemplate = '{{ bos_token }}[user]{{ messages[0].content }}[assistant]';
    const { policy, server } = await policyOver(
      (reply) => {
        reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
        reply.end();
      },
      { chatTemplate },
    );
    const text = `[user]${problem.text}[assistant]`;
    expect((await policy.prepare(problem, neverAborted)).tokenIds).toEqual([beginOfText, ...idsOf(text)]);
    expect(server.received[0]?.body).toEqual({ model: 'tiny', prompt: text, add_special_tokens: true });
    await collect(policy.propose(proposeRequest({ text }), neverAborted));
    expect(server.received.at(-1)?.body).toMatchObject({ prompt: text });
    expect(server.received.at(-1)?.body).not.toHaveProperty('add_special_tokens');
  });

  it('with attempts comes out of a template of its own where one is configured, and without any never', async () => {
    const revisions =
      '{{ bos_token }}Q: {{ problem }}{% for attempt in attempts %}|{{ attempt | trim }}{% endfor %}|A: {{ eos_token }}';
    const { policy, server } = await policyOver((reply) => reply.end(), { systemPrompt: 'Be brief.', revisions });
    const attempts = ['first\n\n', 'second'];
    const text = `Q: ${problem.text}|first|second|A: `;
    for (const ask of ['revise', 'aggregate'] as const) {
      const { tokenIds } = await policy.prepare(problem, neverAborted, { ask, attempts });
      expect(tokenIds).toEqual([beginOfText, ...idsOf(text)]);
      expect(server.received.map(({ body }) => body)).toContainEqual({
        model: 'tiny',
        prompt: text,
        add_special_tokens: true,
      });
    }

    const { text: fresh } = await policy.prepare(problem, neverAborted);
    expect(fresh).toContain('Be brief.');
    expect(fresh).not.toContain('|A: ');
  });

  it('of a revision is a chat where no template is configured', async () => {
    const { policy, server } = await policyOver((reply) => reply.end(), { revisions: 'chat' });
    await policy.prepare(problem, neverAborted, { ask: 'revise', attempts: ['first'] });
    const { messages } = server.received[0]!.body as { readonly messages: readonly { readonly role: string }[] };
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it.each([
    ['a Llama by its name', { id: 'meta-llama/Llama-3.2-1B-Instruct' }, {}, true],
    ['a Llama by what its name stands for', { id: 'policy', root: 'meta-llama/Llama-3.2-1B-Instruct' }, {}, true],
    ['a Llama that is to be told nothing', { id: 'meta-llama/Llama-3.2-1B-Instruct' }, { systemPrompt: '' }, false],
    ['another model', { id: 'Qwen/Qwen2.5-1.5B-Instruct' }, {}, false],
  ])('begins with the published system prompt: %s', async (_name, served, fields, isTold) => {
    const server = await scripted({
      ...tokenizerScripts(),
      'GET /v1/models': (reply) => reply.json({ data: [served] }),
    });
    const { context } = testContext();
    const backend = await resolveModel(policyAt(server.url, { model: undefined, ...fields }), context, neverAborted);
    await createPolicy(backend, context, 'interactive').prepare(problem, neverAborted);
    const messages = server.received.find(({ path }) => path === '/tokenize')!.body.messages as {
      role: string;
      content: string;
    }[];
    expect(messages.map(({ role }) => role)).toEqual(isTold ? ['system', 'user'] : ['user']);
    if (isTold)
      expect(messages[0]!.content).toMatch(
        /^Solve the following math problem efficiently and clearly:\n\n[^]*final answer is: \$\\boxed\{answer\}\$\. I hope it is correct\./,
      );
  });

  it('is the text alone where the server has no tokenizer', async () => {
    const server = await scripted({
      'GET /v1/models': (reply) =>
        reply.json({
          object: 'list',
          data: [
            { id: 'other', max_model_len: 1 },
            { id: 'tiny', max_model_len: 77 },
          ],
        }),
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    expect(await policy.prepare(problem, neverAborted)).toEqual({ text: `${problem.text}\n\n`, maxModelLength: 77 });
  });

  it.each([0, -1, 2 ** 50])('has no context length where the server says that it is %i', async (length) => {
    const server = await scripted({
      ...tokenizerScripts(length),
      'GET /v1/models': (reply) =>
        reply.json({ object: 'list', data: [{ id: 'tiny', max_model_len: length, meta: { n_ctx: length } }] }),
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    const prepared = await policy.prepare(problem, neverAborted);
    expect(prepared.maxModelLength).toBeUndefined();
    expect(searchEventSchema.safeParse({ type: 'prompt-built', prompt: prepared }).error).toBeUndefined();
  });

  it('is tokenised plain for a model without a chat template', async () => {
    const { 'POST /tokenize': tokenize, ...others } = tokenizerScripts();
    const server = await scripted({
      ...others,
      'POST /tokenize': (reply, received, n) =>
        received.body.messages === undefined
          ? tokenize!(reply, received, n)
          : reply.json(errorBody('the tokenizer does not define a chat template'), 400),
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    expect((await policy.prepare(problem, neverAborted)).tokenIds).toEqual([
      beginOfText,
      ...idsOf(`${problem.text}\n\n`),
    ]);
  });

  it('fails with the name of a model that the server does not serve', async () => {
    const server = await scripted({
      'POST /tokenize': (reply) =>
        reply.json(
          { error: { message: 'The model `tiny` does not exist.', type: 'NotFoundError', param: 'model', code: 404 } },
          404,
        ),
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    await expect(policy.prepare(problem, neverAborted)).rejects.toMatchObject({
      kind: 'not-found',
      isRetryable: false,
      message: `The policy server “policy” at ${server.url} does not serve the model “tiny”: status 404, “The model \`tiny\` does not exist.” (POST /tokenize). Change policies[0].model in longthink.config.json to a model it serves.`,
    });
  });
});

describe('the request', () => {
  const oneStep: Script = (reply) => {
    reply.stream(chunk({ text: 'a\n\n', token_ids: [9], finish_reason: 'stop', stop_reason: '\n\n' }), done);
    reply.end();
  };

  it('holds ids of prompt and prefix, every sampling field, and the session', async () => {
    const { policy, server, context } = await policyOver(oneStep);
    const request = proposeRequest(prompt, {
      prefix: [
        { text: 'x\n\n', tokenIds: [10, 11] },
        { text: 'y', tokenIds: [12] },
      ],
      count: 3,
      topK: 20,
    });
    await collect(policy.propose({ ...request, count: 1 }, neverAborted));
    expect(server.received[0]).toMatchObject({ headers: { 'x-session-id': 'run-1', 'x-request-id': 'request-1' } });
    expect(server.received[0]?.headers.authorization).toBeUndefined();
    expect(server.received[0]?.body).toEqual({
      model: 'tiny',
      prompt: [1, 2, 3, 10, 11, 12],
      n: 1,
      max_tokens: 50,
      temperature: 0.8,
      top_p: 1,
      top_k: 20,
      min_p: 0,
      repetition_penalty: 1,
      seed: 7,
      stop: ['\n\n'],
      include_stop_str_in_output: true,
      skip_special_tokens: true,
      return_token_ids: true,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(context.limiters.of(policyAt(server.url)).inFlight).toBe(0);
  });

  it('is text without special tokens when an id is missing', async () => {
    const { policy, server } = await policyOver(oneStep);
    await collect(policy.propose(proposeRequest(prompt, { prefix: [{ text: 'x\n\n' }], stop: [] }), neverAborted));
    expect(server.received[0]?.body).toMatchObject({ prompt: '<p>x\n\n', add_special_tokens: false, top_k: -1 });
    expect(server.received[0]?.body).not.toHaveProperty('stop');
  });

  it('lets the server add its special tokens to a prompt that never was ids', async () => {
    const { policy, server } = await policyOver(oneStep);
    await collect(policy.propose(proposeRequest({ text: 'plain' }), neverAborted));
    expect(server.received[0]?.body).toMatchObject({ prompt: 'plain' });
    expect(server.received[0]?.body).not.toHaveProperty('add_special_tokens');
  });

  it.each([
    ['ids', { prefix: [{ text: 'x', tokenIds: [10] }] }, 6],
    ['text, counted by the server', { prefix: [{ text: 'xy' }] }, 10 - '<p>xy'.length],
    ['text that surely leaves room enough', { prefix: [{ text: 'xy' }], maxTokens: 3 }, 3],
  ])('caps max_tokens by the context: %s', async (_name, fields, expected) => {
    const { policy, server } = await policyOver(oneStep);
    await collect(policy.propose(proposeRequest({ ...prompt, maxModelLength: 10 }, fields), neverAborted));
    expect(server.received.at(-1)?.body.max_tokens).toBe(expected);
  });

  it('is cut off, and fails nothing, where earlier attempts fill the context', async () => {
    const overflow = "This model's maximum context length is 3 tokens. However, you requested 60 tokens.";
    const { policy } = await policyOver((reply) => reply.json(errorBody(overflow), 400));
    for (const own of [prompt, { text: '<p>' }])
      expect(
        (
          await collect(
            policy.propose(proposeRequest({ ...own, maxModelLength: 3 }, { showsAttempts: true }), neverAborted),
          )
        ).proposals,
      ).toEqual([{ type: 'finish', index: 0, finish: 'length' }]);
  });

  it('is not sent when the context is full: the path was cut off', async () => {
    const { policy, server } = await policyOver(oneStep);
    const full = proposeRequest(
      { ...prompt, maxModelLength: 4 },
      { prefix: [{ text: 'x', tokenIds: [10] }], count: 2 },
    );
    expect((await collect(policy.propose(full, neverAborted))).proposals).toEqual([
      { type: 'finish', index: 0, finish: 'length' },
      { type: 'finish', index: 1, finish: 'length' },
    ]);
    expect(server.received).toEqual([]);
    const tooLong = await collect(policy.propose(proposeRequest({ ...prompt, maxModelLength: 3 }), neverAborted));
    expect(tooLong.error).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('does not fit the model’s context of 3 tokens'),
    });
  });

  it('takes a full context that only the server knows of for the same', async () => {
    const { policy } = await policyOver((reply) =>
      reply.json(errorBody("This model's maximum context length is 8 tokens. However, you requested 59 tokens"), 400),
    );
    const { proposals, error } = await collect(
      policy.propose(proposeRequest({ text: '<p>' }, { prefix: [{ text: 'x' }] }), neverAborted),
    );
    expect([proposals, error]).toEqual([[{ type: 'finish', index: 0, finish: 'length' }], undefined]);
  });

  it('leaves out what a strict old server refuses, from then on', async () => {
    const { policy, server } = await policyOver((reply, received, n) => {
      if ('return_token_ids' in received.body)
        return reply.json(
          {
            object: 'error',
            message: "[{'type': 'extra_forbidden', 'msg': 'Extra inputs are not permitted'}]",
            type: 'BadRequestError',
            param: null,
            code: 400,
          },
          400,
        );
      return oneStep(reply, received, n);
    });
    for (const expected of [3, 4]) {
      const request = proposeRequest(prompt);
      expect((await collect(policy.propose(request, neverAborted))).error).toBeUndefined();
      expect(server.received.length).toBe(expected - 1);
    }
  });
});

describe('the stream', () => {
  const bodyOf = (reply: Reply, ...pieces: string[]) => {
    reply.stream(...pieces);
    reply.end();
  };

  it('interleaves choices, each with one finish, and tells the usage at the end', async () => {
    const { policy } = await policyOver((reply) =>
      bodyOf(
        reply,
        ': ping\n\n',
        chunk({ index: 1, text: '## Step', prompt_token_ids: [1, 2, 3], token_ids: [567, 15166] }),
        `data:${JSON.stringify({ choices: [{ index: 0, text: 'So', token_ids: [9], finish_reason: null }] })}\n\n`,
        chunk({ index: 1, text: ' 1\n\n', token_ids: [271], finish_reason: 'stop', stop_reason: '\n\n' }),
        chunk({ index: 0, text: '', token_ids: [128_009], finish_reason: 'stop', stop_reason: null }),
        usageChunk(3, 5, 2),
        done,
      ),
    );
    const request = proposeRequest(prompt, { count: 2 });
    expect((await collect(policy.propose(request, neverAborted))).proposals).toEqual([
      { type: 'text', index: 1, text: '## Step', tokens: 2, tokenIds: [567, 15166] },
      { type: 'text', index: 0, text: 'So', tokens: 1, tokenIds: [9] },
      { type: 'text', index: 1, text: ' 1\n\n', tokens: 1, tokenIds: [271] },
      { type: 'finish', index: 1, finish: 'step' },
      { type: 'text', index: 0, text: '', tokens: 1, tokenIds: [128_009] },
      { type: 'finish', index: 0, finish: 'eos' },
    ]);
    expect(request.notices).toEqual([
      {
        type: 'sent',
        url: expect.stringMatching(/\/v1\/completions$/),
        body: expect.not.objectContaining({ prompt: expect.anything() }),
      },
      { type: 'usage', promptTokens: 3, completionTokens: 5, cachedTokens: 2 },
    ]);
  });

  it.each([
    ['a kept stop string', { text: 'a\n\n', finish_reason: 'stop', stop_reason: '\n\n' }, 'a\n\n', 'step'],
    ['a removed stop string', { text: 'a', finish_reason: 'stop', stop_reason: '\n\n' }, 'a\n\n', 'step'],
    ['SGLang', { text: 'a', finish_reason: 'stop', stop_reason: undefined, matched_stop: '\n\n' }, 'a\n\n', 'step'],
    [
      'no stop_reason, text says step',
      { text: 'a\n\n', finish_reason: 'stop', stop_reason: undefined },
      'a\n\n',
      'step',
    ],
    ['TGI', { text: 'a\n\n', finish_reason: 'stop_sequence', stop_reason: undefined }, 'a\n\n', 'step'],
    ['TGI at the end', { text: 'a', finish_reason: 'eos_token', stop_reason: undefined }, 'a', 'eos'],
    ['the end token', { text: 'a', finish_reason: 'stop', stop_reason: null }, 'a', 'eos'],
    ['a further end token', { text: 'a', finish_reason: 'stop', stop_reason: 128_008 }, 'a', 'eos'],
    ['a limit', { text: 'a', finish_reason: 'length', stop_reason: null }, 'a', 'length'],
    ['an abort', { text: 'a', finish_reason: 'abort', stop_reason: null }, 'a', 'dropped'],
    ['repetition', { text: 'a', finish_reason: 'repetition', stop_reason: 'repetition_detected' }, 'a', 'dropped'],
  ])('tells finishes apart: %s', async (_name, choice, text, finish) => {
    const { policy } = await policyOver((reply) => bodyOf(reply, chunk(choice), done));
    const { proposals } = await collect(policy.propose(proposeRequest(prompt), neverAborted));
    expect(proposals.map((proposal) => (proposal.type === 'text' ? proposal.text : '')).join('')).toBe(text);
    expect(proposals.at(-1)).toEqual({ type: 'finish', index: 0, finish });
    expect(proposals.filter((proposal) => proposal.type === 'finish')).toHaveLength(1);
  });

  it('counts a token per event, and the given total, where there are no ids', async () => {
    const { policy } = await policyOver((reply) =>
      bodyOf(
        reply,
        chunk({ text: 'a' }),
        chunk({ text: 'bc' }),
        chunk({ text: '', finish_reason: 'length' }),
        usageChunk(3, 4),
        done,
      ),
    );
    const request = proposeRequest(prompt);
    const { proposals } = await collect(policy.propose(request, neverAborted));
    expect(
      proposals.map((proposal) =>
        proposal.type === 'text'
          ? [proposal.tokens, proposal.tokenIds]
          : proposal.type === 'finish'
            ? proposal.finish
            : proposal.text,
      ),
    ).toEqual([[1, undefined], [1, undefined], 'length']);
    expect(request.notices.at(-1)).toMatchObject({ type: 'usage', completionTokens: 4 });
  });

  it('takes the whole reply of a server that does not stream', async () => {
    const { policy } = await policyOver((reply) =>
      reply.json({
        choices: [0, 1].map((index) => ({ index, text: `${index}\n\n`, finish_reason: 'stop', stop_reason: '\n\n' })),
        usage: { prompt_tokens: 3, total_tokens: 9, completion_tokens: 6 },
      }),
    );
    const request = proposeRequest(prompt, { count: 2 });
    const { proposals, error } = await collect(policy.propose(request, neverAborted));
    expect([proposals.length, error]).toEqual([4, undefined]);
    expect(request.notices.at(-1)).toMatchObject({ completionTokens: 6 });
  });

  it('reads characters split between packets and [DONE] before a connection that stays open', async () => {
    const bytes = Buffer.from(chunk({ text: 'π', token_ids: [5], finish_reason: 'length' }));
    const cutAt = bytes.indexOf(0xcf) + 1;
    const { policy, clock } = await policyOver(async (reply) => {
      reply.stream();
      const write = reply.stream as unknown as (piece: Buffer) => void;
      write(bytes.subarray(0, cutAt));
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      write(bytes.subarray(cutAt));
      reply.stream(done);
    });
    const proposals = [];
    for await (const together of policy.propose(proposeRequest(prompt), neverAborted)) {
      proposals.push(...together);
      if (together.some(({ type }) => type === 'finish')) setImmediate(() => clock.advance(120_000));
    }
    expect(proposals).toEqual([
      { type: 'text', index: 0, text: 'π', tokens: 1, tokenIds: [5] },
      { type: 'finish', index: 0, finish: 'length' },
    ]);
  });
});

describe('a stream that goes wrong', () => {
  const begin = chunk({ text: 'so far', token_ids: [5] });
  const soFar = { type: 'text', index: 0, text: 'so far', tokens: 1, tokenIds: [5] };

  it.each([
    [
      'is cut',
      (reply: Reply) => {
        reply.stream(begin);
        setImmediate(() => reply.cut());
      },
      'cut',
      true,
    ],
    [
      'ends without a finish',
      (reply: Reply) => {
        reply.stream(begin);
        reply.end();
      },
      'cut',
      true,
    ],
    [
      'ends with [DONE] but no finish',
      (reply: Reply) => {
        reply.stream(begin, done);
        reply.end();
      },
      'cut',
      true,
    ],
    [
      'ends in half a line',
      (reply: Reply) => {
        reply.stream(begin, 'data: {"choices":[{"ind');
        reply.end();
      },
      'cut',
      true,
    ],
    [
      'holds an error',
      (reply: Reply) => {
        reply.stream(begin, event(errorBody('EngineCore died', 500, 'InternalServerError')), done);
        reply.end();
      },
      'server-error',
      true,
    ],
    [
      'holds an error without a code',
      (reply: Reply) => {
        reply.stream(begin, event({ error: 'out of memory' }), done);
        reply.end();
      },
      'server-error',
      true,
    ],
    [
      'is garbage',
      (reply: Reply) => {
        reply.stream(begin, 'data: {oops}\n\n');
        reply.end();
      },
      'bad-reply',
      false,
    ],
    [
      'has a choice too many',
      (reply: Reply) => {
        reply.stream(begin, chunk({ index: 1, text: 'x' }));
        reply.end();
      },
      'bad-reply',
      false,
    ],
    [
      'has a choice whose number is none',
      (reply: Reply) => {
        reply.stream(begin, event({ choices: [{ index: -1, text: 'x' }] }));
        reply.end();
      },
      'bad-reply',
      false,
    ],
  ])('keeps what came before: %s', async (_name, script, kind, isRetryable) => {
    const { policy, server } = await policyOver((reply) => script(reply));
    const request = proposeRequest(prompt);
    const { proposals, error } = await collect(policy.propose(request, neverAborted));
    expect(proposals).toEqual([soFar]);
    expect(error).toBeInstanceOf(BackendError);
    expect(error).toMatchObject({
      kind,
      isRetryable,
      server: 'policy',
      message: expect.stringContaining(`The policy server “policy” at ${server.url}`),
    });
    expect(server.received).toHaveLength(1);
    expect(request.notices.at(-1)).toMatchObject({ type: 'usage', promptTokens: 3, completionTokens: 1 });
  });

  it('gives up a choice that goes on far beyond its limit', async () => {
    const { policy, server } = await policyOver((reply) =>
      reply.stream(...Array.from({ length: 60 }, () => chunk({ text: 'x', token_ids: [1, 2, 3, 4] }))),
    );
    const { error } = await collect(policy.propose(proposeRequest(prompt, { count: 2 }), neverAborted));
    expect(error).toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('choice 0 goes on beyond the 50 tokens asked for') as unknown,
    });
    await server.received[0]?.isAborted;
  });

  it('gives up a silent server, which hears of it', async () => {
    const { policy, server, clock } = await policyOver((reply) => reply.stream(begin), { timeoutSeconds: 30 });
    const iterator = policy.propose(proposeRequest(prompt), neverAborted)[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual([soFar]);
    clock.advance(29_999);
    clock.advance(1);
    await expect(iterator.next()).rejects.toMatchObject({
      kind: 'timeout',
      isRetryable: true,
      message: `The policy server “policy” at ${server.url} sent nothing for 30 s (POST /v1/completions). It may be overloaded; look at its load, or raise policies[0].timeoutSeconds in longthink.config.json.`,
    });
    await server.received[0]?.isAborted;
  });

  it('is sent again while nothing has come, with a new request id', async () => {
    const { policy, server, clock } = await policyOver((reply, _received, n) => {
      if (n === 1) return reply.cut();
      if (n === 2) {
        reply.stream(': ping\n\n');
        return reply.end();
      }
      reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
      return reply.end();
    });
    const notices: unknown[] = [];
    const { error } = await collect(
      policy.propose({ ...proposeRequest(prompt), onNotice: endWaits(clock, notices) }, neverAborted),
    );
    expect(error).toBeUndefined();
    expect(server.received.map((received) => received.headers['x-request-id'])).toEqual([
      'request-1',
      'request-2',
      'request-3',
    ]);
    expect(notices).toMatchObject([
      { type: 'sent' },
      { type: 'retry', attempt: 2, delayMs: 625, reason: { kind: 'unreachable', server: 'policy' } },
      { type: 'retry', attempt: 3, delayMs: 1_250, reason: { kind: 'cut' } },
      { type: 'usage' },
    ]);
  });
});

describe('an abort', () => {
  it('stops the server and frees the limiter when the reader leaves', async () => {
    const { policy, server, context } = await policyOver((reply) => reply.stream(chunk({ text: 'a' })));
    for await (const proposals of policy.propose(proposeRequest(prompt), neverAborted)) {
      expect(proposals).toMatchObject([{ text: 'a' }]);
      expect(context.limiters.of(policyAt(server.url)).inFlight).toBe(1);
      break;
    }
    await server.received[0]?.isAborted;
    expect(context.limiters.of(policyAt(server.url)).inFlight).toBe(0);
  });

  it('ends with the reason of the signal, not with a failure of the server', async () => {
    const { policy, server } = await policyOver((reply) => reply.stream(chunk({ text: 'a' })));
    const controller = new AbortController();
    const iterator = policy.propose(proposeRequest(prompt), controller.signal)[Symbol.asyncIterator]();
    await iterator.next();
    const reason = new Error('cancelled by the user');
    controller.abort(reason);
    await expect(iterator.next()).rejects.toBe(reason);
    await server.received[0]?.isAborted;
  });
});

describe('what is to go first', () => {
  async function sent(owner: string, priority: 'interactive' | 'experiment', completions?: Script) {
    const server = await scripted({
      ...tokenizerScripts(),
      'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny', owned_by: owner, max_model_len: 1_000 }] }),
      'POST /v1/completions':
        completions ??
        ((reply) => {
          reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
          reply.end();
        }),
    });
    const { context } = testContext();
    const backend = await resolveModel(policyAt(server.url), context, neverAborted);
    const policy = createPolicy(backend, context, priority);
    for (let i = 0; i < 2; i++) await collect(policy.propose(proposeRequest(prompt), neverAborted));
    return server.received.filter(({ path }) => path === '/v1/completions').map(({ body }) => body.priority);
  }

  it('is told to vLLM of experiments, which wait, and of nobody else', async () => {
    expect(await sent('vllm', 'experiment')).toEqual([10, 10]);
    expect(await sent('vllm', 'interactive')).toEqual([undefined, undefined]);
    expect(await sent('somebody', 'experiment')).toEqual([undefined, undefined]);
  });

  it('is told once to one that has no order of its own', async () => {
    const refusing: Script = (reply, { body }) => {
      if ('priority' in body)
        return reply.json(errorBody('Got priority 10 but Priority scheduling is not enabled.'), 400);
      reply.stream(chunk({ text: 'a', finish_reason: 'length' }), done);
      return reply.end();
    };
    expect(await sent('vllm', 'experiment', refusing)).toEqual([10, undefined, undefined]);
  });
});
