/** Attempts as the bundled reviser sees them: its real server, the clients of the product, its own template. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackendContext, createPolicy, createVerifier } from '@/lib/backends';
import { assertDefined } from '@/lib/base';
import { applyEvents, initialState, logVersion, search, searchConfigSchema } from '@/lib/search';
import type { SearchState, StrategyName } from '@/lib/search';
import { readConfiguredBackends, readSettings } from '../settings/settings';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const context = createBackendContext();
const signal = new AbortController().signal;
let server: ChildProcessWithoutNullStreams;
let url = '';

beforeAll(async () => {
  server = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/bundled/main.ts', '--port', '0', '--models', 'models', '--workers', '1'],
    { cwd: root },
  );
  const line = await new Promise<Buffer>((resolve) => server.stdout.once('data', resolve));
  url = `http://127.0.0.1:${(JSON.parse(line.toString()) as { port: number }).port}`;
});
afterAll(async () => {
  await context.close();
  server.kill();
});

function models() {
  const { policies, verifiers } = readConfiguredBackends(readSettings(root, {}), url);
  const named = <Backend extends { readonly name: string }>(all: readonly Backend[], name: string) =>
    assertDefined(
      all.find((each) => each.name === name),
      `${name} is bundled`,
    );
  return {
    policy: createPolicy(named(policies, 'reviser'), context, 'interactive'),
    verifier: createVerifier(named(verifiers, 'prm'), context, 'interactive'),
  };
}

const problem = { text: 'Solve for $x$: $11x + 15 = 5x + 33$.', answer: '3' };

async function searched(strategy: StrategyName, config: object): Promise<SearchState> {
  const { policy, verifier } = models();
  const spec = {
    problem,
    strategy,
    config: searchConfigSchema.parse(config),
    seed: 1,
    policy: policy.ref,
    verifier: verifier.ref,
  };
  let state = applyEvents(initialState, [{ type: 'run-started', version: logVersion, spec }]);
  const events = [];
  for await (const turn of search({ state, policy, verifier, signal })) events.push(...turn);
  state = applyEvents(state, events);
  return state;
}

describe('the bundled reviser', () => {
  it('is shown a problem and attempts by the very ids that it was trained on', async () => {
    const { prompts } = JSON.parse(readFileSync(join(root, 'models', 'reviser', 'reference.json'), 'utf8')) as {
      readonly prompts: readonly {
        readonly problem: string;
        readonly attempts: readonly string[];
        readonly prompt_ids: readonly number[];
      }[];
    };
    expect(prompts.map(({ attempts }) => attempts.length)).toEqual([0, 1, 4]);
    const { policy } = models();
    for (const { problem: text, attempts, prompt_ids } of prompts)
      for (const ask of ['revise', 'aggregate'] as const) {
        const turn = attempts.length === 0 ? undefined : { ask, attempts };
        expect((await policy.prepare({ text }, signal, turn)).tokenIds).toEqual(prompt_ids);
      }
  });

  it('revises in chains, and aggregates what it has written', async () => {
    const chains = await searched('revisions', { n: 6, revisions: 3 });
    expect([...chains.nodes.values()].filter(({ attempts = [] }) => attempts.length > 0).length).toBeGreaterThan(0);
    expect(chains.selected.weighted?.answer).toBe(problem.answer);
    const population = await searched('self-aggregation', { n: 8, loops: 2, aggregated: 4 });
    expect(population.selected.majority?.answer).toBe(problem.answer);
  });
});
