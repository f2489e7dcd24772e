import { useQueries } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { runQuery } from '@/lib/client';
import { useMarks } from '@/components/app/use-marks';
import { columnWords, runsWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { raceOf, runColumns, shownOf } from './run-columns';

interface CompareRunsProps {
  /** Ids, in the order in which they were ticked. */
  readonly ticked: readonly string[];
  readonly onClear: () => void;
}

/** Ticked runs side by side, what differs in ink; and the way to their race. */
export function CompareRuns({ ticked, onClear }: CompareRunsProps) {
  const say = useSay();
  const language = useLanguage();
  const queries = useQueries({ queries: ticked.map(runQuery) });
  const marks = useMarks();
  const runs = queries.flatMap(({ data }) => (data === undefined ? [] : [{ ...data, marks: marks.of(data.id) }]));
  const race = raceOf(runs);
  if (ticked.length === 0) return null;
  return (
    <section aria-label={say(runsWords.compared)} className="panel min-w-0 p-4" data-testid="compare-runs">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 className="text-lg">{say(runsWords.ticked, { runs: formatCount(ticked.length) })}</h2>
        {race === undefined ? (
          <p className="text-sm text-mute">{say(ticked.length < 2 ? runsWords.tickAnother : runsWords.raceable)}</p>
        ) : (
          <Link href={race} className="button">
            {say(runsWords.raceThem)}
          </Link>
        )}
        <button type="button" className="button button-quiet ml-auto" onClick={onClear}>
          {say(runsWords.tickNone)}
        </button>
      </div>
      {runs.length < 2 ? null : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={say(runsWords.sideBySide)}>
          <table className="text-sm tabular-nums">
            <tbody>
              {runColumns.map((column) => {
                const cells = runs.map((run) => shownOf(column, run, language));
                const differs = new Set(cells).size > 1;
                return (
                  <tr key={column.name} data-differs={differs} className="border-t border-line align-baseline">
                    <th scope="row" className="py-1 pr-6 text-left font-normal whitespace-nowrap text-mute">
                      {say(columnWords[column.name])}
                    </th>
                    {runs.map((run, i) => (
                      <td
                        key={run.id}
                        className={`max-w-64 truncate py-1 pr-6 ${differs ? 'font-medium' : 'text-mute'}`}
                        suppressHydrationWarning
                      >
                        {column.name === 'problem' ? (
                          <Link href={`/runs/${run.id}`} className="link">
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
