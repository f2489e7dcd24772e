import Link from 'next/link';
import { Fragment } from 'react';
import { gistOf } from '@/lib/tree';
import { Icon } from '@/components/ui/icon';
import { plural } from '@/components/ui/numbers';
import { groupedByProblem, shownOf, sortedRuns, type MarkedRun, type RunColumn } from './run-columns';

interface RunTableProps {
  readonly runs: readonly MarkedRun[];
  readonly columns: readonly RunColumn[];
  /** `name` upwards, `-name` downwards; empty: newest first. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly isGrouped: boolean;
  readonly ticked: readonly string[];
  readonly onTick: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

/** Runs as rows of the columns that are chosen; what is sorted and grouped is what is loaded. */
export function RunTable({ runs, columns, sort, onSort, isGrouped, ...row }: RunTableProps) {
  const sorted = sortedRuns(runs, sort);
  // Words for screen readers alone are placed within it: elsewhere they would widen the page.
  return (
    <div
      className="panel relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label="Table of runs"
      data-testid="run-table"
    >
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-left text-xs text-mute">
            <th scope="col" className="px-3 py-2">
              <span className="sr-only">Compare</span>
            </th>
            {columns.map((column) => (
              <SortHead key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
            <th scope="col">
              <span className="sr-only">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {isGrouped
            ? groupedByProblem(sorted).map(({ problem, runs: members }) => (
                <Fragment key={problem.text}>
                  <tr className="border-t border-line bg-ink/4">
                    <th scope="rowgroup" colSpan={columns.length + 2} className="px-3 py-1.5 text-left font-medium">
                      {gistOf(problem.text)} <span className="font-normal text-mute">{groupWords(members)}</span>
                    </th>
                  </tr>
                  {members.map((run) => (
                    <Row key={run.id} run={run} columns={columns} {...row} />
                  ))}
                </Fragment>
              ))
            : sorted.map((run) => <Row key={run.id} run={run} columns={columns} {...row} />)}
        </tbody>
      </table>
    </div>
  );
}

function SortHead({ column, sort, onSort }: Pick<RunTableProps, 'sort' | 'onSort'> & { readonly column: RunColumn }) {
  const isUp = sort === column.name;
  const isDown = sort === `-${column.name}`;
  // The third press goes back to newest first.
  const next = isUp ? `-${column.name}` : isDown ? '' : column.name;
  return (
    <th
      scope="col"
      aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}
      className={`py-1 pr-4 font-normal whitespace-nowrap ${column.isNumber ? 'text-right' : ''}`}
    >
      <button type="button" className="min-h-6 rounded px-1 hover:underline" onClick={() => onSort(next)}>
        {column.title}
        {isUp ? ' ↑' : isDown ? ' ↓' : ''}
      </button>
    </th>
  );
}

function groupWords(runs: readonly MarkedRun[]): string {
  const known = runs.filter(({ isCorrect }) => isCorrect !== undefined);
  const right = known.filter(({ isCorrect }) => isCorrect === true).length;
  return `${plural(runs.length, 'run')}${known.length === 0 ? '' : `, ${right} of ${known.length} right`}`;
}

type RowProps = Pick<RunTableProps, 'columns' | 'ticked' | 'onTick' | 'onDelete'> & { readonly run: MarkedRun };

function Row({ run, columns, ticked, onTick, onDelete }: RowProps) {
  const name = gistOf(run.problem.text);
  return (
    <tr data-testid="run-table-row" data-run-id={run.id} className="border-t border-line hover:bg-ink/4">
      <td className="px-3">
        <input
          type="checkbox"
          className="size-6"
          aria-label={`Compare: ${name}`}
          checked={ticked.includes(run.id)}
          onChange={() => onTick(run.id)}
        />
      </td>
      {columns.map((column, i) => (
        <td
          key={column.name}
          className={`max-w-96 truncate py-1.5 pr-4 ${column.isNumber ? 'text-right' : ''}`}
          suppressHydrationWarning
        >
          {i === 0 ? (
            <Link href={`/runs/${run.id}`} prefetch={false} className="link">
              {shownOf(column, run)}
            </Link>
          ) : (
            shownOf(column, run)
          )}
        </td>
      ))}
      <td className="pr-2 text-right">
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={`Delete: ${name}`}
          title="Delete"
          onClick={() => onDelete(run.id)}
        >
          <Icon name="trash" />
        </button>
      </td>
    </tr>
  );
}
