/** From a request to the full spec of a run: defaults, names, and the combinations that make no sense. */
import { randomInt } from 'node:crypto';
import { BackendError, maxSeed, searchConfigSchema, strategyOf, validateConfig } from '@/lib/search';
import type { RunSpec } from '@/lib/search';
import type { CreateRunRequest } from '@/lib/runs/wire';
import { fillText, refusalTexts, toldAs } from '@/lib/words';
import { ApiError, isOf } from '../http/api-error';
import { mappedConfig } from '../maps/mapped-config';
import type { StrategyMaps } from '../maps/strategy-maps';
import type { Models } from '../models/models';

export interface SpecDependencies {
  readonly models: Pick<Models, 'policy' | 'verifier' | 'resolved' | 'verifierRef' | 'whyUnfit' | 'whyTooLong'>;
  readonly maps: Pick<StrategyMaps, 'named' | 'madeWith'>;
}

/** Throws ApiError 400 naming the field, also for a strategy that the policy’s server cannot carry and a problem that does not fit its context, BackendError when a server that is needed does not answer. */
export async function specOf(
  request: CreateRunRequest,
  { models, maps }: SpecDependencies,
  signal: AbortSignal,
): Promise<RunSpec> {
  const { problem, strategy, seed = randomInt(maxSeed) } = request;
  const map = request.map === undefined ? request.config?.map : await maps.named(request.map, 'map');
  const config = searchConfigSchema.parse({ ...request.config, map });
  const complaints = validateConfig(strategy, config);
  const [first] = complaints;
  if (first !== undefined) {
    const issues = complaints.map(({ field, said }) => ({ path: `config.${field}`, ...toldAs(said) }));
    throw new ApiError('bad-request', fillText(refusalTexts.config, { complaint: first.said }), { issues });
  }
  const policy = await models.resolved(
    named('policy', () => models.policy(request.policy)),
    signal,
  );
  const reason = await models.whyUnfit(policy, strategy, signal);
  if (reason !== undefined) throw refusedField('policy', reason);
  const excess = await models.whyTooLong(policy, problem, signal);
  if (excess !== undefined) throw refusedField('problem', excess);
  const spec = { problem, strategy, config, seed, policy: { name: policy.name, model: policy.model ?? policy.name } };
  if (!strategyOf(strategy).needsVerifier) return spec;
  const verifier = await models.resolved(
    named('verifier', () => models.verifier(request.verifier)),
    signal,
  );
  const ref = models.verifierRef(verifier);
  const search = { strategy, config, policy: spec.policy.model, verifier: ref.model };
  return { ...spec, config: await mappedConfig(search, maps), verifier: ref };
}

/** A name that is not configured is the caller's mistake, not a server's. */
function named<T>(field: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (!isOf(BackendError, 'BackendError', error)) throw error;
    throw refusedField(field, error.message);
  }
}

function refusedField(field: string, message: string): ApiError {
  return new ApiError('bad-request', fillText(refusalTexts.field, { field, why: message }), {
    issues: [{ path: field, message }],
  });
}
