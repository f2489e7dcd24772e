import { trainingPath } from '@/lib/client';
import { ChartSection } from '@/components/ui/chart-section';

interface TrainingSectionProps {
  readonly verifier: string;
  readonly of: string;
}

/** The same solutions as lines to train with. */
export function TrainingSection({ verifier, of }: TrainingSectionProps) {
  return (
    <ChartSection
      title="Train with them"
      testId="training"
      note="One finished solution a line, of the runs read here. A step’s label is whether any finished solution through it came out right (Math-Shepherd’s hard estimate); shares and scores go with it. Stepwise: prompt, completions, labels, as TRL’s PRMTrainer reads them. PRM800K: question and label.steps with ratings 1 and −1."
    >
      <p className="flex flex-wrap gap-2">
        <a className="button" download href={trainingPath({ verifier, of, form: 'stepwise' })}>
          Stepwise JSONL
        </a>
        <a className="button" download href={trainingPath({ verifier, of, form: 'prm800k' })}>
          PRM800K JSONL
        </a>
      </p>
    </ChartSection>
  );
}
