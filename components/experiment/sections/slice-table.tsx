import type { PanelsData } from '@/components/charts/line/layout-panels';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, curveWords } from '@/lib/words';
import { formatShare } from '../curves/amounts';

/** The ends of the lines of every part, as numbers. */
export function SliceTable({ title, panels: { panels } }: { readonly title: string; readonly panels: PanelsData }) {
  const say = useSay();
  const lines = [...new Map(panels.flatMap(({ series }) => series).map((series) => [series.id, series])).values()];
  if (lines.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="w-fit text-sm text-mute hover:text-ink">{say(comparisonWords.asTableAtLargest)}</summary>
      <div
        className="mt-2 overflow-auto"
        tabIndex={0}
        role="region"
        aria-label={say(comparisonWords.tableOf, { title })}
      >
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-left text-xs text-mute">
              <th scope="col" className="py-1 pr-4 font-normal">
                {say(comparisonWords.part)}
              </th>
              {lines.map(({ id, name }) => (
                <th key={id} scope="col" className="py-1 pr-4 text-right font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {panels.map(({ id, title, note, series }) => (
              <tr key={id} className="border-t border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {title} <span className="text-mute">{note}</span>
                </th>
                {lines.map((line) => {
                  const last = series.find((each) => each.id === line.id)?.points.at(-1);
                  return (
                    <td key={line.id} className="py-1 pr-4 text-right">
                      {last === undefined ? (
                        '–'
                      ) : (
                        <>
                          {formatShare(last.y)}{' '}
                          <span className="text-xs text-mute">
                            {say(curveWords.range, {
                              low: formatShare(last.low ?? last.y),
                              high: formatShare(last.high ?? last.y),
                            })}
                          </span>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
