import type { ExperimentDetail } from '@/lib/experiments/wire';
import { MathText } from '@/components/math/math-text';
import { formatCount, plural } from '@/components/ui/numbers';
import { ChartSection } from '@/components/ui/chart-section';
import { ColumnHeads } from '@/components/ui/column-heads';

/** Of an imported experiment: the answers that its file holds, against ours from the same solutions. */
export function AnswersSection({
  comparison: { compared, different, differences },
}: {
  readonly comparison: NonNullable<ExperimentDetail['comparison']>;
}) {
  return (
    <ChartSection
      title="Its own answers against ours"
      testId="answers"
      note={`The file holds ${plural(compared, 'answer')} that its tool selected (pred_…@n). Selected again here, from the same solutions and scores, ${different === 0 ? 'all are the same' : `${formatCount(different)} ${different === 1 ? 'is' : 'are'} not the same`}.`}
    >
      {differences.length === 0 ? null : (
        <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label="Answers that differ">
          <table className="w-full text-sm">
            <thead>
              <ColumnHeads heads={['Problem', 'Selection', 'In the file', 'Ours']} />
            </thead>
            <tbody>
              {differences.map(({ problem, prediction, theirs, ours }) => (
                <tr key={`${problem} ${prediction}`} className="border-t border-line">
                  <th scope="row" className="py-1 pr-4 text-left font-normal">
                    {problem}
                  </th>
                  <td className="py-1 pr-4 font-mono text-xs">{prediction}</td>
                  {[theirs, ours].map((answer, i) => (
                    <td key={i} className="py-1 pr-4">
                      {answer === undefined ? (
                        <span className="text-mute">none that can be read</span>
                      ) : (
                        <MathText text={`$${answer}$`} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {different > differences.length ? (
        <p className="mt-2 text-xs text-mute">and {plural(different - differences.length, 'other')}</p>
      ) : null}
    </ChartSection>
  );
}
