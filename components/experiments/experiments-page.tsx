'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { deleteExperiment, experimentsQuery, queryKeys } from '@/lib/client';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { ExperimentRow } from './experiment-row';
import { UnreadableExperimentRow } from './unreadable-experiment-row';

/** Every experiment there is, newest first. */
export function ExperimentsPage() {
  const query = useQuery(experimentsQuery());
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteExperiment,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.experiments }),
  });
  const experiments = query.data ?? [];
  return (
    <main id="main" className="mx-auto flex w-full max-w-[88rem] flex-1 flex-col gap-4 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-2xl">Experiments</h1>
          <p className="mt-1 max-w-[68ch] text-mute">
            Strategies × budgets × models over a problem set: accuracy against what it cost, with error bars, beside
            baselines and published figures.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {experiments.length < 2 ? null : (
            <Link href="/experiments/compare" className="button">
              Compare
            </Link>
          )}
          <Link href="/experiments/new" className="button button-primary">
            <Icon name="plus" /> New experiment
          </Link>
        </div>
      </div>
      {remove.error === null ? null : (
        <Notice tone="bad" title="The experiment could not be deleted">
          {remove.error.message}
        </Notice>
      )}
      {query.error === null ? null : (
        <LoadError error={query.error} title="The experiments could not be read" onRetry={() => void query.refetch()} />
      )}
      {query.isPending && query.error === null ? <Placeholder rows={5} label="Reading the experiments" /> : null}
      {query.isSuccess && experiments.length === 0 ? (
        <Empty title="No experiments yet">
          <Link href="/experiments/new" className="link text-ink">
            Start the first one
          </Link>
          : a small grid on the bundled models takes minutes.
        </Empty>
      ) : null}
      {experiments.length === 0 ? null : (
        <>
          <p className="sr-only" aria-live="polite">
            {plural(experiments.length, 'experiment')}
          </p>
          <ul aria-label="Experiments" className="panel divide-y divide-line" data-testid="experiment-list">
            {experiments.map((experiment) =>
              experiment.status === 'unreadable' ? (
                <UnreadableExperimentRow
                  key={experiment.id}
                  experiment={experiment}
                  isDeleting={remove.isPending && remove.variables === experiment.id}
                  onDelete={() => remove.mutate(experiment.id)}
                />
              ) : (
                <ExperimentRow key={experiment.id} experiment={experiment} />
              ),
            )}
          </ul>
        </>
      )}
    </main>
  );
}
