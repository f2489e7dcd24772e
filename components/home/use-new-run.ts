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
  breakpointsFromParams,
  breakpointsToParams,
  fitsWordings,
  linkToRace,
  mostLanes,
  problemsQuery,
  recentRunsQuery,
  runFormFromParams,
  runFormToParams,
  settledForm,
  startTogether,
  templatesQuery,
  type RunForm,
} from '@/lib/client';
import {
  maxProblemLength,
  searchConfigSchema,
  strategyOf,
  validateConfig,
  type Breakpoints,
  type Problem,
  type StrategyName,
} from '@/lib/search';
import { fateWords, navigationWords, sayIn, startWords, type Language, type Say } from '@/lib/words';
import { useUrlForm } from '@/components/app/use-url-form';
import { partsApart, type Contestant } from '@/components/strategies/told-apart';
import { fillTemplate, knownAnswer } from './template-text';
import { estimateTokens } from './estimate';
import { problemLimit, useListedProblem } from './use-set-problems';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';

const roleWords = { policy: startWords.rolePolicy, verifier: startWords.roleVerifier } as const;

/** Everything the start page shows and does: the form, what may be chosen, what it would cost, and starting it. */
export function useNewRun() {
  const say = useSay();
  const language = useLanguage();
  const [linkedForm, change] = useUrlForm<StartForm>(startFormFromParams, startFormToParams);
  const { against, breakpoints } = linkedForm;
  const backends = useQuery(backendsQuery());
  const problems = useQuery(problemsQuery({ limit: problemLimit }));
  const templates = useQuery(templatesQuery());
  const recent = useQuery(recentRunsQuery(24));
  const form = useMemo(() => settledForm(linkedForm, problems.data?.problems ?? []), [linkedForm, problems.data]);
  const router = useRouter();
  const start = useMutation({
    // What they are called then: the form may be another when an answer comes.
    mutationFn: ({ bodies }: { readonly bodies: readonly CreateRunRequest[]; readonly names: readonly string[] }) =>
      startTogether(bodies),
    onSuccess: (ids) => {
      router.push(ids.length === 1 ? `/runs/${ids[0]}` : linkToRace(ids));
    },
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
  const own = settingsOf(form);
  const rivals = useMemo(() => against.map((settings) => runFormFromParams(new URLSearchParams(settings))), [against]);
  const contestants = [...rivals, form].map((each) => contestantIn(each, policies, verifiers));
  const apart = partsApart(contestants, language);
  const isViewing = useIsViewingOnly();
  const blocked = isViewing
    ? say(navigationWords.whyViewingOnly)
    : unknown === undefined
      ? (whyUnfit(policy, form.strategy, say) ??
        whyNot(form, problem, { needed: isScored ? [policy, verifier] : [policy], language }) ??
        (against.includes(own) ? say(startWords.changeRival) : undefined))
      : say(startWords.unknownServer, { name: unknown });
  const bodyOf = (wanted: RunForm, chosen: Problem): CreateRunRequest => {
    const { needsVerifier } = strategyOf(wanted.strategy);
    const writer = byName(policies, wanted.policy)?.name ?? wanted.policy;
    const reader = byName(verifiers, wanted.verifier)?.name ?? wanted.verifier;
    return {
      problem: chosen,
      strategy: wanted.strategy,
      config: configOfForm(wanted),
      seed: wanted.seed,
      ...(writer === undefined ? {} : { policy: writer }),
      ...(needsVerifier && reader !== undefined ? { verifier: reader } : {}),
    };
  };
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
    whyUnfit: (strategy: StrategyName) => whyUnfit(policy, strategy, say),
    start,
    backends,
    isReadingProblem: isReading,
    templates,
    recent,
    estimate: estimateTokens(
      form,
      policy?.name,
      recent.data?.runs.filter((run) => run.status !== 'unreadable') ?? [],
      say,
    ),
    run: () => {
      if (problem === undefined || blocked !== undefined || start.isPending) return;
      const last = bodyOf(form, problem);
      const isBroken = Object.keys(breakpoints).length > 0;
      start.mutate({
        bodies: [...rivals.map((rival) => bodyOf(rival, problem)), isBroken ? { ...last, breakpoints } : last],
        names: apart.map(({ parts }) => parts.join(say(fateWords.comma))),
      });
    },
    breakpoints,
    /** What is started beside the form, as it was when it was put aside, each with what tells it from the others. */
    rivals: rivals.map((rival, i) => ({ ...rival, apart: apart[i]?.parts ?? [] })),
    /** Undefined where there is no room for another, or it would be one that there is. */
    putAside:
      rivals.length >= mostLanes - 1 || against.includes(own)
        ? undefined
        : () => change({ against: [...against, own] }),
    dropRival: (place: number) => change({ against: against.toSpliced(place, 1) }),
  };
}

export type NewRun = ReturnType<typeof useNewRun>;

/** The form, and the settings that are to run beside it on the same problem. */
interface StartForm extends RunForm {
  readonly against: readonly string[];
  /** Of the run of the form; what is put aside runs through. */
  readonly breakpoints: Breakpoints;
}

function startFormFromParams(params: URLSearchParams): StartForm {
  return {
    ...runFormFromParams(params),
    against: params.getAll('against').slice(0, mostLanes - 1),
    breakpoints: breakpointsFromParams(params),
  };
}

function startFormToParams(form: StartForm): URLSearchParams {
  const params = runFormToParams(form);
  for (const settings of form.against) params.append('against', settings);
  breakpointsToParams(form.breakpoints, params);
  return params;
}

/** All of a form but its problem, as it stands in an address. */
function settingsOf(form: RunForm): string {
  return runFormToParams({ ...form, source: 'set', set: '', problem: '' }).toString();
}

function byName(backends: readonly BackendStatus[], name: string | undefined): BackendStatus | undefined {
  return name === undefined ? backends[0] : backends.find((backend) => backend.name === name);
}

function contestantIn(
  form: RunForm,
  policies: readonly BackendStatus[],
  verifiers: readonly BackendStatus[],
): Contestant {
  const { strategy, seed } = form;
  const reader = byName(verifiers, form.verifier);
  return {
    strategy,
    config: searchConfigSchema.parse(configOfForm(form)),
    seed,
    policy: byName(policies, form.policy)?.name ?? form.policy,
    ...(strategyOf(strategy).needsVerifier
      ? { verifier: reader?.name ?? form.verifier, recommended: reader?.recommendedAggregation }
      : { verifier: undefined }),
  };
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
        : {
            text: fillTemplate(template, form.slots),
            answer: knownAnswer(template, form.slots),
            level: template.level,
            subject: template.family,
          };
    case 'own': {
      const text = form.text.trim();
      const answer = form.answer.trim();
      return text === '' ? undefined : { text, ...(answer === '' ? {} : { answer }) };
    }
  }
}

/** Why the policy cannot carry the strategy, as far as its probe tells; the server finds out before a run starts. */
export function whyUnfit(
  policy: BackendStatus | undefined,
  strategy: StrategyName,
  say: Say = sayIn('en'),
): string | undefined {
  if (policy?.capabilities.stepwise !== false || !strategyOf(strategy).isStepwise) return undefined;
  return say(startWords.wholeOnly, { name: policy.name });
}

/** Why the run cannot be started as the form stands, in words; undefined when it can. */
function whyNot(
  form: RunForm,
  problem: Problem | undefined,
  { needed, language }: { readonly needed: readonly (BackendStatus | undefined)[]; readonly language: Language },
): string | undefined {
  const say = sayIn(language);
  if (problem === undefined) return say(form.source === 'own' ? startWords.typeFirst : startWords.chooseFirst);
  if (problem.text.length > maxProblemLength) return say(startWords.tooLong, { most: maxProblemLength });
  const [complaint] = validateConfig(form.strategy, searchConfigSchema.parse(configOfForm(form)));
  if (complaint !== undefined) return complaint.said[language];
  const down = needed.find((backend) => backend !== undefined && !backend.isReachable);
  return down === undefined
    ? undefined
    : say(startWords.waitingFor, { role: say(roleWords[down.role]), name: down.name });
}
