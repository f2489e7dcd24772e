import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { exportPath, latexPath } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords } from '@/lib/words';
import { ChartSection } from '@/components/ui/chart-section';
import { originWords } from '@/components/app/origin-words';

const files = [
  ['points', 'csv', comparisonWords.pointsCsv],
  ['points', 'jsonl', comparisonWords.pointsJsonl],
  ['problems', 'csv', comparisonWords.problemsCsv],
  ['problems', 'jsonl', comparisonWords.problemsJsonl],
] as const;

interface MethodSectionProps {
  /** Undefined in a saved page, which has no files to download. */
  readonly experimentId?: string;
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly method: Curves['method'];
}

/** How the numbers were made, in sentences. */
export function MethodSection({ experimentId, experiment, method }: MethodSectionProps) {
  const say = useSay();
  return (
    <ChartSection
      title={say(comparisonWords.howMade)}
      testId="method"
      controls={
        experimentId === undefined ? undefined : (
          <>
            {files.map(([of, format, text]) => (
              <a
                key={`${of} ${format}`}
                className="button"
                href={exportPath(experimentId, of, format)}
                download
                title={say(of === 'points' ? comparisonWords.everyPoint : comparisonWords.everyProblem)}
              >
                <Icon name="download" /> {say(text)}
              </a>
            ))}
            <a className="button" href={latexPath(experimentId)} download title={say(comparisonWords.everyPointLatex)}>
              <Icon name="download" /> {say(comparisonWords.pointsLatex)}
            </a>
          </>
        )
      }
    >
      <ul className="max-w-[100ch] list-disc wrap-anywhere space-y-1 pl-5 text-sm text-mute">
        {experiment === undefined ? null : <li>{say(originWords(experiment).sentence)}</li>}
        {method.map((sentence) => (
          <li key={sentence.about}>{say(sentence)}</li>
        ))}
      </ul>
    </ChartSection>
  );
}
