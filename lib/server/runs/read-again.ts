/** Steps of a run read to another verifier, for whoever asks what it would have decided. Generates nothing and writes into no log. */
import { fillText, reviveRefusals } from '@/lib/words';
import { assertDefined } from '@/lib/base';
import { loadRun, type RunLog } from '@/lib/runs';
import { pathOf, type Verifier } from '@/lib/search';
import type { Priority } from '@/lib/backends';
import type { ReadAgainReply, ReadAgainRequest } from '@/lib/runs/wire';
import { ApiError } from '../http/api-error';
import { readTexts } from '../models/read-texts';
import type { RunRegistry } from './run-registry';

export interface ReadAgainDependencies {
  readonly registry: Pick<RunRegistry, 'summary'>;
  readonly store: { readonly runs: Pick<RunLog, 'read'> };
  readonly models: { verifierPort(name: string, signal: AbortSignal, priority: Priority): Promise<Verifier> };
}

/**
 * Throws ApiError 404 for an unknown run or step, 409 for a run that cannot be read, and BackendError for a verifier that is not
 * configured or does not answer.
 */
export async function readAgain(
  runId: string,
  { verifier: name, ends }: ReadAgainRequest,
  app: ReadAgainDependencies,
  signal: AbortSignal,
): Promise<ReadAgainReply> {
  // Also when it is there and cannot be read.
  await app.registry.summary(runId);
  const { state } = await loadRun(app.store.runs, runId);
  const { problem } = assertDefined(state.spec, 'a readable run has its spec');
  const unknown = ends.find((end) => !state.nodes.has(end));
  if (unknown !== undefined) throw new ApiError('not-found', fillText(reviveRefusals.noStep, { step: unknown }));
  const verifier = await app.models.verifierPort(name, signal, 'interactive');
  // As in a search, it is not asked about blank steps.
  const paths = ends.map((end) => pathOf(state, end).filter(({ text }) => text.trim() !== ''));
  const scores = await readTexts(
    verifier,
    paths.map((path) => path.map(({ text }) => text)),
    { problem, prompt: state.prompt ?? { text: problem.text }, session: `${runId} read again` },
    signal,
  );
  const said = new Map<string, ReadAgainReply['said'][number]>();
  for (const [i, path] of paths.entries())
    for (const [j, { id: node }] of path.entries()) {
      const score = scores[i]?.[j];
      if (score === undefined) break;
      said.set(node, typeof score === 'number' ? { node, score } : { node, ...score });
    }
  const { recommendedAggregation } = verifier.ref;
  return {
    ...(recommendedAggregation === undefined ? {} : { aggregation: recommendedAggregation }),
    said: [...said.values()],
  };
}
