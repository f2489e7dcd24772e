import { strategyNames } from '@/lib/search';
import { runStatusSchema } from '@/lib/runs/wire';
import { statusTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import type { FilterForm } from './use-run-list';

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
      <select
        className="field"
        aria-label="Status"
        value={form.status}
        onChange={(event) => change({ status: event.target.value })}
      >
        <option value="">Any status</option>
        {runStatusSchema.options.map((status) => (
          <option key={status} value={status}>
            {statusTitles[status]}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label="Strategy"
        value={form.strategy}
        onChange={(event) => change({ strategy: event.target.value })}
      >
        <option value="">Any strategy</option>
        {strategyNames.map((name) => (
          <option key={name} value={name}>
            {strategyLooks[name].title}
          </option>
        ))}
      </select>
      <select
        className="field col-span-2 sm:col-span-1"
        aria-label="Right or wrong"
        value={form.correct}
        onChange={(event) => change({ correct: event.target.value })}
      >
        <option value="">Right or wrong</option>
        <option value="right">Right</option>
        <option value="wrong">Wrong</option>
        <option value="unknown">Not known</option>
      </select>
    </div>
  );
}
