import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { strategyOf } from '@/lib/search';
import { gistOf } from '@/lib/tree';
import type { RunList } from '@/lib/runs/wire';
import { startWords } from '@/lib/words';
import { RunStatusMark } from '@/components/app/run-status';
import { Verdict } from '@/components/app/verdict';
import { strategyWords } from '@/components/strategies/looks-of';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { useLanguage, useSay } from '@/components/ui/use-language';

const shown = 12;

/** The latest runs, and the way to a recorded one. */
export function RecentRuns({ query }: { readonly query: UseQueryResult<RunList> }) {
  const say = useSay();
  const language = useLanguage();
  const runs = query.data?.runs.filter((run) => run.status !== 'unreadable').slice(0, shown) ?? [];
  return (
    <aside aria-labelledby="recent-title" className="mt-8 min-w-0 lg:mt-0">
      <div className="flex items-baseline justify-between">
        <h2 id="recent-title" className="text-base">
          {say(startWords.earlierRuns)}
        </h2>
        {runs.length === 0 ? null : (
          <Link href="/runs" className="link text-sm text-mute">
            {say(startWords.allRuns)}
          </Link>
        )}
      </div>
      {query.isPending ? <p className="mt-3 text-sm text-mute">{say(startWords.reading)}</p> : null}
      {query.isError && query.data === undefined ? (
        <p className="mt-3 text-sm text-mute">{say(startWords.cannotBeRead)}</p>
      ) : null}
      {query.isSuccess && runs.length === 0 ? (
        <p className="mt-3 text-sm text-mute">{say(startWords.noneYet)}</p>
      ) : null}
      <ul className="mt-3 flex flex-col gap-1">
        {runs.map((run) => (
          <li key={run.id}>
            <Link href={`/runs/${run.id}`} className="-mx-2 block rounded-lg px-2 py-2 hover:bg-ink/5">
              <span className="line-clamp-2 text-sm leading-snug wrap-anywhere">{gistOf(run.problem.text)}</span>
              <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-mute">
                {strategyOf(run.strategy).settings.includes('n')
                  ? say(startWords.withN, { strategy: strategyWords(run.strategy, language).title, n: run.config.n })
                  : strategyWords(run.strategy, language).title}
                {run.isCorrect === undefined ? (
                  <RunStatusMark status={run.status} />
                ) : (
                  <Verdict isCorrect={run.isCorrect} />
                )}
                <Ago at={run.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link href="/replay" className="button mt-3 w-full">
        <Icon name="file" /> {say(startWords.openRecorded)}
      </Link>
    </aside>
  );
}
