/** A watched run on a server of which others have all but one sequence: it is asked in parts, and gets what it asked for. */
import { onTestFinished, expect, it } from 'vitest';
import type { ScoreRequest } from '@/lib/search';
import { createBackendContext, createPolicy, createVerifier } from '../index';
import type { ServerShare, ShareTable } from '../shares';
import { collect, neverAborted, policyAt, problem, proposeRequest, scripted, verifierAt } from '../testing/setup';
import { chunk, done } from '../testing/vllm-replies';

const limit = 8;
/** Stands still, with all that experiments may have. */
const other: ServerShare = {
  owner: 'other',
  limit,
  share: 7,
  batch: 7,
  watched: 0,
  wanted: 9,
  first: 1,
  servedAt: 1,
};

function tableBeside(): ShareTable {
  let own: ServerShare | undefined;
  return {
    trustedMs: 60_000,
    exchange: async (_, decide) => void (own = decide(own === undefined ? [other] : [other, own], 2)),
    announce: async () => undefined,
    leave: async () => undefined,
    onAnnounced: () => () => undefined,
  };
}

function contextBeside() {
  const context = createBackendContext({ sharing: { table: tableBeside(), owner: 'own', addressOf: (url) => url } });
  onTestFinished(() => context.close());
  return context;
}

it('continuations of one request are written one after the other, with the seeds that they have together', async () => {
  const server = await scripted({
    'POST /v1/completions': (reply, { body }) => {
      for (let index = 0; index < Number(body.n ?? 1); index++)
        reply.stream(chunk({ index, text: `${Number(body.seed) + index}`, token_ids: [1], finish_reason: 'stop' }));
      reply.stream(done);
      reply.end();
    },
  });
  const policy = createPolicy(policyAt(server.url, { maxConcurrency: limit }), contextBeside(), 'interactive');
  const request = proposeRequest({ text: 'p', tokenIds: [1] }, { count: 3, seed: 7 });
  const { proposals, error } = await collect(policy.propose(request, neverAborted));
  expect(error).toBeUndefined();
  expect(server.received.map(({ body }) => [body.n ?? 1, body.seed])).toEqual([
    [1, 7],
    [1, 8],
    [1, 9],
  ]);
  const texts = proposals.flatMap((each) =>
    each.type === 'finish' ? [] : [[each.index, 'text' in each && each.text]],
  );
  expect(texts).toEqual([
    [0, '7'],
    [1, '8'],
    [2, '9'],
  ]);
  expect(request.notices.filter(({ type }) => type === 'sent')).toHaveLength(1);
});

it('so are solutions that are to be scored, each once and in their order', async () => {
  const sizes: number[] = [];
  const server = await scripted({
    'POST /score': (reply, { body }) => {
      const solutions = body.steps as readonly string[][];
      sizes.push(solutions.length);
      reply.json({ scores: solutions.map((steps) => steps.map((step) => Number(step))) });
    },
  });
  const backend = verifierAt(server.url, 'score-api', { maxConcurrency: limit });
  const verifier = createVerifier(backend, contextBeside(), 'interactive');
  const texts = ['0.1', '0.2', '0.3'];
  const request: ScoreRequest = {
    problem,
    prompt: { text: 'P' },
    session: 's',
    onNotice: () => undefined,
    paths: texts.map((text) => ({ steps: [{ text }], from: 0 })),
  };
  const scores = await verifier.score(request, neverAborted);
  expect(JSON.stringify(scores)).toMatch(/0\.1.*0\.2.*0\.3/);
  expect(sizes).toEqual([1, 1, 1]);
});
