/** The bundled model server as its clients see it: a real process over the models that ship. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let server: ChildProcessWithoutNullStreams;
let url = '';

function start(args: readonly string[]): {
  child: ChildProcessWithoutNullStreams;
  ready: Promise<{ port: number; models: string[] }>;
  ended: Promise<{ code: number | null; words: string }>;
} {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/bundled/main.ts', '--port', '0', '--workers', '2', ...args],
    { cwd: root },
  );
  let words = '';
  child.stderr.on('data', (piece: Buffer) => {
    words += piece.toString();
  });
  const ended = new Promise<{ code: number | null; words: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, words }));
  });
  const ready = new Promise<{ port: number; models: string[] }>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) =>
      resolve(JSON.parse(line.toString()) as { port: number; models: string[] }),
    );
    void ended.then(() => reject(new Error(words)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended };
}

beforeAll(async () => {
  const { child, ready } = start(['--models', 'models', '--waiting', '600']);
  server = child;
  const { port, models } = await ready;
  url = `http://127.0.0.1:${port}`;
  expect(models).toEqual(expect.arrayContaining(['policy', 'reviser', 'baseline', 'prm']));
});
afterAll(() => {
  server.kill();
});

interface Choice {
  index: number;
  text: string;
  finish_reason: string;
  stop_reason: string | number | null;
  token_ids: number[];
  logprobs: { tokens: string[]; token_logprobs: (number | null)[]; top_logprobs: Record<string, number>[] } | null;
  prompt_logprobs: (Record<string, { logprob: number }> | null)[] | null;
}
interface Reply {
  status: number;
  body: {
    choices: Choice[];
    usage: {
      prompt_tokens: number;
      completion_tokens: number;
      prompt_tokens_details: { cached_tokens: number } | null;
    };
    error: { message: string; param: string | null; code: number; type: string };
    tokens: number[];
    prompt: string;
    count: number;
    max_model_len: number;
    detail: string;
  };
}

async function post(path: string, body: unknown): Promise<Reply> {
  const reply = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as Reply['body'] };
}
const complete = (body: object) => post('/v1/completions', { model: 'policy', max_tokens: 60, ...body });

/** The events of a streamed reply, `[DONE]` left out. */
async function stream(
  body: object,
): Promise<{ choices: (Choice & { prompt_token_ids: number[] | null })[]; usage?: Reply['body']['usage'] }[]> {
  const reply = await fetch(`${url}/v1/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'policy', max_tokens: 60, stream: true, ...body }),
  });
  const lines = (await reply.text()).trim().split('\n\n');
  expect(lines.at(-1)).toBe('data: [DONE]');
  return lines.slice(0, -1).map((line) => JSON.parse(line.replace(/^data: /, '')) as never);
}

const problem = 'Evaluate $6 + 3 \\times 4 - 5$.';
let prompt: number[] = [];
beforeAll(async () => {
  prompt = (await post('/tokenize', { model: 'policy', messages: [{ role: 'user', content: problem }] })).body.tokens;
});

interface Reference {
  prompts: {
    prompt_ids: number[];
    greedy_ids: number[];
    positions: { position: number; top: [number, number][]; logsumexp: number }[];
  }[];
}

const referenceOf = (model: string) =>
  JSON.parse(readFileSync(join(root, 'models', model, 'reference.json'), 'utf8')) as Reference;

describe('models as they ship', () => {
  it.each(['policy', 'reviser', 'baseline'])(
    '%s writes greedily what the full forward pass of the trained weights wrote, so the cache changes nothing',
    async (model) => {
      for (const { prompt_ids, greedy_ids } of referenceOf(model).prompts) {
        const { body } = await complete({
          model,
          prompt: prompt_ids,
          max_tokens: greedy_ids.length,
          temperature: 0,
          return_token_ids: true,
        });
        expect(body.choices[0]!.token_ids).toEqual(greedy_ids);
      }
    },
  );

  it.each(['policy', 'reviser', 'baseline', 'prm'])('%s gives the recorded logits', async (model) => {
    for (const { prompt_ids, greedy_ids, positions } of referenceOf(model).prompts) {
      const ids = [...prompt_ids, ...greedy_ids];
      const { body } = await complete({ model, prompt: ids, max_tokens: 1, temperature: 0, prompt_logprobs: 8 });
      for (const { position, top, logsumexp } of positions) {
        const told = body.choices[0]!.prompt_logprobs![position + 1];
        if (told === undefined || told === null) continue;
        for (const [id, logit] of top) expect(told[String(id)]!.logprob).toBeCloseTo(logit - logsumexp, 2);
      }
    }
  });
});

describe('sampling', () => {
  const request = { temperature: 0.8, seed: 5, max_tokens: 80 };

  it('the same seed gives the same text, alone or in company', async () => {
    const alone = (await complete({ ...request, prompt })).body.choices[0]!.text;
    const company = Array.from({ length: 40 }, (_, i) =>
      complete({ prompt, temperature: 1.1, seed: 100 + i, max_tokens: 20 + i }),
    );
    const again = await Promise.all([complete({ ...request, prompt }), complete({ ...request, prompt })]);
    await Promise.all(company);
    expect(again.map(({ body }) => body.choices[0]!.text)).toEqual([alone, alone]);
  });

  it('sample i of n is drawn with seed + i, prompts of a batch are prompt-major', async () => {
    const { body } = await complete({ ...request, prompt: [prompt, prompt], n: 3 });
    const texts = body.choices.map(({ text }) => text);
    expect(body.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(texts.slice(3)).toEqual(texts.slice(0, 3));
    expect((await complete({ ...request, prompt, seed: 7 })).body.choices[0]!.text).toBe(texts[2]);
    expect(body.usage.prompt_tokens).toBe(2 * prompt.length);
  });

  it('going on from returned ids is one long text', async () => {
    const whole = (await complete({ ...request, prompt, return_token_ids: true })).body.choices[0]!;
    const half = whole.token_ids.slice(0, 17);
    const rest = (await complete({ ...request, prompt: [...prompt, ...half], return_token_ids: true })).body
      .choices[0]!;
    expect([...half, ...rest.token_ids].slice(0, whole.token_ids.length)).toEqual(whole.token_ids);
  });

  it('allowed tokens alone are drawn, and their log-probabilities are those before the restriction', async () => {
    const ids = [48, 50];
    const { body } = await complete({
      prompt,
      max_tokens: 1,
      temperature: 0,
      allowed_token_ids: ids,
      logprobs: 2,
      logprob_token_ids: ids,
      return_tokens_as_token_ids: true,
      return_token_ids: true,
    });
    const [choice] = body.choices;
    expect(ids).toContain(choice!.token_ids[0]);
    expect(Object.keys(choice!.logprobs!.top_logprobs[0]!).sort()).toEqual(['token_id:48', 'token_id:50']);
    expect(choice!.logprobs!.token_logprobs[0]).toBeLessThan(-2);
  });

  it('top_k 1 is greedy', async () => {
    const greedy = (await complete({ prompt, temperature: 0 })).body.choices[0]!.text;
    expect((await complete({ prompt, temperature: 1.5, top_k: 1, seed: 3 })).body.choices[0]!.text).toBe(greedy);
  });
});

describe('stopping', () => {
  it('stop strings end the text with or before them, and are told', async () => {
    const kept = (await complete({ prompt, temperature: 0, stop: ['\n\n'], include_stop_str_in_output: true })).body
      .choices[0]!;
    expect([kept.finish_reason, kept.stop_reason, kept.text.endsWith('\n\n')]).toEqual(['stop', '\n\n', true]);
    const cut = (await complete({ prompt, temperature: 0, stop: ['\n\n'] })).body.choices[0]!;
    expect(`${cut.text}\n\n`).toBe(kept.text);
  });
  it('a stop string over several tokens is found', async () => {
    const whole = (await complete({ prompt, temperature: 0 })).body.choices[0]!.text;
    const stop = whole.slice(9, 16);
    expect((await complete({ prompt, temperature: 0, stop: [stop] })).body.choices[0]!.text).toBe(
      whole.slice(0, whole.indexOf(stop)),
    );
  });
  it('the end token and the limit are told apart', async () => {
    const ended = (await complete({ prompt, temperature: 0, max_tokens: 200 })).body.choices[0]!;
    expect([ended.finish_reason, ended.stop_reason, ended.text.endsWith('I hope it is correct.')]).toEqual([
      'stop',
      null,
      true,
    ]);
    expect((await complete({ prompt, temperature: 0, max_tokens: 3 })).body.choices[0]!.finish_reason).toBe('length');
  });
});

describe('streams', () => {
  it('say in pieces what the whole reply says at once, ids and usage included', async () => {
    const request = {
      prompt,
      n: 3,
      temperature: 0.9,
      seed: 11,
      stop: ['\n\n'],
      include_stop_str_in_output: true,
      return_token_ids: true,
    };
    const whole = (await complete(request)).body;
    const events = await stream({ ...request, stream_options: { include_usage: true } });
    const pieces = events.flatMap(({ choices }) => choices);
    for (const choice of whole.choices) {
      const own = pieces.filter(({ index }) => index === choice.index);
      expect(own.map(({ text }) => text).join('')).toBe(choice.text);
      expect(own.flatMap(({ token_ids }) => token_ids)).toEqual(choice.token_ids);
      expect(own[0]!.prompt_token_ids).toEqual(prompt);
      expect([own.at(-1)!.finish_reason, own.at(-1)!.stop_reason]).toEqual([choice.finish_reason, choice.stop_reason]);
    }
    expect(events.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: whole.usage.completion_tokens } });
  });

  it('a client that goes away frees its rows', async () => {
    const gone = new AbortController();
    const reply = await fetch(`${url}/v1/completions`, {
      method: 'POST',
      signal: gone.signal,
      body: JSON.stringify({
        model: 'baseline',
        prompt,
        n: 64,
        temperature: 1.5,
        ignore_eos: true,
        max_tokens: 900,
        stream: true,
      }),
    });
    await reply.body!.getReader().read();
    gone.abort();
    await expect
      .poll(
        async () =>
          /num_requests_running\{[^}]*baseline"\} (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1],
        { timeout: 10_000 },
      )
      .toBe('0');
  });
});

describe('other routes', () => {
  it('tokenize and detokenize are inverse over Unicode', async () => {
    for (const text of ['é×√2 – “x”', '\t\n\n\n', '𝔽 🙂 日本', 'Evaluate $\\frac{1}{2}$.']) {
      const { tokens } = (await post('/tokenize', { model: 'policy', prompt: text, add_special_tokens: false })).body;
      expect((await post('/detokenize', { model: 'policy', tokens })).body.prompt).toBe(text);
    }
  });
  it('the chat template is applied, and a begun answer can be gone on with', async () => {
    const messages = [{ role: 'user', content: problem }];
    const chat = await post('/v1/chat/completions', { model: 'policy', messages, temperature: 0, max_tokens: 40 });
    const plain = await complete({ prompt, temperature: 0, max_tokens: 40 });
    expect((chat.body.choices[0] as unknown as { message: { content: string } }).message.content).toBe(
      plain.body.choices[0]!.text,
    );
    const begun = [...messages, { role: 'assistant', content: '## Step 1:' }];
    const { tokens } = (
      await post('/tokenize', {
        model: 'policy',
        messages: begun,
        add_generation_prompt: false,
        continue_final_message: true,
      })
    ).body;
    expect(tokens.slice(0, prompt.length)).toEqual(prompt);
    expect(tokens.length).toBeGreaterThan(prompt.length);
  });
  it('models, health, version and metrics answer', async () => {
    expect(await (await fetch(`${url}/v1/models`)).json()).toMatchObject({
      object: 'list',
      data: expect.arrayContaining([expect.objectContaining({ id: 'policy', max_model_len: 1024 })]) as unknown,
    });
    for (const path of ['/health', '/ping']) expect((await fetch(url + path)).status).toBe(200);
    expect(await (await fetch(`${url}/version`)).json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+\+longthink$/) as unknown,
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    for (const name of [
      'vllm:num_requests_waiting',
      'longthink:prefix_cache_filled_perc',
      'vllm:prefix_cache_hits_total',
      'vllm:generation_tokens_total',
      'vllm:request_success_total',
      'vllm:time_to_first_token_seconds_bucket',
    ])
      expect(metrics).toContain(name);
  });
  it('a prefix that was computed is not computed again', async () => {
    const long = (await complete({ prompt, temperature: 0, max_tokens: 60, return_token_ids: true })).body.choices[0]!;
    const { body } = await complete({
      prompt: [...prompt, ...long.token_ids.slice(0, 40)],
      temperature: 0,
      max_tokens: 1,
    });
    expect(body.usage.prompt_tokens_details!.cached_tokens).toBeGreaterThan(20);
  });
  it('echo with max_tokens 0 judges the prompt alone', async () => {
    const { body } = await complete({
      prompt: problem,
      echo: true,
      max_tokens: 0,
      logprobs: 0,
      temperature: 0,
      add_special_tokens: false,
    });
    expect(body.choices[0]!.text).toBe(problem);
    expect(body.choices[0]!.logprobs!.token_logprobs[0]).toBeNull();
    expect(body.usage.completion_tokens).toBe(0);
  });
});

describe('refusals in vLLM’s words', () => {
  it.each([
    ['an unknown model', { model: 'nope' }, 404, /The model `nope` does not exist/],
    [
      'a prompt too long for the context',
      { prompt: Array.from({ length: 1_000 }, () => 70), max_tokens: 100 },
      400,
      /maximum context length is 1024 tokens/,
    ],
    ['an empty prompt', { prompt: [] }, 400, /prompt/],
    ['five stop strings', { stop: ['a', 'b', 'c', 'd', 'e'] }, 400, /at most 4/],
    ['an empty stop string', { stop: [''] }, 400, /stop cannot contain an empty string/],
    ['n with temperature 0', { n: 2, temperature: 0 }, 400, /n must be 1 when using greedy sampling/],
    ['too many log-probabilities', { logprobs: 21 }, 400, /greater than max allowed: 20/],
    ['a negative temperature', { temperature: -1 }, 400, /temperature must be non-negative/],
    ['a token outside the vocabulary', { prompt: [99_999] }, 400, /out of vocabulary/],
    ['a field of the wrong type', { max_tokens: 'many' }, 400, /max_tokens/],
    ['prompt_logprobs in a stream', { prompt_logprobs: 1, stream: true }, 400, /not available when `stream=True`/],
    ['max_tokens 0', { max_tokens: 0 }, 400, /max_tokens must be at least 1/],
    ['what this server does not have', { presence_penalty: 1 }, 400, /presence_penalty is not supported/],
  ] as const)('%s', async (_, fields, status, words) => {
    const reply = await complete({ prompt, ...fields });
    expect([reply.status, reply.body.error.code]).toEqual([status, status]);
    expect(reply.body.error.message).toMatch(words);
  });
  it('a body that is no JSON, an unknown path, a wrong method', async () => {
    expect((await post('/v1/completions', '{')).body.error.message).toMatch(/not valid JSON/);
    expect(await post('/v1/embeddings', {})).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
    expect((await fetch(`${url}/v1/completions`)).status).toBe(405);
  });
  it('a full queue is 503 with Retry-After, and nothing of the request is taken', async () => {
    const reply = await fetch(`${url}/v1/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'policy', prompt, n: 2_000, temperature: 1, max_tokens: 5 }),
    });
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await complete({ prompt, temperature: 0, max_tokens: 2 })).status).toBe(200);
  });
});

describe('the process', () => {
  it('ends with its standard input, and on SIGTERM', async () => {
    const piped = start(['--models', 'models']);
    await piped.ready;
    piped.child.stdin.end();
    expect((await piped.ended).code).toBe(0);
    const signalled = start(['--models', 'models']);
    await signalled.ready;
    signalled.child.kill('SIGTERM');
    expect((await signalled.ended).code).toBe(0);
  });
  it.each([
    [
      'weights cut short',
      'model.safetensors',
      (bytes: Buffer) => bytes.subarray(0, 5_000),
      /model\.safetensors.*(cut short|more than the file holds)/,
    ],
    [
      'weights that are something else',
      'model.safetensors',
      () => Buffer.from('not weights, whatever they may be'),
      /model\.safetensors/,
    ],
    ['a configuration that is no JSON', 'config.json', () => Buffer.from('{'), /config\.json is not JSON/],
  ])('%s: says which file', async (_, name, damage, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'longthink-'));
    const model = join(folder, 'broken');
    mkdirSync(model);
    for (const file of ['config.json', 'model.safetensors', 'tokenizer.json']) {
      const bytes = readFileSync(join(root, 'models/policy', file));
      writeFileSync(join(model, file), file === name ? damage(bytes) : bytes);
    }
    const { code, words: said } = await start(['--models', folder]).ended;
    expect(code).toBe(1);
    expect(said).toMatch(words);
  });
});
