/** The verifiers against scripted replies in vLLM's shapes. */
import { describe, expect, it } from 'vitest';
import type { CallNotice, ScoreRequest, Told } from '@/lib/search';
import { createVerifier, probeBackend, readBackends } from '../index';
import type { Script } from '../testing/scripted-server';
import { neverAborted, problem, scripted, testContext, verifierAt } from '../testing/setup';
import {
  beginOfAssistant,
  beginOfText,
  beginOfUser,
  completion,
  idsOf,
  tokenizerScripts,
} from '../testing/vllm-replies';

const plus = '+'.charCodeAt(0);
const minus = '-'.charCodeAt(0);

async function verifierOver(kind: string, completions: Script) {
  const server = await scripted({ ...tokenizerScripts(), 'POST /v1/completions': completions });
  return { server, verifier: createVerifier(verifierAt(server.url, kind), testContext().context, 'interactive') };
}
function request(
  paths: readonly (readonly [steps: readonly string[], from: number])[],
): ScoreRequest & { readonly notices: CallNotice[]; readonly told: [step: number, told: readonly Told[]][] } {
  const notices: CallNotice[] = [];
  const told: [number, readonly Told[]][] = [];
  return {
    told,
    onTold: (_, step, tokens) => told.push([step, tokens]),
    problem,
    prompt: { text: 'P' },
    session: 's',
    notices,
    onNotice: (notice) => notices.push(notice),
    paths: paths.map(([steps, from]) => ({ steps: steps.map((text) => ({ text })), from })),
  };
}
const judged = (logprobs: Record<string, number>) => ({
  logprobs: { tokens: ['+'], token_logprobs: [-0.1], text_offset: [0], top_logprobs: [logprobs] },
});

describe('a server that is slow', () => {
  /** A second for each solution; what takes longer than `limit` seconds of silence never comes. */
  async function slow(limit: number) {
    const { context, clock } = testContext();
    const sizes: number[] = [];
    const server = await scripted({
      'POST /score': (reply, { body }) => {
        const solutions = body.steps as readonly string[][];
        sizes.push(solutions.length);
        setImmediate(() => {
          clock.advance(Math.min(solutions.length, limit) * 1_000);
          if (solutions.length < limit) reply.json({ scores: solutions.map((steps) => steps.map(() => 0.5)) });
        });
      },
    });
    const backend = verifierAt(server.url, 'score-api', { timeoutSeconds: limit });
    return { sizes, verifier: createVerifier(backend, context, 'interactive') };
  }
  const many = (count: number) => request(Array.from({ length: count }, () => [['a'], 0] as const));

  it('is asked for half as much at once, and from then on for as much as it manages', async () => {
    const { verifier, sizes } = await slow(20);
    expect(await verifier.score(many(32), neverAborted)).toHaveLength(32);
    expect(sizes).toEqual([32, 16, 16]);
    await verifier.score(many(32), neverAborted);
    expect(sizes.slice(3)).toEqual([10, 10, 10, 2]);
  });
  it('fails when one alone is too much for it', async () => {
    const { verifier } = await slow(1);
    await expect(verifier.score(many(2), neverAborted)).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('a path that the server cannot read', () => {
  const words = 'This model’s maximum context length is 12 tokens. However, your request has 31 input tokens.';
  /** Solutions as `answer` has them scored, or refused with status and words, or failed for good. */
  async function over(answer: (solutions: readonly (readonly string[])[]) => unknown) {
    const server = await scripted({
      'POST /score': (reply, { body }) => {
        const found = answer(body.steps as readonly string[][]);
        if (typeof found === 'object' && found !== null && 'status' in found)
          return reply.json({ error: { message: (found as { text?: string }).text } }, Number(found.status), {
            'retry-after': '0',
          });
        reply.text(JSON.stringify({ scores: found }).replaceAll('null', 'NaN'));
      },
    });
    const { context } = testContext();
    const verifier = createVerifier(verifierAt(server.url, 'score-api'), context, 'interactive');
    return { server, verifier };
  }
  const half = (solutions: readonly (readonly string[])[]) => solutions.map((steps) => steps.map(() => 0.5));
  const isLong = (solutions: readonly (readonly string[])[]) => solutions.flat().includes('long');
  const five = request(['a', 'b', 'long', 'c', 'd'].map((text) => [[text], 0] as const));
  const fourOf = (third: unknown) => [[0.5], [0.5], [third], [0.5], [0.5]];

  it.each([
    ['too long', 400, words, 'too-long'],
    ['too large', 413, 'Payload too large', 'too-long'],
    ['refused for another reason', 422, 'unreadable input', 'refused'],
    ['what the server fails over', 500, 'CUDA out of memory', 'refused'],
  ])('%s is found among the others, which are scored', async (_, status, text, reason) => {
    const { verifier } = await over((solutions) => (isLong(solutions) ? { status, text } : half(solutions)));
    expect(await verifier.score(five, neverAborted)).toEqual(
      fourOf({ reason, message: expect.stringContaining(text) }),
    );
  });

  it.each([
    [
      'NaN, which is not JSON',
      (solutions: readonly (readonly string[])[]) => solutions.map(([text]) => [text === 'long' ? null : 0.5]),
    ],
    [
      'a score too few',
      (solutions: readonly (readonly string[])[]) => solutions.map(([text]) => (text === 'long' ? [] : [0.5])),
    ],
  ])('%s is told of the one solution', async (_, answer) => {
    const { verifier } = await over(answer);
    expect(await verifier.score(five, neverAborted)).toEqual(
      fourOf({ reason: 'refused', message: expect.stringMatching(/NaN|0 scores for 1 steps/) }),
    );
  });

  it('is too long also when it comes alone, before anything was ever scored', async () => {
    const { verifier } = await over(() => ({ status: 400, text: words }));
    expect(await verifier.score(request([[['long'], 0]]), neverAborted)).toMatchObject([[{ reason: 'too-long' }]]);
  });

  it('is refused alone once others were scored; a server that fails alone has failed', async () => {
    let status = 422;
    const { verifier } = await over((solutions) => (isLong(solutions) ? { status, text: 'no' } : half(solutions)));
    const alone = request([[['long'], 0]]);
    await expect(verifier.score(alone, neverAborted)).rejects.toThrow(/rejected the request/);
    expect(await verifier.score(request([[['a'], 0]]), neverAborted)).toEqual([[0.5]]);
    expect(await verifier.score(alone, neverAborted)).toMatchObject([[{ reason: 'refused' }]]);
    status = 500;
    await expect(verifier.score(alone, neverAborted)).rejects.toThrow(/failed: status 500/);
  });

  it('a server that refuses all of them has failed, and is not asked about each', async () => {
    const { verifier, server } = await over(() => ({ status: 400, text: 'unknown field question' }));
    const many = request(Array.from({ length: 64 }, (_, i) => [[`step ${i}`], 0] as const));
    await expect(verifier.score(many, neverAborted)).rejects.toThrow(/unknown field question/);
    // Each try twice, because of the field that it may not know.
    expect(server.received.length).toBeLessThanOrEqual(16);
  });
});

it('a batch that a server calls too large is halved', async () => {
  const server = await scripted({
    'POST /score': (reply, { body }) => {
      const solutions = body.steps as readonly string[][];
      if (solutions.length > 8)
        return reply.json({ error: { message: 'batch size 32 > maximum allowed batch size 8' } }, 422);
      reply.json({ scores: solutions.map((steps) => steps.map(() => 0.5)) });
    },
  });
  const verifier = createVerifier(verifierAt(server.url, 'score-api'), testContext().context, 'interactive');
  const scores = await verifier.score(request(Array.from({ length: 32 }, () => [['a'], 0] as const)), neverAborted);
  expect(scores).toHaveLength(32);
});

it.each([504, 524, 408])(
  'a batch over which a gateway gives up (%i) is halved, and no batch is sent twice',
  async (status) => {
    const sizes: number[] = [];
    const server = await scripted({
      'POST /score': (reply, { body }) => {
        const solutions = body.steps as readonly string[][];
        sizes.push(solutions.length);
        if (solutions.length > 8) return reply.text('<html>Gateway time-out</html>', status);
        reply.json({ scores: solutions.map((steps) => steps.map(() => 0.5)) });
      },
    });
    const verifier = createVerifier(verifierAt(server.url, 'score-api'), testContext().context, 'interactive');
    const scores = await verifier.score(request(Array.from({ length: 32 }, () => [['a'], 0] as const)), neverAborted);
    expect(scores).toHaveLength(32);
    expect(sizes.filter((size) => size > 8)).toEqual([32, 16, 16]);
  },
);

describe('an RLHFlow PRM', () => {
  it('is asked for one token after each new step, with every earlier turn answered “+”', async () => {
    const { verifier, server } = await verifierOver('rlhflow-prm', (reply, { body }) => {
      reply.json(
        completion(
          (body.prompt as number[][]).map(() =>
            judged({ [`token_id:${plus}`]: Math.log(0.8), [`token_id:${minus}`]: Math.log(0.2) }),
          ),
        ),
      );
    });
    const asked = request([[['one\n\n', 'two\n\n', 'three\n\n'], 1]]);
    const [scores] = await verifier.score(asked, neverAborted);
    expect(scores!.map((score) => Number(Number(score).toFixed(6)))).toEqual([0.8, 0.8]);
    const answers = [
      { token: '+', logprob: Math.log(0.8) },
      { token: '-', logprob: Math.log(0.2) },
    ];
    expect(asked.told).toEqual([
      [1, answers],
      [2, answers],
    ]);
    const { body } = server.received.find(({ path }) => path === '/v1/completions')!;
    const turn = (role: number, text: string) => [role, ...idsOf(text)];
    const first = [beginOfText, ...turn(beginOfUser, `${problem.text} one`)];
    expect(body.prompt).toEqual([
      [...first, ...turn(beginOfAssistant, '+'), ...turn(beginOfUser, 'two'), beginOfAssistant],
      [
        ...first,
        ...turn(beginOfAssistant, '+'),
        ...turn(beginOfUser, 'two'),
        ...turn(beginOfAssistant, '+'),
        ...turn(beginOfUser, 'three'),
        beginOfAssistant,
      ],
    ]);
    expect(body).toMatchObject({
      max_tokens: 1,
      temperature: 0,
      allowed_token_ids: [plus, minus],
      return_tokens_as_token_ids: true,
    });
    expect(asked.notices.map(({ type }) => type)).toEqual(['sent', 'usage']);
    expect(JSON.stringify(asked.notices)).not.toContain('"prompt"');
  });

  it('nothing new is no call', async () => {
    const { verifier, server } = await verifierOver('rlhflow-prm', (reply) => reply.json(completion([])));
    expect(
      await verifier.score(
        request([
          [['one'], 1],
          [[], 0],
        ]),
        neverAborted,
      ),
    ).toEqual([[], []]);
    expect(server.received).toEqual([]);
  });

  it.each([
    [
      'as ids, whatever their text',
      { [`token_id:${plus}`]: Math.log(0.8), [`token_id:${minus}`]: Math.log(0.2), '-': -0.1 },
    ],
    ['as text, by servers that list no ids', { '+': Math.log(0.4), ' -': Math.log(0.1), x: -0.1, '\u2581+': -9 }],
  ])('reads the answers %s', async (_, logprobs) => {
    const { verifier } = await verifierOver('rlhflow-prm', (reply) => reply.json(completion([judged(logprobs)])));
    const [scores] = await verifier.score(request([[['one'], 0]]), neverAborted);
    expect(scores![0]).toBeCloseTo(0.8, 6);
  });

  it.each([
    ['the partner far behind', { [`token_id:${plus}`]: -0.01 }, 1],
    ['only “-”', { [`token_id:${minus}`]: -0.01 }, 0],
  ])('%s counts as certain', async (_, logprobs, score) => {
    const { verifier } = await verifierOver('rlhflow-prm', (reply) => reply.json(completion([judged(logprobs)])));
    expect(await verifier.score(request([[['one'], 0]]), neverAborted)).toEqual([[score]]);
  });

  it.each([
    [
      'two answers that are impossible',
      () => completion([judged({ [`token_id:${plus}`]: -9_999, [`token_id:${minus}`]: -9_999 })]),
      /takes both “\+” and “-” for impossible/,
    ],
    ['neither answer', () => completion([judged({ 'token_id:1': -1 })]), /log-probability of neither “\+” nor “-”/],
    ['too few results', () => completion([]), /0 results for 1 prompts/],
    ['an index twice', () => completion([judged({}), { ...judged({}), index: 0 }]), /results for 1 prompts/],
  ])('%s is a failure in words', async (_, body, words) => {
    const { verifier } = await verifierOver('rlhflow-prm', (reply) => reply.json(body()));
    await expect(verifier.score(request([[['one'], 0]]), neverAborted)).rejects.toMatchObject({
      name: 'BackendError',
      kind: 'bad-reply',
      isRetryable: false,
      message: expect.stringMatching(words) as unknown,
    });
  });

  it('many steps go in batches, and come back in their order', async () => {
    const { verifier, server } = await verifierOver('rlhflow-prm', (reply, { body }) => {
      const prompts = body.prompt as number[][];
      const choices = prompts.map((prompt) =>
        judged({
          [`token_id:${plus}`]: Math.log((prompt.at(-2)! - 48) / 10),
          [`token_id:${minus}`]: Math.log(1 - (prompt.at(-2)! - 48) / 10),
        }),
      );
      reply.json({
        ...(completion(choices) as object),
        choices: (completion(choices) as { choices: object[] }).choices.toReversed(),
      });
    });
    const digits = Array.from({ length: 150 }, (_, i) => String(1 + (i % 9)));
    const scores = await verifier.score(request(digits.map((digit) => [[`step ${digit}`], 0])), neverAborted);
    expect(scores.map(([score]) => Math.round(Number(score) * 10))).toEqual(digits.map(Number));
    expect(
      server.received
        .filter(({ path }) => path === '/v1/completions')
        .map(({ body }) => (body.prompt as unknown[]).length),
    ).toEqual([64, 64, 22]);
  });
});

describe('the likelihood of a step', () => {
  /** Every token has probability one half. */
  const halves: Script = (reply, { body }) =>
    reply.json(
      completion(
        (body.prompt as number[][]).map((ids) => ({
          prompt_logprobs: ids.map((id, i) =>
            i === 0 ? null : { [String(id)]: { logprob: Math.log(0.5), rank: 1, decoded_token: '?' } },
          ),
        })),
      ),
    );

  it('is the product over its own tokens, not over the steps before it', async () => {
    const { verifier } = await verifierOver('likelihood', halves);
    expect(verifier.ref).toMatchObject({ kind: 'likelihood', recommendedAggregation: 'prod' });
    const scores = await verifier.score(
      request([
        [['ab', 'c'], 0],
        [['ab', 'cde'], 1],
        [['x', ''], 1],
      ]),
      neverAborted,
    );
    expect(scores.map((path) => path.map((score) => Number(Number(score).toFixed(6))))).toEqual([
      [0.25, 0.5],
      [0.125],
      [1],
    ]);
  });

  it('tells the least likely tokens of each step', async () => {
    const { verifier } = await verifierOver('likelihood', (reply, { body }) =>
      reply.json(
        completion(
          (body.prompt as number[][]).map((ids) => ({
            prompt_logprobs: ids.map((id) => ({
              [String(id)]: { logprob: -(id % 7), ...(id % 2 === 0 ? { decoded_token: String.fromCharCode(id) } : {}) },
            })),
          })),
        ),
      ),
    );
    const asked = request([[['ab', 'defgh'], 1]]);
    await verifier.score(asked, neverAborted);
    // Of the codes of d, e, f, g and h: 100 to 104.
    expect(asked.told).toEqual([
      [
        1,
        [
          { token: 'h', logprob: -6 },
          { token: 'token_id:103', logprob: -5 },
          { token: 'f', logprob: -4 },
        ],
      ],
    ]);
  });

  it('a server without prompt log-probabilities is told apart', async () => {
    const { verifier } = await verifierOver('likelihood', (reply) => reply.json(completion([{}])));
    await expect(verifier.score(request([[['ab'], 0]]), neverAborted)).rejects.toThrow(/must support prompt_logprobs/);
  });

  it('a solution that does not fit the context is unscored, not cut', async () => {
    const server = await scripted({ ...tokenizerScripts(20), 'POST /v1/completions': halves });
    const verifier = createVerifier(verifierAt(server.url, 'likelihood'), testContext().context, 'interactive');
    expect(await verifier.score(request([[['a long step of many tokens'], 0]]), neverAborted)).toEqual([
      [{ reason: 'too-long', message: expect.stringMatching(/reads 20 tokens; problem and solution have 41/) }],
    ]);
    expect(server.received.filter(({ path }) => path === '/v1/completions')).toEqual([]);
  });
});

describe('Math-Shepherd', () => {
  it('is asked after the tag of each new step, with blank lines and foreign tags taken out', async () => {
    const { verifier, server } = await verifierOver('math-shepherd', (reply, { body }) => {
      // “+ -” is three tokens here; the last two are the answers.
      reply.json(
        completion(
          (body.prompt as number[][]).map(() =>
            judged({ 'token_id:32': Math.log(0.7), [`token_id:${minus}`]: Math.log(0.3) }),
          ),
        ),
      );
    });
    expect(verifier.ref).toMatchObject({ kind: 'math-shepherd', recommendedAggregation: 'min' });
    const [scores] = await verifier.score(request([[['Step 1:\none ки\n\n', 'two\n\n'], 0]]), neverAborted);
    expect(scores!.map((score) => Number(Number(score).toFixed(6)))).toEqual([0.7, 0.7]);
    const { body } = server.received.find(({ path }) => path === '/v1/completions')!;
    expect((body.prompt as number[][]).map((ids) => String.fromCharCode(...ids.slice(1)))).toEqual([
      `${problem.text} Step 1: one ки`,
      `${problem.text} Step 1: one ки\ntwo ки`,
    ]);
  });
});

describe('Qwen2.5-Math-PRM', () => {
  const pooled = (rows: (steps: number) => unknown): Readonly<Record<string, Script>> => ({
    ...tokenizerScripts(),
    'POST /pooling': (reply, { body }) =>
      reply.json({
        id: 'pool-1',
        object: 'list',
        created: 1,
        model: 'tiny',
        data: (body.input as number[][])
          .map((ids, index) => ({
            index,
            object: 'pooling',
            data: rows(String.fromCharCode(...ids).split('<extra_0>').length - 1),
          }))
          .toReversed(),
        usage: { prompt_tokens: 20, total_tokens: 20, completion_tokens: 0, prompt_tokens_details: null },
      }),
  });
  const over = async (rows: (steps: number) => unknown) => {
    const server = await scripted(pooled(rows));
    return {
      server,
      verifier: createVerifier(verifierAt(server.url, 'qwen-prm'), testContext().context, 'interactive'),
    };
  };
  const pairs = (steps: number) => Array.from({ length: steps }, (_, k) => [1 - (k + 1) / 10, (k + 1) / 10]);

  it('reads the second of each pair, for the new steps only', async () => {
    const { verifier, server } = await over(pairs);
    expect(
      await verifier.score(
        request([
          [['a', 'b<extra_0>', 'c'], 1],
          [['a'], 0],
          [['a'], 1],
        ]),
        neverAborted,
      ),
    ).toEqual([[0.2, 0.3], [0.1], []]);
    const { body } = server.received.find(({ path }) => path === '/pooling')!;
    expect(String.fromCharCode(...(body.input as number[][])[0]!)).toContain('a<extra_0>b<extra_0>c<extra_0>');
    expect(body).toMatchObject({ task: 'token_classify' });
  });
  it('reads a flat list too', async () => {
    const { verifier } = await over((steps) => pairs(steps).flat());
    expect(await verifier.score(request([[['a', 'b'], 0]]), neverAborted)).toEqual([[0.1, 0.2]]);
  });
  it('reads the marks alone where there is a pair for each token', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'POST /pooling': (reply, { body }) =>
        reply.json({
          data: (body.input as number[][]).map((ids, index) => ({
            index,
            data: ids.map((id) => (id === '>'.charCodeAt(0) ? [0.2, 0.8] : [0.5, 0.5])),
          })),
        }),
    });
    const verifier = createVerifier(verifierAt(server.url, 'qwen-prm'), testContext().context, 'interactive');
    expect(await verifier.score(request([[['a', 'b'], 0]]), neverAborted)).toEqual([[0.8, 0.8]]);
  });
  it('refuses logits, which look like probabilities now and then', async () => {
    const { verifier } = await over((steps) => Array.from({ length: steps }, () => [-0.236, 0.278]));
    await expect(verifier.score(request([[['a'], 0]]), neverAborted)).rejects.toThrow(
      /-0\.236 and 0\.278, which are no probabilities; serve the model with its softmax/,
    );
  });
  it('a place too many is a failure in words', async () => {
    const { verifier } = await over((steps) => pairs(steps + 1));
    await expect(verifier.score(request([[['a', 'b'], 0]]), neverAborted)).rejects.toThrow(/3 pairs for 2 steps/);
  });
});

describe('an outcome reward model', () => {
  it('judges the solution up to each new step', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'POST /classify': (reply, { body }) =>
        reply.json({
          id: 'c',
          object: 'list',
          data: (body.input as number[][]).map((ids, index) => ({
            index,
            label: 'LABEL_0',
            probs: [(ids.length % 10) / 10],
            num_classes: 1,
          })),
        }),
    });
    const verifier = createVerifier(verifierAt(server.url, 'outcome-rm'), testContext().context, 'interactive');
    const [scores] = await verifier.score(request([[['ab', 'cde'], 0]]), neverAborted);
    const lengths = server.received.find(({ path }) => path === '/classify')!.body.input as number[][];
    expect(lengths[1]!.length - lengths[0]!.length).toBe(3);
    expect(scores).toEqual(lengths.map((ids) => (ids.length % 10) / 10));
  });
});

describe('Skywork-o1-Open-PRM', () => {
  it('reads the value at the line break that ends each step', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      // The value at a token is its id, minus ten for line breaks, so that they come out as one half.
      'POST /v1/embeddings': (reply, { body }) =>
        reply.json({
          data: (body.input as number[][]).map((ids, index) => ({
            index,
            embedding: ids.map((id) => (id === 10 ? 0 : id)),
          })),
        }),
    });
    const verifier = createVerifier(verifierAt(server.url, 'skywork-prm'), testContext().context, 'interactive');
    expect(
      await verifier.score(
        request([
          [['Step 1\n\nof\n\n', 'two\n\n'], 0],
          [['a', 'b'], 1],
        ]),
        neverAborted,
      ),
    ).toEqual([[0.5, 0.5], [0.5]]);
    const { body } = server.received.find(({ path }) => path === '/v1/embeddings')!;
    expect(String.fromCharCode(...(body.input as number[][])[0]!)).toBe(
      `<|endoftext|>${problem.text}\nStep 1 of\ntwo\n`,
    );
  });
  it('served without its plugin is told apart', async () => {
    const server = await scripted({
      ...tokenizerScripts(),
      'POST /v1/embeddings': (reply) => reply.json({ data: [{ index: 0, embedding: [0.1, 0.2] }] }),
    });
    const verifier = createVerifier(verifierAt(server.url, 'skywork-prm'), testContext().context, 'interactive');
    await expect(verifier.score(request([[['a'], 0]]), neverAborted)).rejects.toThrow(
      /2 values for \d+ tokens.*plugin/,
    );
  });
});

describe('ThinkPRM', () => {
  it('writes a check of each new step, then says yes or no', async () => {
    const { verifier, server } = await verifierOver('think-prm', (reply, { body }) => {
      if (body.logprobs === undefined)
        return reply.json(completion([{ text: ' Step 1 is \\boxed{correct}', finish_reason: 'stop' }]));
      return reply.json(
        completion(
          (body.prompt as number[][]).map(() =>
            judged({ ' Yes': Math.log(0.5), yes: Math.log(0.1), ' no': Math.log(0.2), ' maybe': Math.log(0.1) }),
          ),
        ),
      );
    });
    const asked = request([
      [['## Step 1: a\n\n', 'b'], 1],
      [['c'], 1],
    ]);
    const scores = await verifier.score(asked, neverAborted);
    expect(scores.map((row) => row.map((score) => Number(Number(score).toFixed(6))))).toEqual([[0.75], []]);
    expect(asked.told.map(([step, told]) => [step, told.map(({ token }) => token)])).toEqual([
      [1, [' Yes', 'yes', ' no']],
    ]);
    const [check, verdict] = server.received.filter(({ path }) => path === '/v1/completions').map(({ body }) => body);
    expect(String.fromCharCode(...(check!.prompt as number[]))).toContain('Step 1: a\nStep 2: b\n\nReview');
    expect(check!.stop).toEqual(['Is the solution correct?', '</think>', 'Step 3:']);
    expect(String.fromCharCode(...(verdict!.prompt as number[][])[0]!)).toMatch(
      /boxed\{correct\}\nIs the solution correct\?$/,
    );
    expect(asked.notices.map(({ type }) => type)).toEqual(['sent', 'usage']);
  });
  it('neither yes nor no is a failure in words', async () => {
    const { verifier } = await verifierOver('think-prm', (reply, { body }) =>
      reply.json(completion(body.logprobs === undefined ? [{ text: 'x' }] : [judged({ ' maybe': -1 })])),
    );
    await expect(verifier.score(request([[['a'], 0]]), neverAborted)).rejects.toThrow(/neither yes nor no/);
  });
});

describe('a judge', () => {
  const over = async (content: (count: number) => string) => {
    const server = await scripted({
      'POST /v1/chat/completions': (reply, { body }) => {
        const {
          json_schema: { schema },
        } = body.response_format as { json_schema: { schema: { properties: { scores: { minItems: number } } } } };
        reply.json({
          choices: [{ index: 0, message: { role: 'assistant', content: content(schema.properties.scores.minItems) } }],
          usage: { prompt_tokens: 5, completion_tokens: 2 },
        });
      },
    });
    return { server, verifier: createVerifier(verifierAt(server.url, 'judge'), testContext().context, 'interactive') };
  };
  it.each([
    ['its thoughts', '<think>Is {"scores": [0]} right?</think>\n{"scores": [10, 20]}'],
    ['a fence', '```json\n{"scores": [10, 20]}\n```'],
  ])('may write %s around its answer', async (_, content) => {
    const { verifier } = await over(() => content);
    expect(await verifier.score(request([[['a', 'b'], 0]]), neverAborted)).toEqual([[0.1, 0.2]]);
  });
  it.each([
    ['in quotes, with its sign', '{"scores": ["95%", "20"]}', [0.95, 0.2]],
    ['as the probability itself', '{"scores": [0.95, 0.2]}', [0.95, 0.2]],
    ['as a verdict', '{"scores": [1, 0]}', [1, 0]],
    ['in percent, one of them small', '{"scores": [1, 90]}', [0.01, 0.9]],
  ])('may write a score %s', async (_, content, scores) => {
    const { verifier } = await over(() => content);
    expect(await verifier.score(request([[['a', 'b'], 0]]), neverAborted)).toEqual([scores]);
  });
  it('is asked for as many numbers as there are steps, one solution a request', async () => {
    const { verifier, server } = await over((count) =>
      JSON.stringify({ scores: Array.from({ length: count }, (_, k) => (k + 1) * 10) }),
    );
    const asked = request([
      [['a', 'b', 'c'], 2],
      [['a'], 0],
      [['x'], 1],
    ]);
    expect(await verifier.score(asked, neverAborted)).toEqual([[0.3], [0.1], []]);
    expect(server.received).toHaveLength(2);
    expect(asked.notices.at(-1)).toMatchObject({ type: 'usage', promptTokens: 10, completionTokens: 4 });
  });
  it.each([
    ['prose', () => 'The steps look fine.', /did not answer in JSON/],
    ['another form', () => '{"score": 1}', /no list of scores/],
    ['too few', () => '{"scores": [1]}', /1 scores for 2 steps/],
    ['too much confidence', () => '{"scores": [1, 110]}', /score of step 2 is 1\.1/],
  ])('%s is a failure in words', async (_, content, words) => {
    const { verifier } = await over(content);
    await expect(verifier.score(request([[['a', 'b'], 0]]), neverAborted)).rejects.toThrow(words);
  });
});

describe('the plain contract', () => {
  const over = async (scores: unknown) => {
    const server = await scripted({ 'POST /score': (reply) => reply.json({ scores }) });
    return {
      server,
      verifier: createVerifier(verifierAt(server.url, 'score-api'), testContext().context, 'interactive'),
    };
  };
  it('sends question and steps, and takes the scores of the new ones', async () => {
    const { verifier, server } = await over([[0.1, 0.9]]);
    expect(await verifier.score(request([[['a\n\n', 'b'], 1]]), neverAborted)).toEqual([[0.9]]);
    expect(server.received[0]!.body).toMatchObject({ question: problem.text, steps: [['a\n\n', 'b']] });
  });
  it.each([
    ['a score too few', [[0.1]], /1 scores for 2 steps/],
    [
      'a solution too many',
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      /scores for 2 solutions of 1/,
    ],
    ['what is no probability', [[0.1, 7]], /score of step 2 is 7/],
    ['a score that is missing', [[0.1, null]], /score of step 2 is NaN/],
    ['what is no list of scores', [0.1, 0.2], /scores\.0/],
  ])('%s is a failure in words', async (_, scores, words) => {
    const { verifier } = await over(scores);
    await expect(verifier.score(request([[['a', 'b'], 0]]), neverAborted)).rejects.toThrow(words);
  });
  it('says what was scored before; a server may score the others alone', async () => {
    const { verifier, server } = await over([[0.9]]);
    expect(await verifier.score(request([[['a\n\n', 'b'], 1]]), neverAborted)).toEqual([[0.9]]);
    expect(server.received[0]!.body).toMatchObject({ from: [1] });
  });
  it.each([
    ['in quotes', [['0.1', '0.9']]],
    ['in lists of their own', [[[0.1], [0.9]]]],
  ])('numbers are read %s', async (_, scores) => {
    const { verifier } = await over(scores);
    expect(await verifier.score(request([[['a', 'b'], 0]]), neverAborted)).toEqual([[0.1, 0.9]]);
  });
  it('is probed by having one step scored', async () => {
    const { server } = await over([[0.5]]);
    const status = await probeBackend(verifierAt(server.url, 'score-api'), testContext().context, neverAborted);
    expect(status).toMatchObject({ isReachable: true, model: 'tiny', capabilities: { scores: true } });
  });
});

describe('the kind of a verifier', () => {
  it.each([
    ['RLHFlow/Llama3.1-8B-PRM-Deepseek-Data', 'rlhflow-prm'],
    ['peiyi9979/math-shepherd-mistral-7b-prm', 'math-shepherd'],
    ['Qwen/Qwen2.5-Math-PRM-7B', 'qwen-prm'],
    ['Skywork/Skywork-o1-Open-PRM-Qwen-2.5-7B', 'skywork-prm'],
    ['launch/ThinkPRM-1.5B', 'think-prm'],
    ['Skywork/Skywork-Reward-V2-Qwen3-0.6B', 'outcome-rm'],
  ])('%s is told from its name', (model, kind) => {
    const { verifiers } = readBackends(
      {
        policies: [{ name: 'p', kind: 'vllm', url: 'http://127.0.0.1:1' }],
        verifiers: [{ name: 'v', url: 'http://127.0.0.1:1', model }],
      },
      { env: {} },
    );
    expect(verifiers[0]).toMatchObject({ kind });
  });
  it('that cannot be told is asked for', () => {
    expect(() =>
      readBackends(
        {
          policies: [{ name: 'p', kind: 'vllm', url: 'http://127.0.0.1:1' }],
          verifiers: [{ name: 'v', url: 'http://127.0.0.1:1', model: 'x' }],
        },
        { env: {} },
      ),
    ).toThrow(/verifiers\[0\]\.kind: cannot be told.*score-api/);
  });
});
