/**
 * Two servers behind vllm-router, which is one address to Longthink: calls come through as they are, those of one search stay
 * on one server, and where that one dies the other goes on, as it does where both are `urls` of one backend. Behind the router
 * where `vllm-router` is on the path (`pip install vllm-router`), or LONGTHINK_VLLM_ROUTER names it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackendContext, createPolicy, probeBackend } from './index';
import { solutionsOf } from '@/lib/search';
import { completions, solution } from './testing/personalities';
import type { Script } from './testing/scripted-server';
import { searched } from './testing/searches';
import { collect, neverAborted, policyAt, problem, proposeRequest, scripted } from './testing/setup';
import { chunk, done, idsOf, tokenizerScripts, usageChunk } from './testing/vllm-replies';

const router = process.env.LONGTHINK_VLLM_ROUTER ?? 'vllm-router';
/** As the README has it started. */
const advised = /^vllm-router --worker-urls \S+ \S+ (.+)$/m.exec(readFileSync('README.md', 'utf8'))![1]!.split(' ');
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

/** Two servers that write a whole solution step by step; whichever is the first to be asked for a third step dies of it. */
async function mortals(lastWords: string) {
  const asked = [0, 0];
  let dead: number | undefined;
  const servers = await Promise.all(
    asked.map(async (_, place) => {
      const write = completions({ takesIds: true, tellsIds: true });
      const script: Script = async (reply, received, n) => {
        asked[place]! += 1;
        if (asked[place] !== 3 || (dead ??= place) !== place) return write(reply, received, n);
        // As its text is passed on, and not as one piece with the end.
        if (lastWords !== '') {
          for (let index = 0; index < 4; index++)
            reply.stream(chunk({ index, text: lastWords, token_ids: idsOf(lastWords) }));
          await new Promise((resolve) => {
            setTimeout(resolve, 200);
          });
        }
        reply.cut();
        await server.close();
      };
      const server = await scripted({
        ...tokenizerScripts(),
        'GET /health': (reply) => reply.json({}),
        'GET /v1/models': (reply) => reply.json({ object: 'list', data: [{ id: 'tiny', owned_by: 'vllm' }] }),
        'POST /v1/completions': script,
      });
      return server;
    }),
  );
  return { urls: servers.map(({ url }) => url), asked, deadOne: () => dead };
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
  const own = `--host 127.0.0.1 --port ${port} --prometheus-port ${metricsPort} --worker-urls ${urls.join(' ')}`;
  const child = spawn(router, [...own.split(' '), ...advised], { stdio: 'ignore' });
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

describe.each<readonly [string, boolean, (urls: readonly string[]) => Promise<string> | readonly string[]]>([
  ['as urls of one backend', true, (urls) => urls],
  ['behind vllm-router', isThere, startRouter],
])('of two replicas %s one dies', (_, isTried, addressOf) => {
  const lost = async (lastWords: string) => {
    const { urls, asked, deadOne } = await mortals(lastWords);
    const context = createBackendContext();
    onTestFinished(() => context.close());
    const state = await searched(policyAt(await addressOf(urls)), context);
    expect(solutionsOf(state).map(({ text }) => text)).toEqual([solution, solution, solution, solution]);
    expect(asked[deadOne()!]).toBe(3);
    return { calls: state.calls.filter(({ role }) => role === 'policy'), toOther: asked[1 - deadOne()!]! };
  };

  it.runIf(isTried)('before it answers: the call is sent again', { timeout: 120_000 }, async () => {
    const { calls, toOther } = await lost('');
    expect(toOther).toBe(1);
    expect(calls.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(calls.at(-1)?.attempts).toBeGreaterThan(1);
  });

  it.runIf(isTried)(
    'in the middle of a step: what it wrote stands, and is gone on from',
    { timeout: 120_000 },
    async () => {
      const { calls, toOther } = await lost('The answer');
      expect(toOther).toBe(4);
      expect(calls.map(({ status }) => status)).toEqual(['done', 'done', 'failed', 'done', 'done', 'done', 'done']);
    },
  );
});
