import { useQueries } from '@tanstack/react-query';
import Link from 'next/link';
import { runQuery } from '@/lib/client';
import { useMarks } from '@/components/app/use-marks';
import { plural } from '@/components/ui/numbers';
import { raceOf, runColumns, shownOf } from './run-columns';

interface CompareRunsProps {
  /** Ids, in the order in which they were ticked. */
  readonly ticked: readonly string[];
  readonly onClear: () => void;
}

/** Ticked runs side by side, what differs in ink; and the way to their race. */
export function CompareRuns({ ticked, onClear }: CompareRunsProps) {
  const queries = useQueries({ queries: ticked.map(runQuery) });
  const marks = useMarks();
  const runs = queries.flatMap(({ data }) => (data === undefined ? [] : [{ ...data, marks: marks.of(data.id) }]));
  const race = raceOf(runs);
  if (ticked.length === 0) return null;
  return (
    <section aria-label="Compared runs" className="panel min-w-0 p-4" data-testid="compare-runs">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 className="text-lg">{plural(ticked.length, 'run')} ticked</h2>
        {race === undefined ? (
          <p className="text-sm text-mute">
            {ticked.length < 2 ? 'Tick another to compare them.' : 'Two to four runs of one problem can be raced.'}
          </p>
        ) : (
          <Link href={race} className="button">
            Race them
          </Link>
        )}
        <button type="button" className="button button-quiet ml-auto" onClick={onClear}>
          Tick none
        </button>
      </div>
      {runs.length < 2 ? null : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Runs side by side">
          <table className="text-sm tabular-nums">
            <tbody>
              {runColumns.map((column) => {
                const cells = runs.map((run) => shownOf(column, run));
                const differs = new Set(cells).size > 1;
                return (
                  <tr key={column.name} data-differs={differs} className="border-t border-line align-baseline">
                    <th scope="row" className="py-1 pr-6 text-left font-normal whitespace-nowrap text-mute">
                      {column.title}
                    </th>
                    {runs.map((run, i) => (
                      <td
                        key={run.id}
                        className={`max-w-64 truncate py-1 pr-6 ${differs ? 'font-medium' : 'text-mute'}`}
                        suppressHydrationWarning
                      >
                        {column.name === 'problem' ? (
                          <Link href={`/runs/${run.id}`} prefetch={false} className="link">
                            {cells[i]}
                          </Link>
                        ) : (
                          cells[i]
                        )}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
