/** What servers of several kinds turn out to be able to do. */
import { describe, expect, it } from 'vitest';
import { probeBackend } from '../index';
import type { Script } from '../testing/scripted-server';
import { neverAborted, policyAt, scripted, testContext, verifierAt } from '../testing/setup';
import { completion, errorBody, tokenizerScripts } from '../testing/vllm-replies';

const models: Script = (reply) => reply.json({ data: [{ id: 'tiny' }] });
const logprobs = { tokens: ['a'], token_logprobs: [-1], top_logprobs: [{}], text_offset: [0] };

/** Writes “ab”, stops where it is told to, as often as it is asked. */
function writer(traits: {
  readonly keepsStop: boolean;
  readonly tellsStop: boolean;
  readonly takesIds: boolean;
  readonly most: number;
}): Script {
  return (reply, { body }) => {
    if (Array.isArray(body.prompt) && !traits.takesIds) return reply.json(errorBody('prompt must be a string'), 400);
    const { stop } = body as { stop?: readonly string[] };
    const end =
      stop === undefined
        ? { text: 'ab' }
        : { text: traits.keepsStop ? 'ab' : '', finish_reason: 'stop', stop_reason: traits.tellsStop ? 'ab' : null };
    const ids = traits.takesIds && body.return_token_ids === true ? { token_ids: [97, 98] } : {};
    reply.json(
      completion(
        Array.from({ length: Math.min(traits.most, Number(body.n ?? 1)) }, () => ({
          ...end,
          ...ids,
          ...(body.logprobs === undefined ? {} : { logprobs }),
        })),
      ),
    );
  };
}

async function capabilities(scripts: Readonly<Record<string, Script>>): Promise<unknown> {
  const server = await scripted({ 'GET /v1/models': models, ...scripts });
  return (await probeBackend(policyAt(server.url), testContext().context, neverAborted)).capabilities;
}

describe('what a policy can do', () => {
  it('all of it', async () => {
    const completions = writer({ keepsStop: true, tellsStop: true, takesIds: true, most: 9 });
    expect(await capabilities({ ...tokenizerScripts(), 'POST /v1/completions': completions })).toEqual({
      completions: true,
      tokenize: true,
      chatTemplate: true,
      tokenIn: true,
      tokenOut: true,
      n: true,
      stopTold: true,
      stopKept: true,
      logprobs: true,
      cachedTokens: false,
      metrics: false,
    });
  });

  it('a server of the lowest common subset: text alone, one at a time', async () => {
    const completions = writer({ keepsStop: false, tellsStop: false, takesIds: false, most: 1 });
    expect(await capabilities({ 'POST /v1/completions': completions })).toMatchObject({
      completions: true,
      tokenize: false,
      chatTemplate: false,
      tokenIn: false,
      tokenOut: false,
      n: false,
      stopTold: false,
      stopKept: false,
    });
  });

  it('a tokenizer that does not know the fields is no tokenizer', async () => {
    // llama-server reads `content`, and finds no tokens in what it does not know.
    expect(
      await capabilities({
        'POST /tokenize': (reply) => reply.json({ tokens: [] }),
        'POST /v1/completions': writer({ keepsStop: true, tellsStop: true, takesIds: false, most: 9 }),
      }),
    ).toMatchObject({ tokenize: false, tokenIn: false, n: true });
  });

  it('ids that are refused although it can tell them', async () => {
    expect(
      await capabilities({
        ...tokenizerScripts(),
        'POST /v1/completions': writer({ keepsStop: true, tellsStop: true, takesIds: false, most: 9 }),
      }),
    ).toMatchObject({ tokenize: true, tokenIn: false, completions: true });
  });
});

describe('what a verifier can do', () => {
  it('to score is what counts; a model that writes is no classifier', async () => {
    const server = await scripted({
      'GET /v1/models': models,
      ...tokenizerScripts(),
      'POST /v1/completions': (reply) => reply.json(completion([{ text: 'a', logprobs }])),
    });
    const status = await probeBackend(verifierAt(server.url, 'outcome-rm'), testContext().context, neverAborted);
    expect(status).toMatchObject({ isReachable: true, capabilities: { scores: false } });
  });
});
