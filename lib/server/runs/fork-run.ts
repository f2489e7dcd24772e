/** From a request to a run that leaves another: its place in the parent's log, and by what it goes on from there. */
import { assertDefined } from '@/lib/base';
import { ForkError, forkOf, searchConfigSchema, type ForkedLog, type RunSpec } from '@/lib/search';
import { readEntries, type LogEntry, type RunLog } from '@/lib/runs';
import type { ForkRunRequest } from '@/lib/runs/wire';
import { ApiError, invalidInput } from '../http/api-error';
import { specOf, type SpecDependencies } from './create-run';
import type { RunRegistry } from './run-registry';

export interface ForkDependencies extends SpecDependencies {
  readonly registry: Pick<RunRegistry, 'summary' | 'startFrom'>;
  readonly store: { readonly runs: Pick<RunLog, 'read'> };
}

/**
 * The new run's id. Throws ApiError 400 naming the field, 404 for an unknown parent, 409 for one that cannot be read or left
 * there, and BackendError when a server that is needed does not answer.
 */
export async function forkRun(
  parent: string,
  request: ForkRunRequest,
  app: ForkDependencies,
  signal: AbortSignal,
): Promise<string> {
  // Also when it is there and cannot be read.
  await app.registry.summary(parent);
  const entries: LogEntry[] = [];
  for await (const read of readEntries(app.store.runs, parent)) entries.push(...read);
  const first = assertDefined(entries[0], 'a readable run has a log').event;
  if (first.type !== 'run-started') throw new ApiError('conflict', `The log of run ${parent} has no beginning.`);

  const { node, edit } = request;
  const seq = request.seq ?? (goesOnOtherwise(request) ? ('unanswered' as const) : undefined);
  const place = { parent, node, seq, edit };
  const shared = fork(entries, place).state.spec;
  const spec = await changedSpec(assertDefined(shared, 'what was started has its spec'), request, { app, signal });
  const forked = spec === undefined ? fork(entries, place) : fork(entries, { ...place, spec });
  return app.registry.startFrom(entries.slice(0, forked.shared), forked);
}

function fork(entries: readonly LogEntry[], options: Parameters<typeof forkOf>[1]): ForkedLog {
  try {
    return forkOf(
      entries.map(({ event }) => event),
      options,
    );
  } catch (error) {
    if (!(error instanceof ForkError)) throw error;
    throw new ApiError('conflict', error.said);
  }
}

function goesOnOtherwise({ strategy, config, policy, verifier, seed }: ForkRunRequest): boolean {
  return [strategy, config, policy, verifier, seed].some((change) => change !== undefined);
}

interface Dependencies {
  readonly app: SpecDependencies;
  readonly signal: AbortSignal;
}

/** Undefined: by what the parent went by there. */
async function changedSpec(
  spec: RunSpec,
  request: ForkRunRequest,
  { app, signal }: Dependencies,
): Promise<RunSpec | undefined> {
  if (!goesOnOtherwise(request)) return undefined;
  const { strategy, config, policy, verifier, seed } = request;
  const wanted = Object.entries({ ...spec.config, ...config }).filter(([, value]) => value !== null);
  const changed = searchConfigSchema.safeParse(Object.fromEntries(wanted));
  if (!changed.success) throw invalidInput(changed.error, 'The body: config');
  return specOf(
    {
      problem: spec.problem,
      strategy: strategy ?? spec.strategy,
      config: changed.data,
      policy: policy ?? spec.policy.name,
      verifier: verifier ?? spec.verifier?.name,
      seed: seed ?? spec.seed,
    },
    app,
    signal,
  );
}
