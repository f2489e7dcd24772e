'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import {
  backendsQuery,
  budgetsOf,
  createExperiment,
  defaultExperimentForm,
  deleteProblemSet,
  estimateQuery,
  experimentFormFromParams,
  experimentFormToParams,
  gridStrategies,
  problemSetsQuery,
  queryKeys,
  specOfForm,
  type ExperimentForm,
} from '@/lib/client';
import type { ExperimentSpec } from '@/lib/experiments/model';
import { strategyOf } from '@/lib/search';
import type { ProblemSet } from '@/lib/problems/wire';
import type { BackendStatus } from '@/lib/backends/status';
import { curveWords, gridFormWords, navigationWords, sayIn, type Language } from '@/lib/words';
import { nounsAtStart, strategyTitle } from '@/components/strategies/looks-of';
import { useRemoval } from '@/components/app/use-removal';
import { useUrlForm } from '@/components/app/use-url-form';
import { useSettled } from '@/components/app/use-settled';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';

/** As many problems as are asked for at first, whatever the size of the set: enough for a first look. */
const fewProblems = 50;

/** The grid as it is asked for (in the URL), what may be chosen, what it would cost, and starting it. */
export function useNewExperiment() {
  const say = useSay();
  const language = useLanguage();
  const [form, change] = useUrlForm<ExperimentForm>(experimentFormFromParams, experimentFormToParams);
  const backends = useQuery(backendsQuery());
  const sets = useQuery(problemSetsQuery());
  const router = useRouter();
  const client = useQueryClient();

  const policies = useMemo(() => backends.data?.filter(({ role }) => role === 'policy') ?? [], [backends.data]);
  const verifiers = useMemo(() => backends.data?.filter(({ role }) => role === 'verifier') ?? [], [backends.data]);
  const chosen = {
    policies: form.policies ?? namesOf(policies.slice(0, 1)),
    verifiers: form.verifiers ?? namesOf(verifiers.slice(0, 1)),
    baselines: form.baselines ?? namesOf(policies.slice(1, 2)),
  };
  const spec = specOfForm(form, chosen, form.name.trim() === '' ? nameOf(form, language) : form.name.trim());
  const isViewing = useIsViewingOnly();
  const blocked = isViewing
    ? say(navigationWords.whyViewingOnly)
    : whyNot(form, spec, { isKnown: backends.data !== undefined, language });
  // The estimate follows what is asked for once the reader has stopped changing it.
  const settled = useSettled(JSON.stringify(blocked === undefined ? { ...spec, name: 'estimate' } : undefined));
  const estimate = useQuery(
    estimateQuery(
      useMemo(() => (settled === undefined ? undefined : (JSON.parse(settled) as ExperimentSpec)), [settled]),
    ),
  );
  const start = useMutation({
    mutationFn: createExperiment,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: queryKeys.experiments });
      router.push(`/experiments/${encodeURIComponent(id)}`);
    },
  });
  const take = ({ name, problems }: Pick<ProblemSet, 'name' | 'problems'>) =>
    change({ set: name, every: Math.max(1, Math.floor(problems / fewProblems)), levels: [], subjects: [] });
  const removal = useRemoval({ remove: deleteProblemSet, queryKey: queryKeys.problemSets });
  const shown = sets.data?.filter(({ name }) => !removal.isGone(name)) ?? [];
  const removeSet = (name: string) => {
    const { set, every } = defaultExperimentForm;
    change({ set, every, levels: [], subjects: [] });
    removal.ask(name);
  };
  /** The one that was deleted last is the chosen one again. */
  const undoRemoval = () => {
    const last = sets.data?.find(({ name }) => name === removal.waiting.at(-1));
    removal.undo();
    if (last !== undefined) take(last);
  };
  return {
    form,
    change,
    backends,
    policies,
    verifiers,
    chosen,
    sets,
    spec,
    blocked,
    estimate,
    start,
    /** Of the sets, those that are not being deleted. */
    shown,
    take,
    removal,
    removeSet,
    undoRemoval,
    set: shown.find(({ name }) => name === form.set),
    begin: () => {
      if (blocked === undefined && !start.isPending) start.mutate(spec);
    },
  };
}

export type NewExperiment = ReturnType<typeof useNewExperiment>;

function namesOf(backends: readonly BackendStatus[]): readonly string[] {
  return backends.map(({ name }) => name);
}

/** `Best-of-N, beam search, DVTS to n 64 on tiny-math-500`. */
function nameOf(form: ExperimentForm, language: Language): string {
  const say = sayIn(language);
  const used = gridStrategies.filter((strategy) => budgetsOf(form, strategy).length > 0);
  const largest = Math.max(1, ...used.flatMap((strategy) => budgetsOf(form, strategy)));
  const names = used
    .map((strategy) => say(strategyTitle(strategy)))
    .map((title, i) =>
      i === 0 || title === title.toUpperCase() ? title : `${title[0]!.toLowerCase()}${title.slice(1)}`,
    );
  const strategies = names.join(say(curveWords.listComma));
  return say(gridFormWords.nameOf, { strategies, n: largest, set: form.set }).slice(0, 200);
}

/** Why the grid cannot be asked for as it stands, in words; undefined when it can. */
function whyNot(
  form: ExperimentForm,
  spec: ExperimentSpec,
  { isKnown, language }: { readonly isKnown: boolean; readonly language: Language },
): string | undefined {
  const say = sayIn(language);
  if (!isKnown) return say(gridFormWords.waitingForServers);
  if (form.set === '') return say(gridFormWords.chooseSet);
  if (spec.strategies.length === 0) return say(gridFormWords.chooseStrategy);
  if (spec.policies.length === 0) return say(gridFormWords.choosePolicy);
  const scoring = spec.strategies.map(({ strategy }) => strategy).filter((name) => strategyOf(name).needsVerifier);
  if (spec.verifiers.length === 0 && scoring.length > 0)
    return say(scoring.length === 1 ? gridFormWords.scoresItsSteps : gridFormWords.scoreTheirSteps, {
      strategies: nounsAtStart(scoring, language),
    });
  return spec.seeds.length === 0 ? say(gridFormWords.nameSeed) : undefined;
}
