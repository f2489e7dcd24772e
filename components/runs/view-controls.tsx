import { runColumns, columnsOf } from './run-columns';
import { columnWords, runsWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { ListView } from './use-run-list';

interface ViewControlsProps {
  readonly view: ListView;
  readonly change: (changes: Partial<ListView>) => void;
}

/** List or table; of the table its columns, and whether runs of one problem stand together. Kept in the URL. */
export function ViewControls({ view, change }: ViewControlsProps) {
  const say = useSay();
  const isTable = view.view === 'table';
  const shown: readonly string[] = columnsOf(view.columns).map(({ name }) => name);
  const toggle = (name: string) => {
    const next = shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name];
    change({ columns: next.join(',') });
  };
  return (
    <div className="flex flex-wrap items-start gap-2">
      <button type="button" className="button" aria-pressed={!isTable} onClick={() => change({ view: '' })}>
        {say(runsWords.list)}
      </button>
      <button type="button" className="button" aria-pressed={isTable} onClick={() => change({ view: 'table' })}>
        {say(runsWords.table)}
      </button>
      {isTable ? (
        <>
          <button
            type="button"
            className="button"
            aria-pressed={view.group === 'problem'}
            onClick={() => change({ group: view.group === 'problem' ? '' : 'problem' })}
          >
            {say(runsWords.byProblem)}
          </button>
          <details className="relative">
            <summary className="button list-none">{say(runsWords.columns)}</summary>
            <fieldset className="panel absolute right-0 z-20 mt-1 grid w-64 grid-cols-2 gap-x-3 p-3 text-sm shadow-lg shadow-(color:--shade)">
              <legend className="sr-only">{say(runsWords.columnsOfTable)}</legend>
              {runColumns.map(({ name }) => (
                <label key={name} className="flex min-h-7 items-center gap-2">
                  <input
                    type="checkbox"
                    checked={shown.includes(name)}
                    disabled={shown.length === 1 && shown.includes(name)}
                    onChange={() => toggle(name)}
                  />
                  {say(columnWords[name])}
                </label>
              ))}
            </fieldset>
          </details>
        </>
      ) : null}
    </div>
  );
}
