/**
 * Two servers behind vllm-router, which is one address to Longthink: calls come through as they are, and those of one search
 * stay on one server. Runs where `vllm-router` is on the path (`pip install vllm-router`), or LONGTHINK_VLLM_ROUTER names it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackendContext, createPolicy, probeBackend } from './index';
import { collect, neverAborted, policyAt, problem, proposeRequest, scripted } from './testing/setup';
import { chunk, done, idsOf, tokenizerScripts, usageChunk } from './testing/vllm-replies';

const router = process.env.LONGTHINK_VLLM_ROUTER ?? 'vllm-router';
const isThere = spawnSync(router, ['--help'], { stdio: 'ignore' }).status === 0;

/** A server that writes one step, and remembers whose it was. */
async function replica() {
  const sessions: string[] = [];
  const prompts: unknown[] = [];
  const server = await scripted({
    ...tokenizerScripts(),
    'GET /health': (reply) => reply.json({}),
    'GET /v1/models': (reply) => reply.json({ object: 'list', data: [{ id: 'tiny', owned_by: 'vllm' }] }),
    'POST /v1/completions': (reply, { headers, body }) => {
      sessions.push(String(headers['x-session-id']));
      prompts.push(body.prompt);
      const text = 'a step\n\n';
      reply.stream(
        chunk({ text, token_ids: idsOf(text), finish_reason: 'stop', stop_reason: '\n\n' }),
        usageChunk(4, text.length),
        done,
      );
      reply.end();
    },
  });
  return { url: server.url, sessions, prompts };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function startRouter(urls: readonly string[]): Promise<string> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const child = spawn(
    router,
    `--host 127.0.0.1 --port ${port} --prometheus-port ${metricsPort} --policy consistent_hash --request-id-headers x-session-id --worker-urls ${urls.join(' ')}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  onTestFinished(async () => {
    child.kill();
    await gone;
  });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/v1/models`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBe(200);
  return url;
}

describe.skipIf(!isThere)('replicas behind vllm-router', () => {
  it(
    'are one server: token ids go in and out, and a search stays where its prefixes are',
    { timeout: 90_000 },
    async () => {
      const replicas = [await replica(), await replica()];
      const backend = policyAt(await startRouter(replicas.map(({ url }) => url)));
      const context = createBackendContext();
      onTestFinished(() => context.close());
      expect(await probeBackend(backend, context, neverAborted)).toMatchObject({ isReachable: true });
      for (const { sessions, prompts } of replicas) sessions.length = prompts.length = 0;
      const policy = createPolicy(backend, context, 'interactive');
      const prompt = await policy.prepare(problem, neverAborted);
      for (let search = 0; search < 8; search++)
        for (let call = 0; call < 3; call++) {
          const request = proposeRequest(prompt, { session: `search-${search}` });
          const { proposals, error } = await collect(policy.propose(request, neverAborted));
          expect(error).toBeUndefined();
          expect(proposals).toContainEqual({ type: 'finish', index: 0, finish: 'step' });
        }
      const seen = replicas.map(({ sessions }) => new Set(sessions));
      expect(replicas.flatMap(({ sessions }) => sessions)).toHaveLength(24);
      for (const ids of replicas.flatMap(({ prompts }) => prompts)) expect(ids).toEqual(prompt.tokenIds);
      expect([...seen[0]!].filter((session) => seen[1]!.has(session))).toEqual([]);
      expect(Math.min(...seen.map(({ size }) => size))).toBeGreaterThan(0);
    },
  );
});
