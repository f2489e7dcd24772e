/** Texts that come in one reply, against scripted servers in vLLM's words. */
import { describe, expect, it } from 'vitest';
import type { Proposal } from '@/lib/search';
import { createPolicy } from '../index';
import type { Script } from '../testing/scripted-server';
import { collect, neverAborted, policyAt, proposeRequest, scripted, testContext } from '../testing/setup';
import { chunk, completion, done, idsOf, tokenizerScripts, usageChunk } from '../testing/vllm-replies';

const prompt = { text: 'p', tokenIds: [1], maxModelLength: 1_000 };
const atOnce = { separator: '\n\n' };
const solution = 'One.\n\nTwo.\n\nThree.';

/** One token a character. */
const whole = (text: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  text,
  finish_reason: 'stop',
  token_ids: idsOf(text),
  ...fields,
});

/** The same text, however it is asked for; `inOneReply` where that is not a stream. */
const writes =
  (text: string, inOneReply: Script): Script =>
  (reply, asked, n) => {
    if (asked.body.stream !== true) return inOneReply(reply, asked, n);
    const ids = idsOf(text);
    const pieces = Array.from(text, (character, i) =>
      chunk({ text: character, token_ids: [ids[i]], finish_reason: i === text.length - 1 ? 'stop' : null }),
    );
    reply.stream(...pieces, usageChunk(1, text.length), done);
    reply.end();
  };

async function policyOver(completions: Script, scripts: Readonly<Record<string, Script>> = tokenizerScripts()) {
  const server = await scripted({ ...scripts, 'POST /v1/completions': completions });
  const { context, clock } = testContext();
  const policy = createPolicy(policyAt(server.url), context, 'experiment');
  const asked = () => server.received.filter(({ path }) => path === '/v1/completions').map(({ body }) => body);
  return { server, context, clock, policy, asked };
}

function piecesOf(proposals: readonly Proposal[], index = 0): readonly unknown[] {
  return proposals
    .filter((proposal) => proposal.index === index)
    .map((proposal) =>
      proposal.type === 'text'
        ? [proposal.text, proposal.tokens, proposal.tokenIds]
        : (proposal as { finish: string }).finish,
    );
}

const steps = ['One.\n\n', 'Two.\n\n', 'Three.'].map((text) => [text, text.length, idsOf(text)]);

describe('texts that may come at once', () => {
  it('come in one reply, each token with its step, from a server that tells its ids so', async () => {
    const { policy, asked } = await policyOver(
      writes(solution, (reply) => reply.json(completion([whole(solution)], { completion_tokens: solution.length }))),
    );
    const request = proposeRequest(prompt, { stop: [], maxTokens: 100, atOnce });
    const { proposals } = await collect(policy.propose(request, neverAborted));
    expect(piecesOf(proposals)).toEqual([...steps, 'eos']);
    const [tried, sent, ...others] = asked();
    expect(tried).toMatchObject({ max_tokens: 3, return_token_ids: true });
    expect(sent).toMatchObject({ stream: false, return_token_ids: true, prompt: [1] });
    expect(sent).not.toHaveProperty('stream_options');
    expect(others).toEqual([]);
    expect(request.notices).toMatchObject([
      { type: 'sent', body: { stream: false } },
      { type: 'usage', completionTokens: solution.length },
    ]);
  });

  it('are asked for one by one where they are whole solutions, and together where they are steps', async () => {
    const { policy, asked } = await policyOver(
      writes('a\n\n', (reply, { body }) =>
        reply.json(
          completion(Array.from({ length: Number(body.n ?? 1) }, () => whole('a\n\n', { stop_reason: '\n\n' }))),
        ),
      ),
    );
    await collect(policy.propose(proposeRequest(prompt, { stop: [], count: 3, seed: 5, atOnce }), neverAborted));
    await collect(policy.propose(proposeRequest(prompt, { count: 3, seed: 9, atOnce }), neverAborted));
    const [, ...sent] = asked();
    expect(sent.map(({ n, seed, stream }) => [n, seed, stream])).toEqual([
      [1, 5, false],
      [1, 6, false],
      [1, 7, false],
      [3, 9, false],
    ]);
  });

  it.each<readonly [string, Script]>([
    ['tells no ids in one reply', (reply) => reply.json(completion([whole(solution, { token_ids: null })]))],
    ['does not know how', (reply) => reply.json({ error: { message: 'stream must be true' } }, 400)],
  ])('come as a stream where the server %s', async (_, inOneReply) => {
    const { policy, asked } = await policyOver(writes(solution, inOneReply));
    const { proposals } = await collect(
      policy.propose(proposeRequest(prompt, { stop: [], maxTokens: 100, atOnce }), neverAborted),
    );
    expect(piecesOf(proposals)).toHaveLength(solution.length + 1);
    expect(asked().at(-1)).toMatchObject({ stream: true });
  });

  it('come as one stream from a model whose prompt opens a thought', async () => {
    const { policy, asked } = await policyOver(
      writes('done</think>42', (reply) => reply.json(completion([whole('42')]))),
    );
    const thinking = { ...prompt, text: '<p><think>\n' };
    await collect(policy.propose(proposeRequest(thinking, { stop: [], count: 3, atOnce }), neverAborted));
    expect(asked()[0]).toMatchObject({ n: 3, stream: true });
  });

  it('come as a stream where they might take nearly as long as a silence that means the end of a server', async () => {
    const { policy, asked } = await policyOver(writes(solution, (reply) => reply.json(completion([whole(solution)]))));
    const roomy = { ...prompt, maxModelLength: 100_000 };
    await collect(policy.propose(proposeRequest(roomy, { stop: [], maxTokens: 8_000, atOnce }), neverAborted));
    expect(asked()).toMatchObject([{ stream: true }]);
  });

  it('come as a stream from a server that is seen to be slow, and at once when it is quick again', async () => {
    const long = 'x'.repeat(80);
    let ms = 80 * 100;
    const { policy, asked, clock } = await policyOver((reply, received, n) => {
      if (received.body.max_tokens !== 3) clock.advance(ms);
      return writes(long, (whole_) => whole_.json(completion([whole(long)])))(reply, received, n);
    });
    const roomy = { ...prompt, maxModelLength: 10_000 };
    const ask = async () => {
      await collect(policy.propose(proposeRequest(roomy, { stop: [], maxTokens: 2_000, atOnce }), neverAborted));
      return asked().at(-1)!.stream === true;
    };
    expect([await ask(), await ask()]).toEqual([false, true]);
    ms = 0;
    expect([await ask(), await ask(), await ask()]).toEqual([true, true, false]);
  });

  it('stay what they are where a short one had to wait', async () => {
    const { policy, asked, clock } = await policyOver((reply, received, n) => {
      if (received.body.max_tokens !== 3) clock.advance(5_000);
      return writes('a\n\n', (whole_) => whole_.json(completion([whole('a\n\n', { stop_reason: '\n\n' })])))(
        reply,
        received,
        n,
      );
    });
    for (let step = 0; step < 3; step++)
      await collect(policy.propose(proposeRequest(prompt, { maxTokens: 100, atOnce }), neverAborted));
    expect(asked().map(({ stream }) => stream === true)).toEqual([false, false, false, false]);
  });

  it('are asked for as a stream when one was not over in time, and so are all that follow', async () => {
    const isOut: Script = (reply, { body }) =>
      body.max_tokens === 3 ? reply.json(completion([whole('abc')])) : reply.json({ detail: 'Gateway Timeout' }, 504);
    const { policy, asked } = await policyOver(writes(solution, isOut));
    const request = () => proposeRequest(prompt, { stop: [], maxTokens: 100, atOnce });
    const first = request();
    const { proposals, error } = await collect(policy.propose(first, neverAborted));
    expect(error).toBeUndefined();
    expect(piecesOf(proposals)).toHaveLength(solution.length + 1);
    expect(first.notices.filter(({ type }) => type === 'retry')).toHaveLength(1);
    await collect(policy.propose(request(), neverAborted));
    expect(asked().map(({ stream }) => stream === true)).toEqual([false, false, true, true]);
  });

  it('keep all their tokens where nobody tells what each of them says, and the next ones come as a stream', async () => {
    const { 'POST /tokenize': tokenize } = tokenizerScripts();
    const { policy, asked } = await policyOver(
      writes(solution, (reply) => reply.json(completion([whole(solution)]))),
      { 'POST /tokenize': tokenize! },
    );
    const request = () => proposeRequest(prompt, { stop: [], maxTokens: 100, atOnce });
    const { proposals } = await collect(policy.propose(request(), neverAborted));
    expect(piecesOf(proposals)).toEqual([[solution, solution.length, idsOf(solution)], 'eos']);
    await collect(policy.propose(request(), neverAborted));
    expect(asked().at(-1)).toMatchObject({ stream: true });
  });

  it('each token is asked for once, whoever stopped waiting for it', async () => {
    const { policy, server } = await policyOver(writes(solution, (reply) => reply.json(completion([whole(solution)]))));
    const request = () => proposeRequest(prompt, { stop: [], maxTokens: 100, atOnce });
    const leave = new AbortController();
    const left = collect(policy.propose(request(), leave.signal));
    const stayed = collect(policy.propose(request(), neverAborted));
    await expect.poll(() => server.received.some(({ path }) => path === '/detokenize')).toBe(true);
    leave.abort(new Error('gone'));
    await left;
    expect(piecesOf((await stayed).proposals)).toEqual([...steps, 'eos']);
    const before = server.received.filter(({ path }) => path === '/detokenize').length;
    await collect(policy.propose(request(), neverAborted));
    expect(server.received.filter(({ path }) => path === '/detokenize')).toHaveLength(before);
  });
});
