'use client';

import { useMemo, useState } from 'react';
import { startWords, subjectText } from '@/lib/words';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { FilterSelect } from '@/components/ui/filter-select';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { ProblemList } from './problem-list';
import type { NewRun } from './use-new-run';
import { useSetProblems, type ProblemFilter } from './use-set-problems';

/** Rows in the page at once; the search narrows the rest. */
const shownRows = 80;
const everything: ProblemFilter = { text: '', level: '', family: '' };

/** The problems of a set, the bundled one or one that was imported, narrowed by words, level and family. */
export function SetProblems({ newRun }: { readonly newRun: Pick<NewRun, 'form' | 'problem' | 'change'> }) {
  const say = useSay();
  const language = useLanguage();
  const { form, problem, change } = newRun;
  const [filter, setFilter] = useState(everything);
  const { sets, whole, found, families, draw } = useSetProblems(form.set, filter);
  const imported = useMemo(() => sets.filter(({ isBundled }) => !isBundled).map(({ name }) => name), [sets]);
  if (whole.isPending) return <Placeholder rows={5} label={say(startWords.readingSet)} />;
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
          aria-label={say(startWords.set)}
          value={form.set}
          onChange={(event) => changeSet(event.target.value)}
        >
          <option value="">
            {say(startWords.comesWith, {
              sets: sets
                .filter(({ isBundled }) => isBundled)
                .map(({ name }) => name)
                .join(', '),
            })}
          </option>
          {(form.set === '' || imported.includes(form.set) ? imported : [form.set, ...imported]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      {whole.data === undefined ? (
        <LoadError error={whole.error} title={say(startWords.setUnreadable)} onRetry={() => void whole.refetch()} />
      ) : (
        <>
          <div className="@container">
            <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 @xl:grid-cols-[minmax(0,1fr)_auto_auto_auto]">
              <input
                type="search"
                className="field"
                aria-label={say(startWords.searchProblems)}
                placeholder={say(startWords.search)}
                value={filter.text}
                onChange={(event) => setFilter({ ...filter, text: event.target.value })}
              />
              <FilterSelect
                label={say(startWords.level)}
                none={say(startWords.anyLevel)}
                options={[1, 2, 3, 4, 5].map((value) => ({ value, title: say(startWords.levelIs, { level: value }) }))}
                value={filter.level}
                onChange={(level) => setFilter({ ...filter, level })}
                className="order-last @xl:order-none"
              />
              <FilterSelect
                label={say(startWords.family)}
                none={say(startWords.anyFamily)}
                options={families.map((value) => ({ value, title: subjectText(value)[language] }))}
                value={filter.family}
                onChange={(family) => setFilter({ ...filter, family })}
                className="order-last max-w-44 @xl:order-none"
              />
              <button type="button" className="button" disabled={total === 0} onClick={() => void chooseRandom()}>
                <Icon name="dice" /> {say(startWords.random)}
              </button>
            </div>
          </div>
          {total === 0 ? (
            <p className="py-6 text-center text-sm text-mute">
              {say(startWords.noneMatches)}{' '}
              <button type="button" className="link text-ink" onClick={() => setFilter(everything)}>
                {say(startWords.showAll, { total: formatCount(whole.data.total) })}
              </button>
            </p>
          ) : (
            <ProblemList
              label={say(startWords.found, { total: formatCount(total) })}
              problems={shown}
              chosen={problem?.uniqueId}
              onChoose={(uniqueId) => change({ source: 'set', problem: uniqueId })}
            />
          )}
          <p className="text-xs text-mute">
            {total > shown.length
              ? say(startWords.partShown, { shown: shown.length, total: formatCount(total) })
              : say(startWords.total, { total: formatCount(total) })}
          </p>
        </>
      )}
    </>
  );
}
