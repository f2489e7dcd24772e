/** Runs a whole search in memory, for tests: from a spec or from any prefix of a log, to a log. */
import { applyEvents, initialState } from '../reduce';
import { search } from '../engine';
import { searchConfigSchema, type RunSpec, type SearchConfig, type StrategyName } from '../config';
import { logVersion, type SearchEvent } from '../events';
import { strategyOf } from '../strategies';
import { toyModels, type ToyOptions } from './toy';

export function toySpec(strategy: StrategyName, config: Partial<SearchConfig> = {}, seed = 1): RunSpec {
  return {
    problem: { text: 'A problem.', answer: '3' },
    strategy,
    seed,
    config: searchConfigSchema.parse({ n: 8, beamWidth: 4, maxSteps: 6, maxTokens: 60, maxStepTokens: 12, ...config }),
    policy: { name: 'toy policy', model: 'toy' },
    ...(strategyOf(strategy).needsVerifier
      ? { verifier: { name: 'toy verifier', model: 'toy', kind: 'toy', recommendedAggregation: 'last' } }
      : {}),
  };
}

export interface ToyRun {
  readonly events: readonly SearchEvent[];
  readonly outcome: 'complete' | 'stepped' | 'stopped' | 'failed';
}

/** Goes on from `log` until the search is over, fails, or has yielded `limit` events. */
export async function goOn(
  log: readonly SearchEvent[],
  options: ToyOptions & { readonly limit?: number } = {},
): Promise<ToyRun> {
  const models = toyModels(options);
  const events: SearchEvent[] = [...log];
  const stop = new AbortController();
  const state = applyEvents(initialState, log);
  const needsVerifier = strategyOf(state.spec!.strategy).needsVerifier;
  const stream = search({
    state,
    policy: models.policy,
    verifier: needsVerifier ? models.verifier : undefined,
    signal: stop.signal,
  });
  try {
    for (let left = options.limit ?? Infinity; ;) {
      const step = await stream.next();
      if (step.done === true) return { events, outcome: step.value };
      events.push(step.value);
      if (--left === 0) stop.abort();
    }
  } catch {
    return { events, outcome: 'failed' };
  }
}

export function runToy(spec: RunSpec, options: ToyOptions & { readonly limit?: number } = {}): Promise<ToyRun> {
  return goOn([{ type: 'run-started', version: logVersion, spec }], options);
}
