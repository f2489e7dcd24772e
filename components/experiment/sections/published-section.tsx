import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { formatShare } from '../curves/amounts';
import { ChartSection } from '@/components/ui/chart-section';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, curveWords } from '@/lib/words';
import {
  prmWords,
  publishedConfidence,
  publishedKind,
  publishedMethod,
  publishedModel,
  publishedNote,
  publishedSize,
  temperatureOf,
} from '../curves/published';
import { ColumnHeads } from '@/components/ui/column-heads';

/** The published figures that are drawn, with everything their sources say. */
export function PublishedSection({ rows }: { readonly rows: readonly PublishedRow[] }) {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <ChartSection title={say(comparisonWords.published)} note={say(comparisonWords.aboutPublished)} testId="published">
      <div
        className="max-h-96 overflow-auto"
        tabIndex={0}
        role="region"
        aria-label={say(comparisonWords.publishedTable)}
      >
        <table className="w-full text-sm">
          <thead>
            <ColumnHeads
              heads={[
                say(comparisonWords.model),
                say(comparisonWords.size),
                say(comparisonWords.method),
                say(curveWords.n),
                say(comparisonWords.solved),
                say(comparisonWords.problems),
                say(comparisonWords.prm),
                say(comparisonWords.t),
                say(comparisonWords.readFrom),
                say(comparisonWords.confidence),
                say(comparisonWords.source),
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
                  {publishedModel(row, say)}
                </th>
                <td className="py-1 pr-4 whitespace-nowrap">{publishedSize(row) ?? '–'}</td>
                <td className="py-1 pr-4">{publishedMethod(row.method, say)}</td>
                <td className="py-1 pr-4">{row.n ?? say(comparisonWords.notStated)}</td>
                <td className="py-1 pr-4 whitespace-nowrap">{formatShare(row.accuracy)}</td>
                <td className="py-1 pr-4">{row.dataset}</td>
                <td className="py-1 pr-4">{row.prm === undefined ? '–' : prmWords(row.prm, say)}</td>
                <td className="py-1 pr-4 whitespace-nowrap">{temperatureOf(row) ?? say(comparisonWords.notStated)}</td>
                <td className="py-1 pr-4">{publishedKind(row, say)}</td>
                <td className="py-1 pr-4">{publishedConfidence(row, say)}</td>
                <td className="py-1 pr-4 text-mute">
                  {[row.source, publishedNote(row, say)]
                    .filter((part) => part !== undefined)
                    .join(say(curveWords.semicolon))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartSection>
  );
}
