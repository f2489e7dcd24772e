import { trainingPath } from '@/lib/client';
import { labWords } from '@/lib/words';
import { ChartSection } from '@/components/ui/chart-section';
import { useSay } from '@/components/ui/use-language';

interface TrainingSectionProps {
  readonly verifier: string;
  readonly of: string;
}

/** The same solutions as lines to train with. */
export function TrainingSection({ verifier, of }: TrainingSectionProps) {
  const say = useSay();
  return (
    <ChartSection title={say(labWords.train)} testId="training" note={say(labWords.trainNote)}>
      <p className="flex flex-wrap gap-2">
        <a className="button" download href={trainingPath({ verifier, of, form: 'stepwise' })}>
          {say(labWords.stepwise)}
        </a>
        <a className="button" download href={trainingPath({ verifier, of, form: 'prm800k' })}>
          {say(labWords.prm800k)}
        </a>
      </p>
    </ChartSection>
  );
}
