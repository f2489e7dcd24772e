'use client';

import { useQuery } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { deleteExperiment, experimentsQuery, queryKeys } from '@/lib/client';
import { experimentsWords } from '@/lib/words';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { UndoBar } from '@/components/app/undo-bar';
import { useRemoval } from '@/components/app/use-removal';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { ExperimentRow } from './experiment-row';
import { UnreadableExperimentRow } from './unreadable-experiment-row';

/** Every experiment there is, newest first. */
export function ExperimentsPage() {
  const say = useSay();
  const query = useQuery(experimentsQuery());
  const removal = useRemoval({ remove: deleteExperiment, queryKey: queryKeys.experiments, takes: 'experiment' });
  const experiments = (query.data ?? []).filter(({ id }) => !removal.isGone(id));
  return (
    <main id="main" className="mx-auto flex w-full max-w-[88rem] flex-1 flex-col gap-4 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-2xl">{say(experimentsWords.experiments)}</h1>
          <p className="mt-1 max-w-[68ch] text-mute">{say(experimentsWords.about)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {experiments.length < 2 ? null : (
            <Link href="/experiments/compare" className="button">
              {say(experimentsWords.compare)}
            </Link>
          )}
          <Link href="/experiments/new" className="button button-primary">
            <Icon name="plus" /> {say(experimentsWords.newOne)}
          </Link>
        </div>
      </div>
      {removal.error === null ? null : (
        <Notice tone="bad" title={say(experimentsWords.notDeleted)}>
          <Told what={removal.error} />
        </Notice>
      )}
      {query.error === null ? null : (
        <LoadError error={query.error} title={say(experimentsWords.unread)} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && query.error === null ? <Placeholder rows={5} label={say(experimentsWords.reading)} /> : null}
      {query.isSuccess && experiments.length === 0 ? (
        <Empty title={say(experimentsWords.noneYet)}>
          <Said
            text={experimentsWords.startFirst}
            parts={{
              link: (
                <Link href="/experiments/new" className="link text-ink">
                  {say(experimentsWords.startFirstLink)}
                </Link>
              ),
            }}
          />
        </Empty>
      ) : null}
      {experiments.length === 0 ? null : (
        <>
          <p className="sr-only" aria-live="polite">
            {say(experimentsWords.count, { count: formatCount(experiments.length) })}
          </p>
          <ul
            aria-label={say(experimentsWords.experiments)}
            className="panel divide-y divide-line"
            data-testid="experiment-list"
          >
            {experiments.map((experiment) =>
              experiment.status === 'unreadable' ? (
                <UnreadableExperimentRow
                  key={experiment.id}
                  experiment={experiment}
                  onDelete={() => removal.ask(experiment.id)}
                />
              ) : (
                <ExperimentRow
                  key={experiment.id}
                  experiment={experiment}
                  onDelete={() => removal.ask(experiment.id)}
                />
              ),
            )}
          </ul>
        </>
      )}
      <UndoBar of="experiment" count={removal.waiting.length} onUndo={removal.undo} />
    </main>
  );
}
