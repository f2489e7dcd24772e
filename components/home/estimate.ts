import { configOfForm, type RunForm } from '@/lib/client';
import { assumedAgreement, budgetOf, effortOf, searchConfigSchema, strategyOf, type SearchConfig } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import { sayIn, startWords, type Say } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';

export interface Estimate {
  /** What the strategy will ask the policy for. */
  readonly proposals: string;
  /** Policy tokens written, from finished runs of the same policy; undefined when there is none to learn from. */
  readonly tokens: number | undefined;
  /** Tokens of earlier solutions that it reads again in prompts; undefined where none is shown, or nothing is known. */
  readonly shownTokens: number | undefined;
  /** Runs that the estimate rests on. */
  readonly basis: number;
  /** The most that the settings allow to be written. */
  readonly limit: number;
}

/**
 * What a run would cost. Tokens of a solution are the mean over finished runs with the same policy, those with the same
 * strategy alone where there are any.
 */
export function estimateTokens(
  form: RunForm,
  policy: string | undefined,
  runs: readonly RunSummary[],
  say: Say = sayIn('en'),
): Estimate {
  const { kindOf, rollout } = strategyOf(form.strategy);
  const config = searchConfigSchema.parse(configOfForm(form));
  const isStepwise = !kindOf(0, config).isWhole;
  const n = budgetOf(form.strategy, config);
  const ahead = rollout?.(config)?.steps ?? 0;
  const { written, shown } = effortOf(form.strategy, config);
  const known = runs.filter((run) => run.status === 'finished' && run.policy === policy && run.policyTokens > 0);
  const alike = known.filter((run) => run.strategy === form.strategy);
  const basis = alike.length > 0 ? alike : known;
  const perSolution =
    basis.reduce((sum, run) => sum + run.policyTokens / effortOf(run.strategy, run.config).written, 0) / basis.length;
  return {
    proposals: isStepwise ? steppingWords(config, ahead, say) : wholeWords(n, { written, shown }, say),
    tokens: basis.length === 0 ? undefined : Math.round(perSolution * written),
    shownTokens: basis.length === 0 || shown === 0 ? undefined : Math.round(perSolution * shown),
    basis: basis.length,
    limit:
      n * (isStepwise ? Math.min(form.maxTokens, form.maxSteps * form.maxStepTokens) : form.maxTokens) +
      n * ahead * form.maxSteps * form.maxStepTokens,
  };
}

function steppingWords({ n, maxSteps: rounds }: SearchConfig, ahead: number, say: Say): string {
  return ahead === 0
    ? say(startWords.stepProposals, { n, rounds })
    : say(startWords.stepProposalsAhead, { n, ahead: formatCount(ahead), rounds });
}

/** `n`: the most that are written. */
function wholeWords(n: number, { written, shown }: ReturnType<typeof effortOf>, say: Say): string {
  const count = formatCount(n);
  if (shown > 0) return say(startWords.wholeInSight, { n: count, shown: formatCount(shown) });
  const likely = Math.round(written);
  return likely < n
    ? say(startWords.wholeAtMost, { n: count, likely, agree: 100 * assumedAgreement })
    : say(startWords.wholeSolutions, { n: count });
}
