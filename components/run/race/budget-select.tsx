import { measures } from '@/lib/race';
import type { RaceForm } from './race-form';
import type { Race } from './race-model';
import { measureWords } from './race-words';

interface BudgetSelectProps {
  readonly race: Race;
  readonly limit: RaceForm['limit'];
  readonly onChange: (change: Pick<RaceForm, 'limit' | 'budgets'>) => void;
}

/** What the lanes' budgets are in; to begin with each may spend what the cheapest did. */
export function BudgetSelect({ race: { known, lanes }, limit, onChange }: BudgetSelectProps) {
  return (
    <select
      className="field w-auto"
      aria-label="Budgets"
      title="A lane ends when its budget is spent; the run itself goes on"
      value={limit ?? ''}
      onChange={(event) => {
        const next = measures.find((measure) => measure === event.target.value);
        const spent = lanes.map(({ source, spentAtEnd }) =>
          next === undefined || source.lane.end === 0 ? Infinity : (spentAtEnd[next] ?? Infinity),
        );
        const least = Math.min(...spent.filter((amount) => amount > 0));
        onChange({ limit: next, budgets: next === undefined || least === Infinity ? [] : lanes.map(() => least) });
      }}
    >
      <option value="">No budgets</option>
      {known.map((measure) => (
        <option key={measure} value={measure}>
          Budgets in {measureWords[measure].noun}
        </option>
      ))}
    </select>
  );
}
