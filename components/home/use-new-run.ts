'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { CreateRunRequest } from '@/lib/runs/wire';
import type { ListedProblem, ProblemTemplate } from '@/lib/problems/wire';
import type { BackendStatus } from '@/lib/backends/status';
import {
  backendsQuery,
  configOfForm,
  createRun,
  fitsWordings,
  problemsQuery,
  recentRunsQuery,
  runFormFromParams,
  runFormToParams,
  settledForm,
  templatesQuery,
  type RunForm,
} from '@/lib/client';
import {
  maxProblemLength,
  searchConfigSchema,
  strategyOf,
  validateConfig,
  type Problem,
  type StrategyName,
} from '@/lib/search';
import { useUrlForm } from '@/components/app/use-url-form';
import { fillTemplate } from './template-text';
import { estimateTokens } from './estimate';
import { problemLimit, useListedProblem } from './use-set-problems';
import { useIsViewingOnly, viewingOnlyWords } from '@/components/ui/viewing-only';

/** Everything the start page shows and does: the form, what may be chosen, what it would cost, and starting it. */
export function useNewRun() {
  const [linkedForm, change] = useUrlForm<RunForm>(runFormFromParams, runFormToParams);
  const backends = useQuery(backendsQuery());
  const problems = useQuery(problemsQuery({ limit: problemLimit }));
  const templates = useQuery(templatesQuery());
  const recent = useQuery(recentRunsQuery(24));
  const form = useMemo(() => settledForm(linkedForm, problems.data?.problems ?? []), [linkedForm, problems.data]);
  const router = useRouter();
  const start = useMutation({
    mutationFn: (body: CreateRunRequest) => createRun(body),
    onSuccess: ({ runId }) => router.push(`/runs/${runId}`),
  });

  const policies = useMemo(() => backends.data?.filter((backend) => backend.role === 'policy') ?? [], [backends.data]);
  const verifiers = useMemo(
    () => backends.data?.filter((backend) => backend.role === 'verifier') ?? [],
    [backends.data],
  );
  const policy = byName(policies, form.policy);
  const verifier = byName(verifiers, form.verifier);
  const isScored = strategyOf(form.strategy).needsVerifier;
  const template = templates.data?.find((candidate) => candidate.id === form.template) ?? templates.data?.[0];
  const { listed, isReading } = useListedProblem(form);
  const problem = problemOf(form, listed, template);
  const fits = useMemo(
    () =>
      fitsWordings([
        ...(templates.data ?? []).map((known) => known.text),
        ...(problems.data?.problems ?? []).map((known) => known.text),
      ]),
    [templates.data, problems.data],
  );
  const isOutside =
    form.source !== 'template' && policy?.isBundled === true && problem !== undefined && !fits(problem.text);

  const unknown =
    backends.data === undefined
      ? undefined
      : policy === undefined
        ? form.policy
        : isScored && verifier === undefined
          ? form.verifier
          : undefined;
  const isViewing = useIsViewingOnly();
  const blocked = isViewing
    ? viewingOnlyWords
    : unknown === undefined
      ? (whyUnfit(policy, form.strategy) ?? whyNot(form, problem, isScored ? [policy, verifier] : [policy]))
      : `“${unknown}” is not configured here. Choose another server.`;
  return {
    form,
    change,
    policies,
    verifiers,
    policy,
    verifier,
    isScored,
    template,
    problem,
    isOutside,
    blocked,
    whyUnfit: (strategy: StrategyName) => whyUnfit(policy, strategy),
    start,
    backends,
    isReadingProblem: isReading,
    templates,
    recent,
    estimate: estimateTokens(form, policy?.name, recent.data?.runs.filter((run) => run.status !== 'unreadable') ?? []),
    run: () => {
      if (problem === undefined || blocked !== undefined) return;
      start.mutate({
        problem,
        strategy: form.strategy,
        config: configOfForm(form),
        seed: form.seed,
        ...(policy === undefined ? {} : { policy: policy.name }),
        ...(isScored && verifier !== undefined ? { verifier: verifier.name } : {}),
      });
    },
  };
}

export type NewRun = ReturnType<typeof useNewRun>;

function byName(backends: readonly BackendStatus[], name: string | undefined): BackendStatus | undefined {
  return name === undefined ? backends[0] : backends.find((backend) => backend.name === name);
}

function problemOf(
  form: RunForm,
  listed: ListedProblem | undefined,
  template: ProblemTemplate | undefined,
): Problem | undefined {
  switch (form.source) {
    case 'set': {
      if (listed === undefined) return undefined;
      const { set: _set, ...problem } = listed;
      return problem;
    }
    case 'template':
      return template === undefined
        ? undefined
        : { text: fillTemplate(template, form.slots), level: template.level, subject: template.family };
    case 'own': {
      const text = form.text.trim();
      const answer = form.answer.trim();
      return text === '' ? undefined : { text, ...(answer === '' ? {} : { answer }) };
    }
  }
}

/** Why the policy cannot carry the strategy, as far as its probe tells; the server finds out before a run starts. */
export function whyUnfit(policy: BackendStatus | undefined, strategy: StrategyName): string | undefined {
  if (policy?.capabilities.stepwise !== false || !strategyOf(strategy).isStepwise) return undefined;
  return `“${policy.name}” writes whole solutions only: its server does not go on with a step that was begun.`;
}

/** Why the run cannot be started as the form stands, in words; undefined when it can. */
function whyNot(
  form: RunForm,
  problem: Problem | undefined,
  needed: readonly (BackendStatus | undefined)[],
): string | undefined {
  if (problem === undefined) return form.source === 'own' ? 'Type a problem first.' : 'Choose a problem first.';
  if (problem.text.length > maxProblemLength) return `The problem is longer than ${maxProblemLength} characters.`;
  const [complaint] = validateConfig(form.strategy, searchConfigSchema.parse(configOfForm(form)));
  if (complaint !== undefined) return complaint;
  const down = needed.find((backend) => backend !== undefined && !backend.isReachable);
  return down === undefined ? undefined : `Waiting for the ${down.role} “${down.name}”.`;
}
