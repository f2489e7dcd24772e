/** From the grid that was asked for to the beginning of an experiment's log: problems, cells, and the models as they are served now. */
import {
  cellsOf,
  experimentLogVersion,
  gridComplaints,
  maxRuns,
  countRuns,
  type Complaint,
  type ExperimentStart,
  type PlannedRun,
} from '@/lib/experiments';
import type { ExperimentData, ExperimentSpec } from '@/lib/experiments/model';
import { BackendError, type RunSpec } from '@/lib/search';
import { asText, fillText, gridComplaintTexts, refusalTexts, toldAs, toldFailure } from '@/lib/words';
import { ApiError, isOf } from '../http/api-error';
import { mappedConfig } from '../maps/mapped-config';
import type { StrategyMaps } from '../maps/strategy-maps';
import type { Models } from '../models/models';
import type { ProblemSource } from '../problems/problems';

export interface StartDependencies {
  readonly models: Pick<Models, 'policy' | 'verifier' | 'resolved' | 'verifierRef' | 'whyUnfit'>;
  readonly problems: ProblemSource;
  readonly maps: Pick<StrategyMaps, 'named' | 'madeWith'>;
}

/** Throws ApiError 400 that names every field that is wrong, before anything is asked of a server. */
export async function plannedExperiment(
  spec: ExperimentSpec,
  { models, problems: source, maps }: StartDependencies,
): Promise<Pick<ExperimentData, 'cells' | 'problems'>> {
  const mapped = await withMaps(spec, maps);
  refuse([...gridComplaints(mapped), ...unknownModels(spec, models)]);
  const problems = await source.selected(spec.problems);
  const cells = cellsOf(mapped);
  const count = countRuns({ cells, problems, spec });
  if (count > maxRuns) {
    const told = { problems: problems.length, runs: count.toLocaleString('en'), most: maxRuns.toLocaleString('en') };
    refuse([{ path: 'problems', said: fillText(gridComplaintTexts.tooManyRuns, told) }]);
  }
  return { cells, problems };
}

/** Throws ApiError 400 naming the fields, BackendError when a server that is needed does not answer. */
export async function experimentStart(
  spec: ExperimentSpec,
  dependencies: StartDependencies,
  signal: AbortSignal,
): Promise<ExperimentStart> {
  const { cells, problems } = await plannedExperiment(spec, dependencies);
  const { models, maps } = dependencies;
  const policies = await Promise.all(
    namesOf(cells.map(({ policy }) => policy)).map((name) => models.resolved(models.policy(name), signal)),
  );
  refuse(await unfitCells(cells, policies, { models, signal }));
  const verifiers = await Promise.all(
    namesOf(cells.flatMap(({ verifier }) => verifier ?? [])).map((name) =>
      models.resolved(models.verifier(name), signal),
    ),
  );
  const refs = {
    policies: policies.map(({ name, model }) => ({ name, model: model ?? name })),
    verifiers: verifiers.map((verifier) => models.verifierRef(verifier)),
  };
  const modelOf = (served: readonly { readonly name: string; readonly model: string }[], name: string | undefined) =>
    served.find((each) => each.name === name)?.model;
  return {
    type: 'experiment-started',
    version: experimentLogVersion,
    origin: 'measured',
    spec,
    cells: await Promise.all(
      cells.map(async (cell) => {
        const models = {
          policy: modelOf(refs.policies, cell.policy) ?? cell.policy,
          verifier: modelOf(refs.verifiers, cell.verifier),
        };
        return { ...cell, config: await mappedConfig({ ...cell, ...models }, maps) };
      }),
    ),
    problems: [...problems],
    models: [...policies, ...verifiers].map(({ name, role, parametersM, price }) => ({
      name,
      role,
      ...(parametersM === undefined ? {} : { parametersM }),
      ...(price === undefined ? {} : { promptPrice: price.prompt, completionPrice: price.completion }),
    })),
    ...refs,
  };
}

/** The grid with the maps that it names in its configs. */
async function withMaps(spec: ExperimentSpec, maps: StartDependencies['maps']): Promise<ExperimentSpec> {
  const strategies = await Promise.all(
    spec.strategies.map(async ({ map: name, ...grid }, i) =>
      name === undefined
        ? grid
        : { ...grid, config: { ...grid.config, map: await maps.named(name, `strategies[${i}].map`) } },
    ),
  );
  return { ...spec, strategies };
}

/** What is searched for one run of the plan; undefined when the start does not know its problem or models. */
export function runSpecOf(start: ExperimentStart, { cell, problem: uniqueId, seed }: PlannedRun): RunSpec | undefined {
  const problem = start.problems.find((each) => each.uniqueId === uniqueId);
  const policy = start.policies.find(({ name }) => name === cell.policy);
  const verifier = start.verifiers.find(({ name }) => name === cell.verifier);
  if (problem === undefined || policy === undefined || (cell.verifier !== undefined && verifier === undefined))
    return undefined;
  return {
    problem,
    strategy: cell.strategy,
    config: cell.config,
    seed,
    policy,
    ...(verifier === undefined ? {} : { verifier }),
  };
}

function unknownModels(spec: ExperimentSpec, models: StartDependencies['models']): readonly Complaint[] {
  const roles = [
    ...(['policies', 'baselines'] as const).map((path) => ({ path, find: (name: string) => models.policy(name) })),
    { path: 'verifiers', find: (name: string) => models.verifier(name) },
  ] as const;
  return roles.flatMap(({ path, find }) =>
    spec[path].flatMap((name, i) => {
      try {
        find(name);
        return [];
      } catch (error) {
        if (!isOf(BackendError, 'BackendError', error)) throw error;
        return [{ path: `${path}[${i}]`, said: toldFailure(error).said ?? asText(error.message) }];
      }
    }),
  );
}

/** Strategies that the server of their policy cannot carry, each pair once. */
async function unfitCells(
  cells: ExperimentData['cells'],
  policies: readonly ReturnType<Models['policy']>[],
  { models, signal }: { readonly models: StartDependencies['models']; readonly signal: AbortSignal },
): Promise<readonly Complaint[]> {
  const complaints = new Map<string, Complaint>();
  for (const { strategy, policy: name } of cells) {
    const policy = policies.find((each) => each.name === name);
    const reason = policy === undefined ? undefined : await models.whyUnfit(policy, strategy, signal);
    if (reason !== undefined)
      complaints.set(`${strategy} ${name}`, {
        path: 'policies',
        said: fillText(gridComplaintTexts.ofStrategy, { strategy, reason }),
      });
  }
  return [...complaints.values()];
}

function refuse(complaints: readonly Complaint[]): void {
  const [first] = complaints;
  if (first === undefined) return;
  const issues = complaints.map(({ path, said }) => ({ path, ...toldAs(said) }));
  throw new ApiError('bad-request', fillText(refusalTexts.grid, { path: first.path, complaint: first.said }), {
    issues,
  });
}

function namesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
