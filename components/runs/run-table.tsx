import { Link } from '@/components/ui/link';
import { Fragment } from 'react';
import { gistOf } from '@/lib/tree';
import { DeleteButton } from '@/components/app/delete-button';
import { columnWords, runsWords, sharedWords, type Say } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
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

/** Runs as rows of the columns that are chosen, sorted and grouped; whoever hands them over says of how many that is. */
export function RunTable({ runs, columns, sort, onSort, isGrouped, ...row }: RunTableProps) {
  const say = useSay();
  const sorted = sortedRuns(runs, sort);
  // Words for screen readers alone are placed within it: elsewhere they would widen the page.
  return (
    <div
      className="panel relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={say(runsWords.tableOfRuns)}
      data-testid="run-table"
    >
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-left text-xs text-mute">
            <th scope="col" className="px-3 py-2">
              <span className="sr-only">{say(runsWords.compare)}</span>
            </th>
            {columns.map((column) => (
              <SortHead key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
            <th scope="col">
              <span className="sr-only">{say(sharedWords.remove)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {isGrouped
            ? groupedByProblem(sorted).map(({ problem, runs: members }) => (
                <Fragment key={problem.text}>
                  <tr className="border-t border-line bg-ink/4">
                    <th scope="rowgroup" colSpan={columns.length + 2} className="px-3 py-1.5 text-left font-medium">
                      {gistOf(problem.text)} <span className="font-normal text-mute">{groupWords(members, say)}</span>
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
  const say = useSay();
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
      <button type="button" className="-mx-1 min-h-6 rounded px-1 hover:underline" onClick={() => onSort(next)}>
        {say(columnWords[column.name])}
        {isUp ? ' ↑' : isDown ? ' ↓' : ''}
      </button>
    </th>
  );
}

function groupWords(runs: readonly MarkedRun[], say: Say): string {
  const known = runs.filter(({ isCorrect }) => isCorrect !== undefined);
  const right = known.filter(({ isCorrect }) => isCorrect === true).length;
  const count = formatCount(runs.length);
  return known.length === 0
    ? say(runsWords.count, { runs: count })
    : say(runsWords.groupRight, { runs: count, right, known: known.length });
}

type RowProps = Pick<RunTableProps, 'columns' | 'ticked' | 'onTick' | 'onDelete'> & { readonly run: MarkedRun };

function Row({ run, columns, ticked, onTick, onDelete }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  const name = gistOf(run.problem.text);
  return (
    <tr data-testid="run-table-row" data-run-id={run.id} className="border-t border-line hover:bg-ink/4">
      <td className="px-3">
        <input
          type="checkbox"
          className="block size-6"
          aria-label={say(runsWords.compareOf, { what: name })}
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
            <Link href={`/runs/${run.id}`} className="link">
              {shownOf(column, run, language)}
            </Link>
          ) : (
            shownOf(column, run, language)
          )}
        </td>
      ))}
      <td className="pr-2 text-right">
        <DeleteButton
          label={say(sharedWords.removeOf, { what: name })}
          title={say(sharedWords.remove)}
          onDelete={() => onDelete(run.id)}
        />
      </td>
    </tr>
  );
}
