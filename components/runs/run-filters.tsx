import { strategyNames } from '@/lib/search';
import { runStatusSchema } from '@/lib/runs/wire';
import { statusTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { FilterSelect } from '@/components/ui/filter-select';
import type { FilterForm } from './use-run-list';

const verdicts = [
  { value: 'right', title: 'Right' },
  { value: 'wrong', title: 'Wrong' },
  { value: 'unknown', title: 'Not known' },
];

interface RunFiltersProps {
  readonly form: FilterForm;
  readonly change: (changes: Partial<FilterForm>) => void;
}

/** What narrows the list; kept in the URL. */
export function RunFilters({ form, change }: RunFiltersProps) {
  return (
    <div
      role="search"
      aria-label="Filter the runs"
      className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
    >
      <input
        type="search"
        className="field col-span-2 sm:col-span-1"
        aria-label="Text of the problem"
        placeholder="Text of the problem"
        maxLength={200}
        value={form.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <FilterSelect
        label="Status"
        none="Any status"
        options={runStatusSchema.options.map((value) => ({ value, title: statusTitles[value] }))}
        value={form.status}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        label="Strategy"
        none="Any strategy"
        options={strategyNames.map((value) => ({ value, title: strategyLooks[value].title }))}
        value={form.strategy}
        onChange={(strategy) => change({ strategy })}
      />
      <FilterSelect
        label="Right or wrong"
        none="Right or wrong"
        options={verdicts}
        value={form.correct}
        onChange={(correct) => change({ correct })}
        className="col-span-2 sm:col-span-1"
      />
    </div>
  );
}
