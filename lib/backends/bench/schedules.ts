/**
 * Wall-clock of many searches against two bounds, side by side: `npm run bench -- schedules [--problems 24]
 * [--n 16] [--pace 50] [--rows 32] [--at-once 24]`. (a) The lockstep schedule of the reference toolkit. (b) The tokens
 * written, divided by what the same server writes per second when it is kept full.
 *
 * On bundled servers, one for the policy and one for the verifier, that take `1 / pace` seconds for a token of up to `rows`
 * sequences, as a GPU does; both are started anew for each schedule, so that none finds the other's cache. With
 * `--policy URL --verifier URL --kind KIND` on servers that are there; the schedules then have different seeds.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assertDefined } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import { applyEvents, initialState, logVersion, search, searchConfigSchema } from '@/lib/search';
import type { Policy, Problem, SearchEvent, SearchState, StrategyName, Verifier } from '@/lib/search';
import { createBackendContext, createPolicy, createVerifier, readBackends, resolveModel } from '../index';
import { Lockstep } from './lockstep';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({
  options: {
    problems: { type: 'string', default: '24' },
    n: { type: 'string', default: '16' },
    pace: { type: 'string', default: '50' },
    rows: { type: 'string', default: '32' },
    'at-once': { type: 'string', default: '24' },
    policy: { type: 'string' },
    verifier: { type: 'string' },
    kind: { type: 'string', default: 'rlhflow-prm' },
  },
});
const [problemCount, n, rows, atOnce] = ([values.problems, values.n, values.rows, values['at-once']] as const).map(
  Number,
) as [number, number, number, number];
/** `search_batch_size` of the reference toolkit. */
const batchSize = 25;
const strategies: readonly StrategyName[] = ['beam-search', 'dvts'];
/** How long the server is kept full, after as long a start. */
const fullSeconds = 4;

const set = readFileSync(`${root}/models/tiny-math/tiny-math-500.jsonl`, 'utf8').trim().split('\n');
const problems = Array.from({ length: problemCount }, (_, i): Problem => {
  const row = JSON.parse(set[Math.floor((i * set.length) / problemCount)]!) as { problem: string; answer: string };
  return { text: row.problem, answer: row.answer };
});
const tasks = strategies.flatMap((strategy) => problems.map((problem) => ({ strategy, problem })));

interface Models {
  readonly policy: Policy;
  readonly verifier: Verifier;
}

interface Served extends Models {
  readonly policyUrl: string;
  readonly model: string;
  close(): Promise<void>;
}

async function startBundled(): Promise<{ readonly url: string; readonly end: () => void }> {
  const process_ = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'lib/bundled/main.ts',
      '--port',
      '0',
      '--models',
      'models',
      '--workers',
      '1',
      '--rows',
      String(rows),
      '--pace',
      values.pace,
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(process_.stdout).once('line', resolve);
    process_.once('exit', () => reject(new Error('The bundled model server ended before it was ready.')));
  });
  return { url: `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`, end: () => process_.kill() };
}

/** Fresh servers, or those that are there. */
async function serve(): Promise<Served> {
  const own = values.policy === undefined ? [await startBundled(), await startBundled()] : [];
  const judge = existsSync(`${root}/models/prm/config.json`) ? 'prm' : 'baseline';
  const [policyUrl, verifierUrl] =
    own.length > 0 ? own.map(({ url }) => url) : [values.policy, values.verifier ?? values.policy];
  const { policies, verifiers } = readBackends(
    {
      policies: [{ name: 'policy', url: policyUrl, ...(own.length > 0 ? { model: 'policy' } : {}) }],
      verifiers: [
        { name: 'verifier', kind: values.kind, url: verifierUrl, ...(own.length > 0 ? { model: judge } : {}) },
      ],
    },
    { env: {} },
  );
  const context = createBackendContext();
  const { signal } = new AbortController();
  const policy = await resolveModel(policies[0]!, context, signal);
  const verifier = await resolveModel(verifiers[0]!, context, signal);
  return {
    policy: createPolicy(policy, context, 'experiment'),
    verifier: createVerifier(verifier, context, 'experiment'),
    policyUrl: policy.url,
    model: assertDefined(policy.model, 'it was asked for'),
    async close() {
      await context.close();
      for (const { end } of own) end();
    },
  };
}

async function run(
  { strategy, problem }: (typeof tasks)[number],
  { policy, verifier }: Models,
  seed: number,
): Promise<SearchState> {
  const start: SearchEvent = {
    type: 'run-started',
    version: logVersion,
    spec: {
      problem,
      strategy,
      config: searchConfigSchema.parse({ n, beamWidth: 4, temperature: 0.8 }),
      seed,
      policy: policy.ref,
      verifier: verifier.ref,
    },
  };
  const state = applyEvents(initialState, [start]);
  const events: SearchEvent[] = [];
  for await (const turn of search({ state, policy, verifier, signal: new AbortController().signal }))
    events.push(...turn);
  return applyEvents(state, events);
}

interface Measured {
  readonly seconds: number;
  readonly tokens: number;
  readonly scored: number;
}

function measured(from: number, states: readonly SearchState[]): Measured {
  const sum = (of: (state: SearchState) => number) => states.reduce((total, state) => total + of(state), 0);
  return {
    seconds: (performance.now() - from) / 1_000,
    tokens: sum(({ totals }) => totals.policy.completionTokens),
    scored: sum(({ totals }) => totals.verifier.promptTokens),
  };
}

async function free(models: Models, seed: number): Promise<Measured> {
  const queue = [...tasks];
  const states: SearchState[] = [];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift())
        states.push(await run(task, models, seed));
    }),
  );
  return measured(from, states);
}

async function lockstep(models: Models, seed: number): Promise<Measured & { readonly phases: Lockstep['seconds'] }> {
  const states: SearchState[] = [];
  const phases = { write: 0, score: 0 };
  const from = performance.now();
  for (const strategy of strategies) {
    const own = tasks.filter((task) => task.strategy === strategy);
    for (let first = 0; first < own.length; first += batchSize) {
      const steps = new Lockstep();
      const stepped = { policy: steps.policy(models.policy), verifier: steps.verifier(models.verifier) };
      states.push(...(await Promise.all(own.slice(first, first + batchSize).map((task) => run(task, stepped, seed)))));
      phases.write += steps.seconds.write;
      phases.score += steps.seconds.score;
    }
  }
  return { ...measured(from, states), phases };
}

/** Tokens per second of a server that always has more to do than it can. */
async function saturated({ policy, policyUrl, model }: Served): Promise<number> {
  const prompts = await Promise.all(problems.map((problem) => policy.prepare(problem, new AbortController().signal)));
  const began = performance.now();
  const until = began + 2 * fullSeconds * 1_000;
  let tokens = 0;
  await Promise.all(
    Array.from({ length: 2 * rows }, async (_, i) => {
      for (let seed = i; performance.now() < until; seed += 2 * rows) {
        const { tokenIds, text } = prompts[seed % prompts.length]!;
        const reply = await fetch(`${policyUrl}/v1/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            model,
            prompt: tokenIds ?? text,
            max_tokens: 24,
            temperature: 0.8,
            seed,
            ignore_eos: true,
          }),
        }).catch(() => undefined);
        // Servers close connections that were kept open as the next request is on its way.
        if (reply === undefined) continue;
        const { usage } = (await reply.json()) as { usage: { completion_tokens: number } };
        const now = performance.now();
        if (now > began + fullSeconds * 1_000 && now <= until) tokens += usage.completion_tokens;
      }
    }),
  );
  return tokens / fullSeconds;
}

async function on<T>(work: (served: Served) => Promise<T>): Promise<T> {
  const served = await serve();
  try {
    return await work(served);
  } finally {
    await served.close();
  }
}

const isReal = values.policy !== undefined;
const rate = await on(saturated);
// A real server is slow at what it has not done before: one pass of each is thrown away.
if (isReal) for (const schedule of [free, lockstep]) await on((models) => schedule(models, 3));
const ours = await on((models) => free(models, 1));
const theirs = await on((models) => lockstep(models, isReal ? 2 : 1));
const shown = (name: string, { seconds, tokens, scored }: Measured) =>
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s  ${String(tokens).padStart(7)} tokens written  ${String(scored).padStart(8)} read by the verifier  ${Math.round(tokens / seconds)} tokens/s`,
  );
console.log(
  `${tasks.length} searches (${strategies.join(', ')}; n = ${n}, M = 4; ${problems.length} problems), ${isReal ? `servers at ${values.policy}` : `bundled servers, ${1_000 / Number(values.pace)} ms a token, ${rows} sequences`}`,
);
shown(`Longthink, ${atOnce} searches at once`, ours);
shown(`lockstep, batches of ${batchSize}`, theirs);
console.log(
  `${''.padEnd(34)}           (of these ${theirs.phases.write.toFixed(1)} s writing, ${theirs.phases.score.toFixed(1)} s scoring)`,
);
console.log(`server kept full                   ${Math.round(rate)} tokens/s`);
const perToken = ({ seconds, tokens }: Measured) => seconds / tokens;
const ofFull = ({ seconds, tokens }: Measured) => seconds / (tokens / rate);
printRatios({
  '(a) time a token, Longthink / lockstep': perToken(ours) / perToken(theirs),
  '(b) wall-clock / (tokens / server kept full)': ofFull(ours),
  '(b) of lockstep': ofFull(theirs),
});
