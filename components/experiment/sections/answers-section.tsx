import type { ExperimentDetail } from '@/lib/experiments/wire';
import { MathText } from '@/components/math/math-text';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords } from '@/lib/words';
import { ChartSection } from '@/components/ui/chart-section';
import { ColumnHeads } from '@/components/ui/column-heads';

/** Of an imported experiment: the answers that its file holds, against ours from the same solutions. */
export function AnswersSection({
  comparison: { compared, different, differences },
}: {
  readonly comparison: NonNullable<ExperimentDetail['comparison']>;
}) {
  const say = useSay();
  const count = formatCount(compared);
  return (
    <ChartSection
      title={say(comparisonWords.ownAnswers)}
      testId="answers"
      note={
        different === 0
          ? say(comparisonWords.allTheSame, { count })
          : say(comparisonWords.notTheSame, { count, different: formatCount(different) })
      }
    >
      {differences.length === 0 ? null : (
        <div
          className="max-h-96 overflow-auto"
          tabIndex={0}
          role="region"
          aria-label={say(comparisonWords.differingAnswers)}
        >
          <table className="w-full text-sm">
            <thead>
              <ColumnHeads
                heads={[
                  say(comparisonWords.problemHead),
                  say(comparisonWords.selectionHead),
                  say(comparisonWords.theirs),
                  say(comparisonWords.ours),
                ]}
              />
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
                        <span className="text-mute">{say(comparisonWords.noneReadable)}</span>
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
        <p className="mt-2 text-xs text-mute">
          {say(comparisonWords.andOthers, { count: formatCount(different - differences.length) })}
        </p>
      ) : null}
    </ChartSection>
  );
}
