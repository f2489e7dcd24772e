import { strategyNames } from '@/lib/search';
import { runStatusSchema } from '@/lib/runs/wire';
import { runsWords, sharedWords } from '@/lib/words';
import { statusWords } from '@/components/app/words';
import { strategyWords } from '@/components/strategies/looks-of';
import { FilterSelect } from '@/components/ui/filter-select';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { FilterForm } from './use-run-list';

const verdicts = [
  { value: 'right', title: sharedWords.right },
  { value: 'wrong', title: sharedWords.wrong },
  { value: 'unknown', title: runsWords.notKnown },
];

interface RunFiltersProps {
  readonly form: FilterForm;
  /** Those that some run has. */
  readonly tags: readonly string[];
  readonly change: (changes: Partial<FilterForm>) => void;
}

/** What narrows the list; kept in the URL. */
export function RunFilters({ form, tags, change }: RunFiltersProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <div
      role="search"
      aria-label={say(runsWords.filter)}
      className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto] lg:grid-cols-[minmax(0,1fr)_auto_auto_auto_auto_auto]"
    >
      <input
        type="search"
        className="field col-span-2 sm:col-span-1"
        aria-label={say(runsWords.textOfProblem)}
        placeholder={say(runsWords.textOfProblem)}
        maxLength={200}
        value={form.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <FilterSelect
        label={say(runsWords.status)}
        none={say(runsWords.anyStatus)}
        options={runStatusSchema.options.map((value) => ({ value, title: say(statusWords[value]) }))}
        value={form.status}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        label={say(runsWords.strategy)}
        none={say(runsWords.anyStrategy)}
        options={strategyNames.map((value) => ({ value, title: strategyWords(value, language).title }))}
        value={form.strategy}
        onChange={(strategy) => change({ strategy })}
      />
      <FilterSelect
        label={say(runsWords.rightOrWrong)}
        none={say(runsWords.rightOrWrong)}
        options={verdicts.map(({ value, title }) => ({ value, title: say(title) }))}
        value={form.correct}
        onChange={(correct) => change({ correct })}
        className="col-span-2 sm:col-span-1"
      />
      <FilterSelect
        label={say(runsWords.starred)}
        none={say(runsWords.starredOrNot)}
        options={[{ value: 'yes', title: say(runsWords.starred) }]}
        value={form.starred}
        onChange={(starred) => change({ starred })}
      />
      <FilterSelect
        label={say(runsWords.tag)}
        none={say(runsWords.anyTag)}
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
