'use client';

import { useQuery } from '@tanstack/react-query';
import { runsOfProblemQuery } from '@/lib/client';
import type { Problem } from '@/lib/search';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { Ago } from '@/components/ui/ago';

interface KnownRivalsProps {
  readonly problem: Problem;
  /** Ids of those that are in the race. */
  readonly runs: readonly string[];
  readonly onChoose: (run: string) => void;
}

/** Other runs of the problem that this server has, newest first. */
export function KnownRivals({ problem, runs, onChoose }: KnownRivalsProps) {
  const query = useQuery(runsOfProblemQuery(problem.text));
  const others = query.data?.filter(({ id }) => !runs.includes(id)) ?? [];
  return (
    <section aria-label="A run that there is">
      <h3 className="text-sm">Or a run that there is</h3>
      {query.isPending ? <p className="mt-1 text-sm text-mute">Reading …</p> : null}
      {query.error === null ? null : <p className="mt-1 text-sm text-mute">{query.error.message}</p>}
      {query.isSuccess && others.length === 0 ? (
        <p className="mt-1 text-sm text-mute">No other run of this problem is kept here.</p>
      ) : null}
      <ul className="mt-1 max-h-56 overflow-auto">
        {others.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              data-run-id={run.id}
              className="-mx-2 flex w-[calc(100%+1rem)] flex-wrap items-baseline gap-x-3 rounded-md px-2 py-1.5 text-left text-sm hover:bg-ink/5"
              onClick={() => onChoose(run.id)}
            >
              <span className="font-medium">{strategyLooks[run.strategy].title}</span>
              <span className="text-mute">
                {describeSetting(run.strategy, run.config)}, seed {run.seed}
              </span>
              <span className="ml-auto flex items-center gap-3 text-mute">
                {run.isCorrect === undefined ? (
                  <RunStatusMark status={run.status} />
                ) : (
                  <Verdict isCorrect={run.isCorrect} />
                )}
                <Ago at={run.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
