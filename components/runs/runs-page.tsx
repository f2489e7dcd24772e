'use client';

import Link from 'next/link';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { useMarks } from '@/components/app/use-marks';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';
import { CompareRuns } from './compare-runs';
import { columnsOf } from './run-columns';
import { OldRuns } from './old-runs';
import { RunFilters } from './run-filters';
import { RunRow } from './run-row';
import { RunTable } from './run-table';
import { UndoBar } from './undo-bar';
import { UnreadableRunRow } from './unreadable-run-row';
import { useRunList } from './use-run-list';
import { ViewControls } from './view-controls';

/** Every run there is, newest first. */
export function RunsPage() {
  const { form, change, query, remove, removal, runs, isFiltered } = useRunList();
  const ticked = form.ticked.split(',').filter((id) => id !== '');
  const toggle = (id: string) =>
    change({ ticked: (ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]).join(',') });
  const marks = useMarks();
  const readable = runs.flatMap((run) => (run.status === 'unreadable' ? [] : [{ ...run, marks: marks.of(run.id) }]));
  const tags = [...new Set(Object.values(marks.all ?? {}).flatMap((each) => each.tags))].toSorted();
  const star = (id: string) => marks.set(id, { isStarred: !marks.of(id).isStarred });
  const isTable = form.view === 'table';
  return (
    <main id="main" className="mx-auto w-full max-w-[88rem] flex-1 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-2xl">Runs</h1>
        <p className="text-sm text-mute" aria-live="polite">
          {query.isSuccess ? `${plural(runs.length, 'run')}${query.hasNextPage ? ' and more' : ''}` : ''}
        </p>
      </div>
      <RunFilters form={form} tags={tags} change={change} />
      <div className="mt-4 flex flex-col gap-3">
        <ViewControls view={form} change={change} />
        {remove.error === null ? null : (
          <Notice tone="bad" title="The run could not be deleted">
            {remove.error.message}
          </Notice>
        )}
        {marks.error === null ? null : (
          <Notice tone="bad" title="Stars, tags and notes could not be read or kept">
            {marks.error.message}
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
                onClick={() => change({ status: '', strategy: '', correct: '', text: '', starred: '', tag: '' })}
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
        {isTable && readable.length > 0 ? (
          <RunTable
            runs={readable}
            columns={columnsOf(form.columns)}
            sort={form.sort}
            onSort={(sort) => change({ sort })}
            isGrouped={form.group === 'problem'}
            ticked={ticked}
            onTick={toggle}
            onDelete={removal.ask}
          />
        ) : null}
        {isTable && runs.length > readable.length ? (
          <p className="text-sm text-mute">
            {plural(runs.length - readable.length, 'run')} that cannot be read{' '}
            {runs.length - readable.length === 1 ? 'stands' : 'stand'} in the list alone.
          </p>
        ) : null}
        {isTable || runs.length === 0 ? null : (
          <ul aria-label="Runs" className="panel divide-y divide-line" data-testid="run-list">
            {runs.map((run) =>
              run.status === 'unreadable' ? (
                <UnreadableRunRow
                  key={run.id}
                  run={run}
                  isDeleting={remove.isPending && remove.variables === run.id}
                  onDelete={() => remove.mutate(run.id)}
                />
              ) : (
                <RunRow
                  key={run.id}
                  run={run}
                  marks={marks.of(run.id)}
                  onStar={marks.all === undefined ? undefined : () => star(run.id)}
                  onDelete={() => removal.ask(run.id)}
                />
              ),
            )}
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
        {isTable ? <CompareRuns ticked={ticked} onClear={() => change({ ticked: '' })} /> : null}
        <UndoBar count={removal.waiting.length} onUndo={removal.undo} />
      </div>
      {runs.length === 0 ? null : <OldRuns />}
    </main>
  );
}
