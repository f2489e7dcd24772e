/** One search in memory, with the product's own engine and clients; nothing is stored. */
import { createPolicy, createVerifier } from '@/lib/backends';
import type { BackendContext, Backends } from '@/lib/backends';
import { assertDefined } from '@/lib/base';
import { applyEvents, initialState, logVersion, search } from '@/lib/search';
import type { Problem, SearchEvent, SearchState } from '@/lib/search';
import type { Task } from './plan';

/** The state at the end of the search. Throws BackendError. */
export async function runTask(
  task: Task,
  problem: Problem,
  seed: number,
  { backends, context }: { readonly backends: Backends; readonly context: BackendContext },
): Promise<SearchState> {
  const policy = createPolicy(
    assertDefined(
      backends.policies.find(({ name }) => name === task.policy),
      'the policy is configured',
    ),
    context,
    'interactive',
  );
  const chosen =
    task.verifier === undefined
      ? undefined
      : assertDefined(
          backends.verifiers.find(({ name }) => name === task.verifier),
          'the verifier is configured',
        );
  const verifier = chosen === undefined ? undefined : createVerifier(chosen, context, 'interactive');
  const start: SearchEvent = {
    type: 'run-started',
    version: logVersion,
    spec: {
      problem,
      strategy: task.strategy,
      config: task.config,
      seed,
      policy: policy.ref,
      ...(verifier === undefined ? {} : { verifier: verifier.ref }),
    },
  };
  const state = applyEvents(initialState, [start]);
  const events: SearchEvent[] = [];
  for await (const turn of search({ state, policy, verifier, signal: new AbortController().signal }))
    events.push(...turn);
  return applyEvents(state, events);
}
