/**
 * Tokens per second of the bundled server: `npm run bench -- throughput [workers]`. Policies write at 1, 16 and
 * 64 sequences; verifiers judge whole solutions. Over HTTP and from one request, as a search asks for them.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { printRatios } from '@/lib/launch/bench/ratios';

const workers = process.argv[2] ?? String(availableParallelism());
const server = spawn(
  process.execPath,
  ['--import', 'tsx', 'lib/bundled/main.ts', '--port', '0', '--models', 'models', '--workers', workers],
  {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
const started = performance.now();
const { port, models, runtime } = await new Promise<{ port: number; models: string[]; runtime: string }>((resolve) => {
  server.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as never));
});
console.log(`ready in ${Math.round(performance.now() - started)} ms, ${workers} workers, ${runtime}`);

async function post<T>(path: string, body: object): Promise<T> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()) as T;
}

const seconds = 3;
const ratios: Record<string, number> = {};
await post('/v1/completions', { model: 'policy', prompt: 'Evaluate $6 + 3$.', max_tokens: 1 });
console.log(`first token ${Math.round(performance.now() - started)} ms after the start`);
const { tokens: prompt } = await post<{ tokens: number[] }>('/tokenize', {
  model: models[0],
  messages: [{ role: 'user', content: 'Evaluate $6 + 3 \\times 4 - 5$.' }],
});
for (const model of models) {
  let ofOne = 0;
  for (const n of [1, 16, 64]) {
    let tokens = 0;
    const from = performance.now();
    for (let seed = 0; performance.now() - from < seconds * 1000; seed += n) {
      const { usage } = await post<{ usage: { completion_tokens: number } }>('/v1/completions', {
        model,
        prompt,
        n,
        seed,
        temperature: 0.8,
        max_tokens: 100,
        ignore_eos: true,
      });
      tokens += usage.completion_tokens;
    }
    const rate = tokens / ((performance.now() - from) / 1000);
    console.log(`${model.padEnd(10)} writes ${String(n).padStart(3)} sequences: ${Math.round(rate)} tokens/s`);
    if (n === 1) ofOne = rate;
    else ratios[`${model}, ${n} sequences / one`] = rate / ofOne;
  }
  const { choices } = await post<{ choices: { token_ids: number[] }[] }>('/v1/completions', {
    model,
    prompt,
    n: 64,
    seed: 1,
    temperature: 1,
    max_tokens: 150,
    return_token_ids: true,
  });
  const solutions = choices.map(({ token_ids }) => [...prompt, ...token_ids]);
  let judged = 0;
  const from = performance.now();
  while (performance.now() - from < seconds * 1000) {
    await post('/v1/completions', { model, prompt: solutions, max_tokens: 1, temperature: 0, prompt_logprobs: 0 });
    judged += solutions.reduce((sum, ids) => sum + ids.length, 0);
  }
  const rate = judged / ((performance.now() - from) / 1000);
  console.log(`${model.padEnd(10)} judges 64 whole solutions: ${Math.round(rate)} prompt tokens/s`);
  ratios[`${model}, judging / writing one`] = rate / ofOne;
}
server.kill();
printRatios(ratios);
