'use client';

import { comparisonWords, curveWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { ChangeCurvesForm } from '../curves/curves-form';

interface BudgetSelectProps {
  readonly budgets: readonly number[];
  readonly budget: number;
  readonly change: ChangeCurvesForm;
}

/** At which budget the numbers of the comparison stand. */
export function BudgetSelect({ budgets, budget, change }: BudgetSelectProps) {
  const say = useSay();
  return (
    <select
      className="field w-auto"
      aria-label={say(comparisonWords.budget)}
      value={budget}
      onChange={(event) => change({ budget: Number(event.target.value) })}
    >
      {budgets.map((n) => (
        <option key={n} value={n}>
          {say(curveWords.budgetIs, { n })}
        </option>
      ))}
    </select>
  );
}
