'use client';

import Link from 'next/link';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { OldRuns } from './old-runs';
import { RunFilters } from './run-filters';
import { RunRow } from './run-row';
import { UnreadableRunRow } from './unreadable-run-row';
import { useRunList } from './use-run-list';

/** Every run there is, newest first. */
export function RunsPage() {
  const { form, change, query, remove, runs, isFiltered } = useRunList();
  return (
    <main id="main" className="mx-auto w-full max-w-[88rem] flex-1 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-2xl">Runs</h1>
        <p className="text-sm text-mute" aria-live="polite">
          {query.isSuccess ? `${plural(runs.length, 'run')}${query.hasNextPage ? ' and more' : ''}` : ''}
        </p>
      </div>
      <RunFilters form={form} change={change} />
      <div className="mt-4 flex flex-col gap-3">
        {remove.error === null ? null : (
          <Notice tone="bad" title="The run could not be deleted">
            {remove.error.message}
          </Notice>
        )}
        {query.error === null ? null : (
          <LoadError error={query.error} title="The runs could not be read" onRetry={() => void query.refetch()} />
        )}
        {query.isPending && query.error === null ? <Placeholder rows={6} label="Reading the runs" /> : null}
        {query.isSuccess && runs.length === 0 ? (
          isFiltered ? (
            <Empty title="No run matches">
              <button
                type="button"
                className="link text-ink"
                onClick={() => change({ status: '', strategy: '', correct: '', text: '' })}
              >
                Clear the filters
              </button>
            </Empty>
          ) : (
            <Empty title="No runs yet">
              <Link href="/" className="link text-ink">
                Start the first one
              </Link>{' '}
              or{' '}
              <Link href="/replay" className="link text-ink">
                open a recorded one
              </Link>
              .
            </Empty>
          )
        ) : null}
        {runs.length === 0 ? null : (
          <ul aria-label="Runs" className="panel divide-y divide-line" data-testid="run-list">
            {runs.map((run) => {
              const removal = {
                isDeleting: remove.isPending && remove.variables === run.id,
                onDelete: () => remove.mutate(run.id),
              };
              return run.status === 'unreadable' ? (
                <UnreadableRunRow key={run.id} run={run} {...removal} />
              ) : (
                <RunRow key={run.id} run={run} {...removal} />
              );
            })}
          </ul>
        )}
        {query.hasNextPage ? (
          <button
            type="button"
            className="button self-center"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? 'Reading …' : 'Show more'}
          </button>
        ) : null}
      </div>
      {runs.length === 0 ? null : <OldRuns />}
    </main>
  );
}
