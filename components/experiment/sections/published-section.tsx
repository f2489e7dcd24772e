import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { formatShare } from '../curves/amounts';
import { ChartSection } from '@/components/ui/chart-section';
import { publishedMethod, publishedSize, publishedTemperature } from '../curves/published';
import { ColumnHeads } from '@/components/ui/column-heads';

/** The published figures that are drawn, with everything their sources say. */
export function PublishedSection({ rows }: { readonly rows: readonly PublishedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ChartSection
      title="Published figures"
      note="What others measured elsewhere, with other prompts, models and mostly on MATH-500. Figures without an n cannot be placed on the axis and stand here alone."
      testId="published"
    >
      <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label="Published figures as a table">
        <table className="w-full text-sm">
          <thead>
            <ColumnHeads
              heads={[
                'Model',
                'Size',
                'Method',
                'n',
                'Solved',
                'Problems',
                'PRM',
                'T',
                'Read from',
                'Confidence',
                'Source',
              ]}
            />
          </thead>
          <tbody className="tabular-nums">
            {rows.map((row) => (
              <tr
                key={[row.model, row.method, row.prm, row.aggregation, row.source, row.n].join(' ')}
                className="border-t border-line align-top"
              >
                <th scope="row" className="py-1 pr-4 text-left font-normal whitespace-nowrap">
                  {row.model}
                </th>
                <td className="py-1 pr-4 whitespace-nowrap">{publishedSize(row) ?? '–'}</td>
                <td className="py-1 pr-4">{publishedMethod(row.method)}</td>
                <td className="py-1 pr-4">{row.n ?? 'not stated'}</td>
                <td className="py-1 pr-4 whitespace-nowrap">{formatShare(row.accuracy)}</td>
                <td className="py-1 pr-4">{row.dataset}</td>
                <td className="py-1 pr-4">{row.prm ?? '–'}</td>
                <td className="py-1 pr-4 whitespace-nowrap">
                  {publishedTemperature(row).replace('T = ', '').replace('T not', 'not')}
                </td>
                <td className="py-1 pr-4">{row.kind}</td>
                <td className="py-1 pr-4">{row.confidence}</td>
                <td className="py-1 pr-4 text-mute">
                  {row.source}
                  {row.note === undefined || row.note === '' ? '' : `; ${row.note}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartSection>
  );
}
