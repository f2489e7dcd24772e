import { configOfForm, type RunForm } from '@/lib/client';
import { searchConfigSchema, strategyOf, type StrategyName } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import { strategyLooks } from '@/components/strategies/looks';
import { plural } from '@/components/ui/numbers';

export interface Estimate {
  /** What the strategy will ask the policy for. */
  readonly proposals: string;
  /** Policy tokens, from finished runs of the same policy; undefined when there is none to learn from. */
  readonly tokens: number | undefined;
  /** Runs that the estimate rests on. */
  readonly basis: number;
  /** The most the settings allow. */
  readonly limit: number;
}

/**
 * What a run would cost. Tokens per unit of budget are the mean over finished runs with the same policy, those with the
 * same strategy alone where there are any.
 */
export function estimateTokens(form: RunForm, policy: string | undefined, runs: readonly RunSummary[]): Estimate {
  const { isStepwise, rollout } = strategyOf(form.strategy);
  const n = budgetOf(form.strategy, form.n);
  const ahead = rollout?.(searchConfigSchema.parse(configOfForm(form)))?.steps ?? 0;
  const known = runs.filter((run) => run.status === 'finished' && run.policy === policy && run.policyTokens > 0);
  const alike = known.filter((run) => run.strategy === form.strategy);
  const basis = alike.length > 0 ? alike : known;
  const perUnit =
    basis.reduce((sum, run) => sum + run.policyTokens / budgetOf(run.strategy, run.config.n), 0) / basis.length;
  return {
    proposals: isStepwise
      ? `${n} step proposals a round${ahead === 0 ? '' : `, ${plural(ahead, 'step')} ahead from each`}, at most ${form.maxSteps} rounds`
      : `${strategyLooks[form.strategy].shelf === 'stop' ? 'at most ' : ''}${plural(n, 'solution')}`,
    tokens: basis.length === 0 ? undefined : Math.round(perUnit * n),
    basis: basis.length,
    limit:
      n * (isStepwise ? Math.min(form.maxTokens, form.maxSteps * form.maxStepTokens) : form.maxTokens) +
      n * ahead * form.maxSteps * form.maxStepTokens,
  };
}

/** What is written without a budget is one solution. */
function budgetOf(strategy: StrategyName, n: number): number {
  return strategyOf(strategy).settings.includes('n') ? n : 1;
}
