'use client';

import type { ChangeCurvesForm } from '../curves/curves-form';

interface BudgetSelectProps {
  readonly budgets: readonly number[];
  readonly budget: number;
  readonly change: ChangeCurvesForm;
}

/** At which budget the numbers of the comparison stand. */
export function BudgetSelect({ budgets, budget, change }: BudgetSelectProps) {
  return (
    <select
      className="field w-auto"
      aria-label="Budget of the comparison"
      value={budget}
      onChange={(event) => change({ budget: Number(event.target.value) })}
    >
      {budgets.map((n) => (
        <option key={n} value={n}>
          n = {n}
        </option>
      ))}
    </select>
  );
}
