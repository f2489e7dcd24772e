/**
 * Searches recorded with the product's own engine and clients: each as a log from its first entry to its end. The same search
 * is recorded once, whoever asks. Knows no lesson; nothing is stored.
 */
import { createPolicy, createVerifier } from '@/lib/backends';
import type { BackendContext, Backends } from '@/lib/backends';
import { assertDefined } from '@/lib/base';
import type { LogEntry } from '@/lib/runs/wire';
import { applyEvents, initialState, logVersion, search, searchConfigSchema, strategyOf } from '@/lib/search';
import type { Problem, RunSpec, SearchConfig, SearchEvent, SearchState, StrategyMap, StrategyName } from '@/lib/search';

export interface Recording {
  readonly spec: RunSpec;
  readonly entries: readonly LogEntry[];
  /** At the end. */
  readonly state: SearchState;
}

export interface Wish {
  readonly strategy: StrategyName;
  readonly config: Partial<SearchConfig>;
  /** Absent: the policy that searches go by when nothing is said. */
  readonly policy?: string;
}

export interface StudioOptions {
  readonly backends: Backends;
  readonly context: BackendContext;
  readonly seed: number;
  /** What a strategy that reads a map goes by. */
  readonly map: StrategyMap;
}

export class Studio {
  readonly #options: StudioOptions;
  readonly #made = new Map<string, Promise<Recording>>();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  /** Throws BackendError. */
  record(problem: Problem, wish: Wish): Promise<Recording> {
    const key = JSON.stringify([problem, wish]);
    const made = this.#made.get(key) ?? this.#search(problem, wish);
    this.#made.set(key, made);
    return made;
  }

  /** Recordings of other problems are not asked for again. */
  forget(): void {
    this.#made.clear();
  }

  async #search(problem: Problem, { strategy, config, policy: name }: Wish): Promise<Recording> {
    const { backends, context, seed, map } = this.#options;
    const chosen = name === undefined ? backends.policies[0] : backends.policies.find((each) => each.name === name);
    const policy = createPolicy(assertDefined(chosen, 'the policy is bundled'), context, 'interactive');
    const { needsVerifier, readsMap } = strategyOf(strategy);
    const verifier = needsVerifier
      ? createVerifier(assertDefined(backends.verifiers[0], 'a verifier is bundled'), context, 'interactive')
      : undefined;
    const spec: RunSpec = {
      problem,
      strategy,
      config: searchConfigSchema.parse({ ...config, ...(readsMap === true ? { map } : {}) }),
      seed,
      policy: policy.ref,
      ...(verifier === undefined ? {} : { verifier: verifier.ref }),
    };
    const entries: LogEntry[] = [];
    const add = (event: SearchEvent) => entries.push({ seq: entries.length + 1, at: Date.now(), event });
    add({ type: 'run-started', version: logVersion, spec });
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    for await (const turn of search({ state, policy, verifier, signal: new AbortController().signal }))
      turn.forEach(add);
    add({ type: 'run-ended', status: 'finished' });
    return {
      spec,
      entries,
      state: applyEvents(
        initialState,
        entries.map(({ event }) => event),
      ),
    };
  }
}
