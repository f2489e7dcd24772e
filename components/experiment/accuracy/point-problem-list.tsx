'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pointProblemsQuery } from '@/lib/client';
import type { Problem } from '@/lib/search';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { useSay } from '@/components/ui/use-language';
import { pointWords } from '@/lib/words';
import { ProblemRow } from '../view/problem-row';

const filters = [
  { name: 'all', label: pointWords.all, holds: () => true },
  { name: 'solved', label: pointWords.solved, holds: (chance: number) => chance > 0.5 },
  { name: 'unsolved', label: pointWords.notSolved, holds: (chance: number) => chance <= 0.5 },
] as const;
/** Rows in the page at once. */
const page = 40;

interface PointProblemListProps {
  readonly experimentId: string;
  readonly point: { readonly series: string; readonly n: number };
  /** Of a recording, which has no trees: where a problem is searched again as it was. */
  readonly again?: (problem: Pick<Problem, 'text' | 'uniqueId'>) => string;
}

/** The problems behind a point, hardest first, each with its runs. */
export function PointProblemList({ experimentId, point, again }: PointProblemListProps) {
  const say = useSay();
  const query = useQuery(pointProblemsQuery(experimentId, point));
  const [name, setName] = useState<(typeof filters)[number]['name']>('all');
  const [count, setCount] = useState(page);
  if (query.error !== null)
    return (
      <LoadError error={query.error} title={say(pointWords.problemsUnread)} onRetry={() => void query.refetch()} />
    );
  if (query.data === undefined) return <Placeholder rows={3} label={say(pointWords.readingProblems)} />;
  const { problems } = query.data;
  const { holds } = filters.find((each) => each.name === name)!;
  const found = problems
    .filter(({ chance }) => holds(chance))
    .toSorted((one, other) => one.chance - other.chance || one.id.localeCompare(other.id));
  return (
    <div>
      <h3 className="text-sm font-medium text-mute">{say(pointWords.itsProblems)}</h3>
      {again === undefined ? null : <p className="mt-0.5 text-xs text-mute">{say(pointWords.withoutTrees)}</p>}
      <div role="group" aria-label={say(pointWords.whichProblems)} className="mt-1.5 flex flex-wrap gap-1.5">
        {filters.map((each) => (
          <button
            key={each.name}
            type="button"
            className="button"
            aria-pressed={each.name === name}
            onClick={() => {
              setName(each.name);
              setCount(page);
            }}
          >
            {say(each.label)}{' '}
            <span className="font-normal">{problems.filter(({ chance }) => each.holds(chance)).length}</span>
          </button>
        ))}
      </div>
      <ul aria-label={say(pointWords.problemsOfPoint)} className="-mx-2 mt-2 max-h-[28rem] overflow-auto" tabIndex={0}>
        {found.slice(0, count).map((problem) => (
          <ProblemRow
            key={problem.id}
            problem={problem}
            chances={[problem]}
            again={again?.({ text: problem.text, uniqueId: problem.id })}
          />
        ))}
      </ul>
      {found.length > count ? (
        <button type="button" className="button mt-2" onClick={() => setCount(count + page)}>
          {say(pointWords.showMore, { count: found.length })}
        </button>
      ) : null}
    </div>
  );
}
