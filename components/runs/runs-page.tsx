'use client';

import { Link } from '@/components/ui/link';
import { runsWords } from '@/lib/words';
import { Empty, LoadError, Placeholder } from '@/components/app/load-state';
import { UndoBar } from '@/components/app/undo-bar';
import { useMarks } from '@/components/app/use-marks';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { CompareRuns } from './compare-runs';
import { columnsOf } from './run-columns';
import { OldRuns } from './old-runs';
import { RunFilters } from './run-filters';
import { RunRow } from './run-row';
import { RunTable } from './run-table';
import { UnreadableRunRow } from './unreadable-run-row';
import { useRunList } from './use-run-list';
import { ViewControls } from './view-controls';

/** Every run there is, newest first. */
export function RunsPage() {
  const say = useSay();
  const { form, change, query, more, hasOlder, isOrdered, removal, runs, isFiltered } = useRunList();
  const ticked = form.ticked.split(',').filter((id) => id !== '');
  const toggle = (id: string) =>
    change({ ticked: (ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]).join(',') });
  const marks = useMarks();
  const readable = runs.flatMap((run) => (run.status === 'unreadable' ? [] : [{ ...run, marks: marks.of(run.id) }]));
  const tags = [...new Set(Object.values(marks.all ?? {}).flatMap((each) => each.tags))].toSorted();
  const star = (id: string) => marks.change(id, { isStarred: !marks.of(id).isStarred });
  const isTable = form.view === 'table';
  return (
    <main id="main" className="mx-auto w-full max-w-[88rem] flex-1 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-2xl">{say(runsWords.runs)}</h1>
        <p className="text-sm text-mute" aria-live="polite">
          {query.isSuccess
            ? say(hasOlder ? runsWords.countAndMore : runsWords.count, { runs: formatCount(runs.length) })
            : ''}
        </p>
      </div>
      <RunFilters form={form} tags={tags} change={change} />
      <div className="mt-4 flex flex-col gap-3">
        <ViewControls view={form} change={change} />
        {removal.error === null ? null : (
          <Notice tone="bad" title={say(runsWords.notDeleted)}>
            <Told what={removal.error} />
          </Notice>
        )}
        {marks.error === null ? null : (
          <Notice tone="bad" title={say(runsWords.marksUnread)}>
            <Told what={marks.error} />
          </Notice>
        )}
        {query.error === null ? null : (
          <LoadError error={query.error} title={say(runsWords.unread)} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && query.error === null ? <Placeholder rows={6} label={say(runsWords.reading)} /> : null}
        {query.isSuccess && runs.length === 0 ? (
          isFiltered ? (
            <Empty title={say(runsWords.noneMatches)}>
              <button
                type="button"
                className="link text-ink"
                onClick={() => change({ status: '', strategy: '', correct: '', text: '', starred: '', tag: '' })}
              >
                {say(runsWords.clearFilters)}
              </button>
            </Empty>
          ) : (
            <Empty title={say(runsWords.noneYet)}>
              <Said
                text={runsWords.startOrOpen}
                parts={{
                  start: (
                    <Link href="/" className="link text-ink">
                      {say(runsWords.startFirst)}
                    </Link>
                  ),
                  open: (
                    <Link href="/replay" className="link text-ink">
                      {say(runsWords.openRecorded)}
                    </Link>
                  ),
                }}
              />
            </Empty>
          )
        ) : null}
        {isOrdered && hasOlder ? (
          <p data-testid="of-newest" className="text-sm text-mute">
            {say(runsWords.ofNewest, { runs: formatCount(runs.length) })}
          </p>
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
            {say(runsWords.inListAlone, { runs: formatCount(runs.length - readable.length) })}
          </p>
        ) : null}
        {isTable || runs.length === 0 ? null : (
          <ul aria-label={say(runsWords.runs)} className="panel divide-y divide-line" data-testid="run-list">
            {runs.map((run) =>
              run.status === 'unreadable' ? (
                <UnreadableRunRow key={run.id} run={run} onDelete={() => removal.ask(run.id)} />
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
        {more !== undefined ? (
          <button
            type="button"
            className="button self-center"
            disabled={more.isFetchingNextPage}
            onClick={() => void more.fetchNextPage()}
          >
            {say(more.isFetchingNextPage ? runsWords.readingMore : runsWords.showMore)}
          </button>
        ) : null}
        {isTable ? <CompareRuns ticked={ticked} onClear={() => change({ ticked: '' })} /> : null}
        <UndoBar of="run" count={removal.waiting.length} onUndo={removal.undo} />
      </div>
      {runs.length === 0 ? null : <OldRuns />}
    </main>
  );
}
