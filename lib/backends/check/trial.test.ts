/** A trial does what a run would do, once, and tells a failure instead of throwing it. */
import { describe, expect, it } from 'vitest';
import { tryBackend } from '../index';
import type { Script } from '../testing/scripted-server';
import { neverAborted, policyAt, scripted, testContext, verifierAt } from '../testing/setup';
import { chunk, completion, done, tokenizerScripts, usageChunk } from '../testing/vllm-replies';

const models: Script = (reply) => reply.json({ data: [{ id: 'tiny' }] });
const server = (completions: Script) =>
  scripted({ ...tokenizerScripts(), 'GET /v1/models': models, 'POST /v1/completions': completions });

describe('a trial', () => {
  it('has a policy write one step, and says how long the first piece took', async () => {
    const { context, clock } = testContext();
    const { url } = await server(async (reply) => {
      clock.advance(200);
      reply.stream(chunk({ text: '## Step 1: ', token_ids: [1, 2] }));
      // Read before the rest comes.
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
      clock.advance(300);
      reply.stream(
        chunk({ text: 'Add\n\n', token_ids: [3], finish_reason: 'stop', stop_reason: '\n\n' }),
        usageChunk(9, 3),
        done,
      );
      reply.end();
    });
    expect(await tryBackend(policyAt(url, { model: undefined }), context, neverAborted)).toEqual({
      type: 'wrote',
      sent: { url: `${url}/v1/completions`, body: expect.objectContaining({ max_tokens: 64 }) as unknown },
      text: '## Step 1: Add\n\n',
      tokens: 3,
      firstTokenMs: 200,
      ms: 500,
    });
  });

  it('has a verifier score a right and a wrong step', async () => {
    const { context } = testContext();
    const { url, received } = await server((reply, { body }) => {
      const rows = (body.prompt as readonly (readonly number[])[]).map((ids) =>
        String.fromCharCode(...ids).includes('= 42') ? 0.9 : 0.2,
      );
      reply.json(
        completion(
          rows.map((p) => ({
            logprobs: {
              tokens: ['+'],
              token_logprobs: [0],
              text_offset: [0],
              top_logprobs: [{ 'token_id:43': Math.log(p), 'token_id:45': Math.log(1 - p) }],
            },
          })),
        ),
      );
    });
    expect(await tryBackend(verifierAt(url, 'rlhflow-prm'), context, neverAborted)).toMatchObject({
      type: 'scored',
      right: expect.closeTo(0.9, 6) as unknown,
      wrong: expect.closeTo(0.2, 6) as unknown,
    });
    expect(received.filter(({ path }) => path === '/v1/completions')).toHaveLength(1);
  });

  it('tells a failure in words without the key', async () => {
    const { context } = testContext();
    const { url } = await scripted({
      ...tokenizerScripts(),
      'GET /v1/models': models,
      'POST /v1/completions': (reply) => reply.json({ error: 'Incorrect API key: sk-very-secret' }, 401),
    });
    const trial = await tryBackend(policyAt(url, { apiKeyEnv: 'KEY' }), context, neverAborted);
    expect(trial).toMatchObject({
      type: 'failed',
      failure: {
        kind: 'unauthorized',
        message: expect.stringMatching(/did not accept the API key.*policies\[0\]\.apiKeyEnv/s) as unknown,
      },
    });
    expect(JSON.stringify(trial)).not.toContain('sk-very-secret');
  });
});
