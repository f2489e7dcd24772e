/** Runs a whole search in memory, for tests: from a spec or from any prefix of a log, to a log. */
import { applyEvents, initialState } from '../log/reduce';
import { search } from '../engine/engine';
import { searchConfigSchema, type SearchConfig } from '../shapes/config';
import type { RunSpec } from '../log/run-spec';
import { logVersion, type Prompt, type SearchEvent } from '../log/events';
import { strategyOf, type StrategyName } from '../strategies';
import {
  allScored,
  scriptedPolicy,
  scriptedVerifier,
  type Plan,
  type PolicyLine,
  type ScriptedPolicy,
  type ScriptedVerifier,
  type VerifierLine,
} from './scripted';
import type { Policy, ProposeRequest, ScoreRequest, Verifier } from '../engine/ports';
import type { SearchState } from '../log/state';
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
  readonly outcome: 'complete' | 'stepped' | 'paused' | 'stopped' | 'failed';
  /** What was thrown; only with `failed`. */
  readonly error?: unknown;
}

/** The two ports of a run. */
export interface Models {
  readonly policy: Policy;
  readonly verifier: Verifier;
}

export interface DriveOptions {
  /** Events after which the search is aborted. */
  readonly limit?: number | undefined;
  readonly scoresAtEnd?: boolean | undefined;
  readonly isWatched?: (() => boolean) | undefined;
}

/** Goes on from `log` until the search is over, fails, or has yielded `limit` events. */
export async function drive(
  log: readonly SearchEvent[],
  { policy, verifier }: Models,
  { limit = Infinity, scoresAtEnd = false, isWatched = () => true }: DriveOptions = {},
): Promise<ToyRun> {
  const events: SearchEvent[] = [...log];
  const stop = new AbortController();
  const state = applyEvents(initialState, log);
  const needsVerifier = strategyOf(state.spec!.strategy).needsVerifier;
  const { signal } = stop;
  const stream = search({
    state,
    policy,
    verifier: needsVerifier ? verifier : undefined,
    signal,
    scoresAtEnd,
    isWatched,
  });
  try {
    for (let left = limit; ;) {
      const step = await stream.next();
      if (step.done === true) return { events, outcome: step.value };
      events.push(...step.value.slice(0, left));
      left -= step.value.length;
      if (left <= 0) stop.abort();
    }
  } catch (error) {
    return { events, outcome: 'failed', error };
  }
}

export interface ScriptedRun extends ToyRun {
  readonly state: SearchState;
  readonly policy: ScriptedPolicy;
  readonly verifier: ScriptedVerifier;
}

/** A run against scripts, from `log` on where there is one. Every step is scored 0.5 unless the verifier has a script. */
export async function runScripted(
  spec: RunSpec,
  { policy: policyPlan, verifier: verifierPlan = allScored(0.5), log = startOf(spec), ...scripts }: Scripts,
): Promise<ScriptedRun> {
  const { limit, scoresAtEnd, isWatched, prompt, prepare = prompt && (() => prompt) } = scripts;
  const policy = scriptedPolicy(policyPlan, prepare);
  const verifier = scriptedVerifier(verifierPlan);
  const run = await drive(log, { policy, verifier }, { limit, scoresAtEnd, isWatched });
  return { ...run, policy, verifier, state: applyEvents(initialState, run.events) };
}

interface Scripts extends DriveOptions {
  readonly policy: Plan<ProposeRequest, PolicyLine>;
  readonly verifier?: Plan<ScoreRequest, VerifierLine>;
  /** Every prompt; or how they are built from attempts. */
  readonly prompt?: Prompt;
  readonly prepare?: (attempts: readonly string[]) => Prompt;
  readonly log?: readonly SearchEvent[];
}

/** `drive` with the toy models. */
export function goOn(
  log: readonly SearchEvent[],
  { limit, scoresAtEnd, isWatched, ...options }: ToyOptions & DriveOptions = {},
): Promise<ToyRun> {
  return drive(log, toyModels(options), { limit, scoresAtEnd, isWatched });
}

export function startOf(spec: RunSpec): readonly SearchEvent[] {
  return [{ type: 'run-started', version: logVersion, spec }];
}

export function runToy(spec: RunSpec, options: ToyOptions & DriveOptions = {}): Promise<ToyRun> {
  return goOn(startOf(spec), options);
}
