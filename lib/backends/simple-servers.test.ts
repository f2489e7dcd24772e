/** Servers that do less than vLLM: one continuation a request, stop strings of which nothing is told. */
import { describe, expect, it } from 'vitest';
import type { Proposal, ProposeRequest } from '@/lib/search';
import { createPolicy, probeBackend } from './index';
import type { Reply, Script } from './testing/scripted-server';
import { collect, neverAborted, policyAt, proposeRequest, scripted, testContext } from './testing/setup';
import { chunk, completion, done, errorBody, usageChunk } from './testing/vllm-replies';

type Fields = Readonly<Record<string, unknown>>;

/** One choice in llama-server's manner: no word about what stopped it. */
function piece(text: string, finish: string | null = null): string {
  return chunk({ text, finish_reason: finish, stop_reason: undefined });
}

function end(reply: Reply, ...pieces: readonly string[]): void {
  reply.stream(...pieces, done);
  reply.end();
}

async function policyOver(completions: Script) {
  const server = await scripted({ 'POST /v1/completions': completions });
  const { context } = testContext();
  return { server, context, policy: createPolicy(policyAt(server.url), context, 'interactive') };
}

/** Text and end of each continuation. */
function writtenOf(proposals: readonly Proposal[], count: number): readonly (readonly [string, string])[] {
  return Array.from({ length: count }, (_, index) => {
    const own = proposals.filter((proposal) => proposal.index === index);
    expect(own.filter(({ type }) => type === 'finish')).toHaveLength(1);
    const last = own.at(-1)!;
    return [
      own.map((proposal) => (proposal.type === 'text' ? proposal.text : '')).join(''),
      last.type === 'finish' ? last.finish : 'open',
    ];
  });
}

const request = (fields: Partial<ProposeRequest> = {}) => proposeRequest({ text: 'p' }, fields);

/** Says “one”, a blank line, “two” and ends; leaves out what it is told to stop at, like llama-server. */
const hiding: Script = async (reply, { body, isAborted }) => {
  const rest = 'one\n\ntwo'.slice(String(body.prompt).length - 1);
  const at = body.stop === undefined ? -1 : rest.indexOf((body.stop as string[])[0]!);
  if (at >= 0) return end(reply, piece(rest.slice(0, at)), piece('', 'stop'), usageChunk(1, 1));
  for (const letter of rest) reply.stream(piece(letter));
  if (rest.includes('\n\n')) return await isAborted;
  end(reply, piece('', 'stop'), usageChunk(1, rest.length));
};

describe('a server that hides its stops', () => {
  it('is asked on from the text once, and from then on cut here', async () => {
    const { policy, server } = await policyOver(hiding);
    const first = request();
    expect(writtenOf((await collect(policy.propose(first, neverAborted))).proposals, 1)).toEqual([['one\n\n', 'step']]);
    expect(server.received.map(({ body }) => [body.prompt, body.stop])).toEqual([
      ['p', ['\n\n']],
      ['pone', undefined],
    ]);
    expect(first.notices.map(({ type }) => type)).toEqual(['sent', 'habit', 'usage']);
    await server.received[1]!.isAborted;
    const again = await collect(policy.propose(request({ count: 2 }), neverAborted));
    expect(writtenOf(again.proposals, 2)).toEqual([
      ['one\n\n', 'step'],
      ['one\n\n', 'step'],
    ]);
    expect(
      server.received
        .slice(2)
        .map(({ body }) => [body.n, body.seed, body.stop])
        .toSorted(([, one], [, other]) => Number(one) - Number(other)),
    ).toEqual([
      [1, 7, undefined],
      [1, 8, undefined],
    ]);
  });

  it('ends a solution where the model does', async () => {
    const { policy } = await policyOver(hiding);
    const { proposals } = await collect(policy.propose(request({ prefix: [{ text: 'one\n\n' }] }), neverAborted));
    expect(writtenOf(proposals, 1)).toEqual([['two', 'eos']]);
  });

  it('writes several at once where nothing is to stop it', async () => {
    const { policy, server } = await policyOver((reply, received, n) => {
      if (received.body.n === 1) return hiding(reply, received, n);
      end(
        reply,
        ...[0, 1].map((index) => chunk({ index, text: 'whole', finish_reason: 'stop', stop_reason: undefined })),
        usageChunk(1, 2),
      );
    });
    await collect(policy.propose(request(), neverAborted));
    const { proposals } = await collect(policy.propose(request({ count: 2, stop: [] }), neverAborted));
    expect(writtenOf(proposals, 2)).toEqual([
      ['whole', 'eos'],
      ['whole', 'eos'],
    ]);
    expect(server.received.at(-1)!.body).toMatchObject({ n: 2 });
  });

  it('is known beforehand when it was probed', async () => {
    const server = await scripted({
      'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny' }] }),
      'POST /v1/completions': (reply, received, n) => {
        if (received.body.stream === true && received.body.n !== 2) return hiding(reply, received, n);
        const text = received.body.stop === undefined ? 'ab' : '';
        return reply.json(
          completion(
            Array.from({ length: Number(received.body.n ?? 1) }, () => ({
              text,
              finish_reason: 'stop',
              stop_reason: undefined,
            })),
          ),
        );
      },
    });
    const { context } = testContext();
    expect((await probeBackend(policyAt(server.url), context, neverAborted)).capabilities).toMatchObject({
      n: true,
      stopTold: false,
      stopKept: false,
    });
    const before = server.received.length;
    await collect(createPolicy(policyAt(server.url), context, 'interactive').propose(request(), neverAborted));
    expect(server.received.slice(before).map(({ body }) => body.stop)).toEqual([undefined]);
  });
});

describe('a server that writes one', () => {
  const one = (reply: Reply, { seed }: Fields): void =>
    end(reply, chunk({ text: `s${String(seed)}\n\n`, finish_reason: 'stop', stop_reason: '\n\n' }), usageChunk(3, 2));
  const expected = ['s7\n\n', 's8\n\n', 's9\n\n'].map((text) => [text, 'step']);

  it('is asked for the others one by one, with the seeds they would have had', async () => {
    const { policy, server } = await policyOver((reply, { body }) => one(reply, body));
    const three = request({ count: 3 });
    expect(writtenOf((await collect(policy.propose(three, neverAborted))).proposals, 3)).toEqual(expected);
    expect(three.notices.map((notice) => (notice.type === 'usage' ? notice : notice.type))).toEqual([
      'sent',
      'habit',
      { type: 'usage', promptTokens: 9, completionTokens: 6, cachedTokens: undefined },
    ]);
    await collect(policy.propose(request({ count: 2 }), neverAborted));
    expect(server.received.map(({ body }) => body.n)).toEqual([3, 1, 1, 1, 1]);
  });

  it.each([
    ['old llama-server', 400, 'Only one completion choice is allowed'],
    ['llama-server with few slots', 400, 'n_cmpl cannot be greater than the number of slots, please increase -np'],
    ['newer llama-server with few slots', 400, "Field 'n': Value must be between 1 <= value <= 2, but got 3"],
  ])('may also refuse: %s', async (_name, status, words) => {
    const { policy, server } = await policyOver((reply, { body }) =>
      body.n === 1 ? one(reply, body) : reply.json(errorBody(words, status), status),
    );
    expect(writtenOf((await collect(policy.propose(request({ count: 3 }), neverAborted))).proposals, 3)).toEqual(
      expected,
    );
    expect(server.received.map(({ body }) => body.n)).toEqual([3, 1, 1, 1]);
  });

  it('is not taken for one when its stream breaks off', async () => {
    const { policy } = await policyOver((reply) => {
      reply.stream(chunk({ text: 'a\n\n', finish_reason: 'stop', stop_reason: '\n\n' }));
      reply.end();
    });
    expect((await collect(policy.propose(request({ count: 2 }), neverAborted))).error).toMatchObject({ kind: 'cut' });
  });
});

describe('a server that counts top-k from 0', () => {
  it('is told so once, and again never in the wrong way', async () => {
    const { policy, server } = await policyOver((reply, { body }) => {
      if (body.top_k === -1)
        return reply.json(
          errorBody(
            "1 validation error: {'loc': ('body', 'top_k'), 'msg': 'Input should be greater than or equal to 0'}",
            500,
          ),
          500,
        );
      end(reply, chunk({ text: 'a', finish_reason: 'length' }));
    });
    for (let i = 0; i < 2; i++) expect((await collect(policy.propose(request(), neverAborted))).error).toBeUndefined();
    expect((await collect(policy.propose(request({ topK: 5 }), neverAborted))).error).toBeUndefined();
    expect(server.received.map(({ body }) => body.top_k)).toEqual([-1, 0, 0, 5]);
  });
});

describe('a server without our tokenizer', () => {
  it('applies its own template where it can, and says how long its context is', async () => {
    const server = await scripted({
      'POST /tokenize': (reply) => reply.json({ tokens: [] }),
      'POST /apply-template': (reply, { body }) =>
        reply.json({ prompt: `<user>${(body.messages as { content: string }[])[0]!.content}<assistant>` }),
      'GET /v1/models': (reply) => reply.json({ data: [{ id: 'tiny', meta: { n_ctx: 512 } }] }),
    });
    const policy = createPolicy(policyAt(server.url), testContext().context, 'interactive');
    expect(await policy.prepare({ text: 'x' }, neverAborted)).toEqual({
      text: '<user>x<assistant>',
      maxModelLength: 512,
    });
  });
});
