/** For tests: whole searches over scripted servers, and what came of each in a line. */
import { onTestFinished } from 'vitest';
import {
  applyEvents,
  BackendError,
  initialState,
  logVersion,
  lostPathsOf,
  search,
  searchConfigSchema,
  solutionsOf,
  strategyOf,
} from '@/lib/search';
import type { RunSpec, SearchConfig, SearchEvent, SearchState, StrategyName } from '@/lib/search';
import { createPolicy, createVerifier, resolveModel, whyNotStepwise } from '../index';
import type { BackendContext, PolicyBackend } from '../index';
import { neverAborted, scripted, testContext, verifierAt } from './setup';
import type { Script } from './scripted-server';

/** Ends every wait before a retry at once; those of idle timers are longer. */
export function impatientContext(): BackendContext {
  const { context, clock } = testContext();
  const timer = setInterval(() => {
    const [next] = clock.pending();
    if (next !== undefined && next < 5_000) clock.advance(next);
  }, 5);
  onTestFinished(() => clearInterval(timer));
  return context;
}

export interface Searched {
  readonly strategy?: StrategyName;
  readonly config?: Partial<SearchConfig>;
}

/** A search over `policy`, its steps scored by a plain verifier. Throws what the search throws. */
export async function searched(
  backend: PolicyBackend,
  context: BackendContext,
  { strategy = 'beam-search', config = {} }: Searched = {},
): Promise<SearchState> {
  const scores: Script = (reply, { body }) =>
    reply.json({ scores: (body.steps as readonly string[][]).map((steps) => steps.map(() => 0.9)) });
  const judge = await scripted({ 'POST /score': scores });
  const resolved = await resolveModel(backend, context, neverAborted);
  // As it comes before every such run.
  if (strategyOf(strategy).isStepwise) await whyNotStepwise(resolved, context, neverAborted);
  const policy = createPolicy(resolved, context, 'interactive');
  const verifier = createVerifier(verifierAt(judge.url, 'score-api'), context, 'interactive');
  const spec: RunSpec = {
    problem: { text: 'What is $40 + 2$?', answer: '42' },
    strategy,
    seed: 3,
    policy: policy.ref,
    verifier: verifier.ref,
    config: searchConfigSchema.parse({ n: 4, beamWidth: 2, maxTokens: 600, ...config }),
  };
  const started: SearchEvent = { type: 'run-started', version: logVersion, spec };
  const events: SearchEvent[] = [started];
  const state = applyEvents(initialState, [started]);
  for await (const turn of search({ state, policy, verifier, signal: neverAborted })) events.push(...turn);
  return applyEvents(initialState, events);
}

/** The texts of all solutions of a search, its nodes beside the root, and the tokens that its calls wrote. Throws what the search throws. */
export async function textsOver(
  backend: PolicyBackend,
  context: BackendContext,
  asked: Searched,
): Promise<{ readonly texts: readonly string[]; readonly nodes: number; readonly tokens: number }> {
  const state = await searched(backend, context, asked);
  return {
    texts: solutionsOf(state).map(({ text }) => text),
    nodes: state.nodes.size - 1,
    tokens: state.calls.reduce((sum, call) => sum + call.completionTokens, 0),
  };
}

/** What a user would be told: the answers and what was lost, or why there is no run. */
export async function outcomeOf(backend: PolicyBackend, context: BackendContext, asked: Searched): Promise<string> {
  try {
    const { isStepwise } = strategyOf(asked.strategy ?? 'beam-search');
    const resolved = isStepwise ? await resolveModel(backend, context, neverAborted) : undefined;
    const reason = resolved === undefined ? undefined : await whyNotStepwise(resolved, context, neverAborted);
    if (reason !== undefined) return `refused: ${reason}`;
    const state = await searched(backend, context, asked);
    const answers = solutionsOf(state).map(({ answer }) => answer ?? 'none');
    const lost = Object.entries(lostPathsOf(state)).flatMap(([fate, count]) =>
      typeof count === 'number' && count > 0 ? [`${count} ${fate}`] : [],
    );
    return [`answers ${answers.join(' ')}`.trim(), ...lost].join(', ');
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return `failed: ${error.message}`;
  }
}
