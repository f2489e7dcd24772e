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
  /** Those that some run has. */
  readonly tags: readonly string[];
  readonly change: (changes: Partial<FilterForm>) => void;
}

/** What narrows the list; kept in the URL. */
export function RunFilters({ form, tags, change }: RunFiltersProps) {
  return (
    <div
      role="search"
      aria-label="Filter the runs"
      className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto] lg:grid-cols-[minmax(0,1fr)_auto_auto_auto_auto_auto]"
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
      <FilterSelect
        label="Starred"
        none="Starred or not"
        options={[{ value: 'yes', title: 'Starred' }]}
        value={form.starred}
        onChange={(starred) => change({ starred })}
      />
      <FilterSelect
        label="Tag"
        none="Any tag"
        options={[...new Set([...tags, ...(form.tag === '' ? [] : [form.tag])])].map((tag) => ({
          value: tag,
          title: tag,
        }))}
        value={form.tag}
        onChange={(tag) => change({ tag })}
      />
    </div>
  );
}
