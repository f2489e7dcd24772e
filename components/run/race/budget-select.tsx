import { measures } from '@/lib/race';
import { raceWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { RaceForm } from './race-form';
import type { Race } from './race-model';
import { measureWords } from './race-words';

interface BudgetSelectProps {
  readonly race: Race;
  readonly onChange: (change: Pick<RaceForm, 'limit' | 'budgets'>) => void;
}

/** What the lanes' budgets are in; to begin with each may spend what the cheapest did. */
export function BudgetSelect({ race: { known, lanes, limit }, onChange }: BudgetSelectProps) {
  const say = useSay();
  return (
    <select
      className="field w-auto"
      aria-label={say(raceWords.budgets)}
      title={say(raceWords.budgetsHint)}
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
      <option value="">{say(raceWords.noBudgets)}</option>
      {known.map((measure) => (
        <option key={measure} value={measure}>
          {say(raceWords.budgetsIn, { measure: say(measureWords[measure].noun) })}
        </option>
      ))}
    </select>
  );
}
