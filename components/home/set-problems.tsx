'use client';

import { useMemo, useState } from 'react';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { FilterSelect } from '@/components/ui/filter-select';
import { Icon } from '@/components/ui/icon';
import { formatCount, plural } from '@/components/ui/numbers';
import { ProblemList } from './problem-list';
import type { NewRun } from './use-new-run';
import { useSetProblems, type ProblemFilter } from './use-set-problems';

/** Rows in the page at once; the search narrows the rest. */
const shownRows = 80;
const everything: ProblemFilter = { text: '', level: '', family: '' };

/** The problems of a set, the bundled one or one that was imported, narrowed by words, level and family. */
export function SetProblems({ newRun }: { readonly newRun: NewRun }) {
  const { form, problem, change } = newRun;
  const [filter, setFilter] = useState(everything);
  const { sets, whole, found, families, draw } = useSetProblems(form.set, filter);
  const imported = useMemo(() => sets.filter(({ isBundled }) => !isBundled).map(({ name }) => name), [sets]);
  if (whole.isPending) return <Placeholder rows={5} label="Reading the problems" />;
  const changeSet = (set: string) => {
    setFilter(everything);
    change({ source: 'set', set, problem: '' });
  };
  const shown = found?.problems.slice(0, shownRows) ?? [];
  const total = found?.total ?? 0;
  const chooseRandom = async () => {
    const drawn = await draw();
    if (drawn !== undefined) change({ source: 'set', problem: drawn.uniqueId });
  };
  return (
    <>
      {imported.length === 0 && form.set === '' ? null : (
        <select
          className="field"
          aria-label="Problem set"
          value={form.set}
          onChange={(event) => changeSet(event.target.value)}
        >
          <option value="">
            {sets
              .filter(({ isBundled }) => isBundled)
              .map(({ name }) => name)
              .join(', ')}
            , comes with Longthink
          </option>
          {(form.set === '' || imported.includes(form.set) ? imported : [form.set, ...imported]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      {whole.data === undefined ? (
        <LoadError error={whole.error} title="The problems could not be read" onRetry={() => void whole.refetch()} />
      ) : (
        <>
          <div className="@container">
            <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 @xl:grid-cols-[minmax(0,1fr)_auto_auto_auto]">
              <input
                type="search"
                className="field"
                aria-label="Search the problems"
                placeholder="Search"
                value={filter.text}
                onChange={(event) => setFilter({ ...filter, text: event.target.value })}
              />
              <FilterSelect
                label="Level"
                none="Any level"
                options={[1, 2, 3, 4, 5].map((value) => ({ value, title: `Level ${value}` }))}
                value={filter.level}
                onChange={(level) => setFilter({ ...filter, level })}
                className="order-last @xl:order-none"
              />
              <FilterSelect
                label="Family"
                none="Any family"
                options={families.map((value) => ({ value, title: value }))}
                value={filter.family}
                onChange={(family) => setFilter({ ...filter, family })}
                className="order-last max-w-44 @xl:order-none"
              />
              <button type="button" className="button" disabled={total === 0} onClick={() => void chooseRandom()}>
                <Icon name="dice" /> Random
              </button>
            </div>
          </div>
          {total === 0 ? (
            <p className="py-6 text-center text-sm text-mute">
              No problem matches.{' '}
              <button type="button" className="link text-ink" onClick={() => setFilter(everything)}>
                Show all {formatCount(whole.data.total)}
              </button>
            </p>
          ) : (
            <ProblemList
              label={`${plural(total, 'problem')} found`}
              problems={shown}
              chosen={problem?.uniqueId}
              onChoose={(uniqueId) => change({ source: 'set', problem: uniqueId })}
            />
          )}
          <p className="text-xs text-mute">
            {total > shown.length
              ? `${shown.length} of ${plural(total, 'problem')} shown; search to narrow them.`
              : plural(total, 'problem')}
          </p>
        </>
      )}
    </>
  );
}
