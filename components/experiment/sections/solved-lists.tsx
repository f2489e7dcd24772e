'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pointProblemsQuery } from '@/lib/client';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, pointWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Tabs } from '@/components/ui/tabs';
import { ProblemRow } from '../view/problem-row';
import type { SeriesView } from '../curves/series-view';
import { solvedBy, solvedNames, type SolvedName } from '../curves/solved';

interface SolvedListsProps {
  readonly experimentId: string;
  readonly versus: SeriesView;
  readonly reference: { readonly id: string; readonly name: string; readonly n: number };
  readonly budget: number;
  readonly onClose: () => void;
}

/** Rows in the page at once. */
const page = 30;

/** Which problems only one of two points solved, both, or neither. */
export function SolvedLists({ experimentId, versus, reference, budget, onClose }: SolvedListsProps) {
  const say = useSay();
  const [name, setName] = useState<SolvedName>('onlySeries');
  const [count, setCount] = useState(page);
  const ours = useQuery(pointProblemsQuery(experimentId, { series: versus.series.id, n: budget }));
  const theirs = useQuery(pointProblemsQuery(experimentId, { series: reference.id, n: reference.n }));
  const error = ours.error ?? theirs.error;
  const lists = ours.data === undefined || theirs.data === undefined ? undefined : solvedBy(ours.data, theirs.data);
  const titles: Readonly<Record<SolvedName, string>> = {
    onlySeries: say(comparisonWords.only, { line: versus.name }),
    onlyReference: say(comparisonWords.only, { line: reference.name }),
    both: say(comparisonWords.both),
    neither: say(comparisonWords.neither),
  };
  return (
    <section
      aria-labelledby="solved-title"
      className="mt-4 border-t border-line pt-4 wrap-anywhere"
      data-testid="solved"
    >
      <div className="mb-2 flex items-start justify-between gap-3">
        <div>
          <h3 id="solved-title" className="text-base">
            {say(comparisonWords.solvedBy, {
              line: versus.name,
              n: budget,
              reference: reference.name,
              referenceN: reference.n,
            })}
          </h3>
          <p className="text-sm text-mute">{say(comparisonWords.solvedMeans)}</p>
        </div>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(comparisonWords.closeProblems)}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {error === null ? null : (
        <LoadError
          error={error}
          title={say(comparisonWords.problemsUnread)}
          onRetry={() => {
            void ours.refetch();
            void theirs.refetch();
          }}
        />
      )}
      {lists === undefined ? (
        error === null ? (
          <Placeholder rows={3} label={say(comparisonWords.readingProblems)} />
        ) : null
      ) : (
        <Tabs
          label={say(comparisonWords.whoSolved)}
          tabs={solvedNames.map((each) => ({
            name: each,
            label: (
              <>
                {titles[each]} <span className="font-normal text-mute">{lists[each].length}</span>
              </>
            ),
          }))}
          selected={name}
          onSelect={(next) => {
            setName(next);
            setCount(page);
          }}
          panelClassName="pt-2"
        >
          {lists[name].length === 0 ? (
            <p className="py-4 text-sm text-mute">{say(comparisonWords.none)}</p>
          ) : (
            <ul aria-label={titles[name]} className="grid gap-x-6 lg:grid-cols-2">
              {lists[name].slice(0, count).map(({ id, series, reference: other }) => (
                <ProblemRow
                  key={id}
                  problem={series}
                  chances={[
                    { ...series, name: versus.name },
                    { ...other, name: reference.name },
                  ]}
                />
              ))}
            </ul>
          )}
          {lists[name].length > count ? (
            <button type="button" className="button mt-2" onClick={() => setCount(count + page)}>
              {say(pointWords.showMore, { count: lists[name].length })}
            </button>
          ) : null}
        </Tabs>
      )}
    </section>
  );
}
