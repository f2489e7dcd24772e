import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { exportPath, latexPath } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { ChartSection } from '@/components/ui/chart-section';
import { originWords } from '@/components/app/origin-words';

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
      title="How the numbers were made"
      testId="method"
      controls={
        experimentId === undefined ? undefined : (
          <>
            {(['points', 'problems'] as const).flatMap((of) =>
              (['csv', 'jsonl'] as const).map((format) => (
                <a
                  key={`${of} ${format}`}
                  className="button"
                  href={exportPath(experimentId, of, format)}
                  download
                  title={of === 'points' ? 'Every point of every line' : 'Every problem of every point'}
                >
                  <Icon name="download" /> {of === 'points' ? 'Points' : 'Problems'} {format.toUpperCase()}
                </a>
              )),
            )}
            <a className="button" href={latexPath(experimentId)} download title="Every point as a table for a paper">
              <Icon name="download" /> Points LaTeX
            </a>
          </>
        )
      }
    >
      <ul className="max-w-[100ch] list-disc wrap-anywhere space-y-1 pl-5 text-sm text-mute">
        {experiment === undefined ? null : <li>{say(originWords(experiment).sentence)}</li>}
        {method.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </ChartSection>
  );
}
