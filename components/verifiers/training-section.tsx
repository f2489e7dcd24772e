import { trainingPath } from '@/lib/client';
import { LabSection } from './lab-section';

interface TrainingSectionProps {
  readonly verifier: string;
  readonly of: string;
}

/** The same solutions as lines to train with. */
export function TrainingSection({ verifier, of }: TrainingSectionProps) {
  return (
    <LabSection
      title="Train with them"
      testId="training"
      note="One finished solution a line, of the runs read here. A step’s label is whether any finished solution through it came out right (Math-Shepherd’s hard estimate); shares and scores go with it."
    >
      <p className="flex flex-wrap gap-2">
        <a className="button" download href={trainingPath({ verifier, of, form: 'stepwise' })}>
          Stepwise JSONL <span className="text-mute">prompt, completions, labels: TRL’s PRMTrainer</span>
        </a>
        <a className="button" download href={trainingPath({ verifier, of, form: 'prm800k' })}>
          PRM800K JSONL <span className="text-mute">question, label.steps, ratings 1 and −1</span>
        </a>
      </p>
    </LabSection>
  );
}
