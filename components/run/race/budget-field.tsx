'use client';

import { useState } from 'react';
import type { Measure } from '@/lib/race';
import { raceMeasures, raceWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

/** FLOPs are asked for in thousands of millions, which is what a small search comes to. */
const scales: Readonly<Partial<Record<Measure, number>>> = { flops: 1e9 };

interface BudgetFieldProps {
  readonly name: string;
  readonly limit: Measure;
  /** Undefined: it may spend what it likes. */
  readonly budget: number | undefined;
  readonly onChange: (budget: number | undefined) => void;
}

/** What a lane may spend. What is typed stays as it is; an empty field sets no limit. */
export function BudgetField({ name, limit, budget, onChange }: BudgetFieldProps) {
  const say = useSay();
  const [draft, setDraft] = useState<string | undefined>();
  const scale = scales[limit] ?? 1;
  const { unit } = raceMeasures[limit];
  return (
    <label className="flex items-center gap-1.5 text-xs text-mute">
      <span>{say(raceWords.maySpend)}</span>
      <input
        type="number"
        inputMode="decimal"
        aria-label={say(raceWords.maySpendOf, { measure: say(raceMeasures[limit].title), name })}
        className="field min-h-0 w-24 px-1.5 py-0.5 text-right text-xs text-ink"
        min={0}
        step="any"
        value={draft ?? (budget === undefined ? '' : String(Number((budget / scale).toPrecision(6))))}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          const value = Number(text) * scale;
          if (text === '') onChange(undefined);
          else if (Number.isFinite(value) && value > 0) onChange(value);
        }}
        onBlur={() => setDraft(undefined)}
      />
      <span>{unit === undefined ? '' : say(unit)}</span>
    </label>
  );
}
