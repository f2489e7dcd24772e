/** Model servers that are not like the bundled one: simple, half there, locked, gone; and the configuration that names them. */
import { createServer } from 'node:http';
import { startScriptedServer } from '@/lib/backends/testing/scripted-server';
import type { Script, ScriptedServer } from '@/lib/backends/testing/scripted-server';
import { chunk, completion, done, tokenizerScripts } from '@/lib/backends/testing/vllm-replies';

export interface ModelServers {
  /** What `longthink.config.json` is to hold; the key is in the variable WEAK_KEY. */
  readonly configuration: unknown;
  /** Text only, and of few words. */
  readonly weak: ScriptedServer;
  /** The server that refuses every key, and quotes it. */
  readonly locked: ScriptedServer;
  close(): Promise<void>;
}

const models: Script = (reply) => reply.json({ data: [{ id: 'meta-llama/Llama-3.2-1B-Instruct' }] });

/** Like llama-server: text only, and no word about what stopped it. */
const simple: Script = (reply, { body }) => {
  if (body.stream === true) {
    reply.stream(
      ...['Add', '.\n', '\nAnd'].map((text) => chunk({ text, stop_reason: undefined })),
      chunk({ finish_reason: 'stop', stop_reason: undefined }),
      done,
    );
    return reply.end();
  }
  if (Array.isArray(body.prompt)) return reply.json({ error: { message: 'strings only', code: 400 } }, 400);
  return reply.json(
    completion([{ text: body.stop === undefined ? 'ab' : '', finish_reason: 'stop', stop_reason: undefined }]),
  );
};

/** `key`: what a server that refuses it repeats in its reply. */
export async function startModelServers(key: string): Promise<ModelServers> {
  const weak = await startScriptedServer({ 'GET /v1/models': models, 'POST /v1/completions': simple });
  const twin = await startScriptedServer({
    'GET /v1/models': models,
    ...tokenizerScripts(),
    'POST /v1/completions': simple,
  });
  const locked = await startScriptedServer({
    'GET /v1/models': (reply) => reply.json({ error: `Incorrect API key provided: ${key}` }, 401),
  });
  const gone = await startScriptedServer({});
  await gone.close();
  return {
    weak,
    locked,
    configuration: {
      policies: [
        {
          name: 'weak',
          url: weak.url,
          apiKeyEnv: 'WEAK_KEY',
          parametersB: 1.24,
          pricePerMillionTokens: { prompt: 0.1, completion: 0.4 },
        },
        { name: 'twins', urls: [twin.url, gone.url], affinity: 'subtree' },
      ],
      verifiers: [
        { name: 'locked', kind: 'rlhflow-prm', url: locked.url, apiKeyEnv: 'WEAK_KEY' },
        { name: 'gone', kind: 'score-api', url: gone.url },
      ],
    },
    close: async () => {
      await Promise.all([weak, twin, locked].map((server) => server.close()));
    },
  };
}

const slowWords = 400;
const slowWordMs = 50;

/** A server of text alone that needs twenty seconds for a solution, and so can go away in the middle of one. */
export async function startSlowServer(): Promise<ScriptedServer> {
  const slow: Script = (reply, received, n) => {
    if (received.body.stream !== true) return simple(reply, received, n);
    const most = Math.min(slowWords, Number(received.body.max_tokens));
    let written = 0;
    const writing = setInterval(() => {
      reply.stream(chunk({ text: ' more', stop_reason: undefined }));
      if (++written < most) return;
      clearInterval(writing);
      reply.stream(chunk({ finish_reason: 'length', stop_reason: undefined }), done);
      reply.end();
    }, slowWordMs);
    reply.onClose(() => clearInterval(writing));
  };
  return startScriptedServer({ 'GET /v1/models': models, 'POST /v1/completions': slow });
}

/** A server that says nothing until it is told to. */
export async function startLateServer(
  model: string,
): Promise<{ readonly url: string; answer(): void; close(): Promise<void> }> {
  let answer = (): void => undefined;
  const isTime = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const server = await startScriptedServer({
    'GET /v1/models': async (reply) => {
      await isTime;
      reply.json({ data: [{ id: model }] });
    },
  });
  return { url: server.url, answer: () => answer(), close: () => server.close() };
}

/** A server that lists a model, on the first port of those that people have servers on where nobody listens yet. */
export async function startOnUsualPort(model: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ data: [{ id: model }] }));
  });
  for (const port of [11_434, 1_234, 30_000, 8_080]) {
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree)
      return {
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      };
  }
  throw new Error('Somebody listens on every usual port.');
}
