/**
 * Tokens per second of the bundled server: `npm run bench -- throughput [workers [URL]]`. Policies write at 1, 4, 16 and
 * 64 sequences; verifiers judge whole solutions. Over HTTP and from one request, as a search asks for them, a new problem each
 * time. URL is a llama-server that holds the policy's weights (a GGUF of them): it writes the same, in turns with ours.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { printRatios } from '@/lib/launch/bench/ratios';

const workers = process.argv[2] ?? String(availableParallelism());
const llamaUrl = process.argv[3];
const root = fileURLToPath(new URL('../../..', import.meta.url));
const server = spawn(
  process.execPath,
  ['--import', 'tsx', 'lib/bundled/main.ts', '--port', '0', '--models', 'models', '--workers', workers],
  {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
const started = performance.now();
const { port, models, runtime } = await new Promise<{ port: number; models: string[]; runtime: string }>((resolve) => {
  server.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as never));
});
console.log(`ready in ${Math.round(performance.now() - started)} ms, ${workers} workers, ${runtime}`);

const ours = `http://127.0.0.1:${port}`;

async function post<T>(url: string, body: object): Promise<T> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()) as T;
}

const seconds = 3;
const ratios: Record<string, number> = {};
await post(`${ours}/v1/completions`, { model: 'policy', prompt: 'Evaluate $6 + 3$.', max_tokens: 1 });
console.log(`first token ${Math.round(performance.now() - started)} ms after the start`);

const problems = readFileSync(`${root}/models/tiny-math/tiny-math-500.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { problem: string }).problem);
const prompts = await Promise.all(
  problems.map(async (content) => {
    const messages = [{ role: 'user', content }];
    return (await post<{ tokens: number[] }>(`${ours}/tokenize`, { model: models[0], messages })).tokens;
  }),
);

/**
 * Tokens a second, over `seconds` and after a second that does not count, of what writes `n` sequences of 100 tokens to a
 * problem and says how many tokens those are.
 */
async function rateOf(n: number, write: (prompt: readonly number[], seed: number) => Promise<number>): Promise<number> {
  let tokens = 0;
  let from = performance.now();
  let isWarm = false;
  for (let turn = 0; !isWarm || performance.now() - from < seconds * 1000; turn++) {
    tokens += await write(prompts[(turn * 7) % prompts.length]!, turn * n);
    if (isWarm || performance.now() - from < 1000) continue;
    isWarm = true;
    tokens = 0;
    from = performance.now();
  }
  return tokens / ((performance.now() - from) / 1000);
}
const writtenByUs = (model: string, n: number) => async (prompt: readonly number[], seed: number) => {
  const { usage } = await post<{ usage: { completion_tokens: number } }>(`${ours}/v1/completions`, {
    model,
    prompt,
    n,
    seed,
    temperature: 0.8,
    max_tokens: 100,
    ignore_eos: true,
  });
  return usage.completion_tokens;
};
const writtenByLlama = (url: string, n: number) => async (prompt: readonly number[], seed: number) => {
  const sampling = { temperature: 0.8, samplers: ['temperature'], n_predict: 100, ignore_eos: true };
  const replies = await Promise.all(
    Array.from({ length: n }, (_, i) =>
      post<{ tokens_predicted: number }>(`${url}/completion`, { ...sampling, prompt, seed: seed + i }),
    ),
  );
  return replies.reduce((sum, { tokens_predicted }) => sum + tokens_predicted, 0);
};

for (const model of models) {
  let ofOne = 0;
  for (const n of [1, 4, 16, 64]) {
    const rate = await rateOf(n, writtenByUs(model, n));
    console.log(`${model.padEnd(10)} writes ${String(n).padStart(3)} sequences: ${Math.round(rate)} tokens/s`);
    if (n === 1) ofOne = rate;
    else ratios[`${model}, ${n} sequences / one`] = rate / ofOne;
    if (model !== 'policy' || llamaUrl === undefined) continue;
    const llama = await rateOf(n, writtenByLlama(llamaUrl, n));
    console.log(`llama.cpp  writes ${String(n).padStart(3)} sequences: ${Math.round(llama)} tokens/s`);
    ratios[`policy, ${n} sequences / llama.cpp`] = rate / llama;
  }
  const { choices } = await post<{ choices: { token_ids: number[] }[] }>(`${ours}/v1/completions`, {
    model,
    prompt: prompts[0],
    n: 64,
    seed: 1,
    temperature: 1,
    max_tokens: 150,
    return_token_ids: true,
  });
  const solutions = choices.map(({ token_ids }) => [...prompts[0]!, ...token_ids]);
  let judged = 0;
  const from = performance.now();
  while (performance.now() - from < seconds * 1000) {
    await post(`${ours}/v1/completions`, {
      model,
      prompt: solutions,
      max_tokens: 1,
      temperature: 0,
      prompt_logprobs: 0,
    });
    judged += solutions.reduce((sum, ids) => sum + ids.length, 0);
  }
  const rate = judged / ((performance.now() - from) / 1000);
  console.log(`${model.padEnd(10)} judges 64 whole solutions: ${Math.round(rate)} prompt tokens/s`);
  ratios[`${model}, judging / writing one`] = rate / ofOne;
}
server.kill();
printRatios(ratios);
