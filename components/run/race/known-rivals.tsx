'use client';

import { useQuery } from '@tanstack/react-query';
import { runsOfProblemQuery } from '@/lib/client';
import type { Problem } from '@/lib/search';
import { raceWords, runsWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import { Ago } from '@/components/ui/ago';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface KnownRivalsProps {
  readonly problem: Problem;
  /** Ids of those that are in the race. */
  readonly runs: readonly string[];
  readonly onChoose: (run: string) => void;
}

/** Other runs of the problem that this server has, newest first. */
export function KnownRivals({ problem, runs, onChoose }: KnownRivalsProps) {
  const say = useSay();
  const language = useLanguage();
  const query = useQuery(runsOfProblemQuery(problem.text));
  const others = query.data?.filter(({ id }) => !runs.includes(id)) ?? [];
  return (
    <section aria-label={say(raceWords.knownRival)}>
      <h3 className="text-sm">{say(raceWords.orKnownRival)}</h3>
      {query.isPending ? <p className="mt-1 text-sm text-mute">{say(runsWords.readingMore)}</p> : null}
      {query.error === null ? null : (
        <p className="mt-1 text-sm text-mute">
          <Told what={query.error} />
        </p>
      )}
      {query.isSuccess && others.length === 0 ? (
        <p className="mt-1 text-sm text-mute">{say(raceWords.noKnownRival)}</p>
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
              <span className="font-medium">{strategyWords(run.strategy, language).title}</span>
              <span className="text-mute">
                {say(raceWords.settingAndSeed, {
                  setting: describeSetting(run.strategy, run.config, language),
                  seed: run.seed,
                })}
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
