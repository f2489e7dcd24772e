import { experimentsWords, sharedWords } from '@/lib/words';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface DeleteExperimentProps {
  readonly label: string;
  /** What goes with it; absent where that cannot be read. */
  readonly explanation?: string;
  readonly onDelete: () => void;
}

/** The button that deletes an experiment, wherever it stands. */
export function DeleteExperiment({ label, explanation, onDelete }: DeleteExperimentProps) {
  const say = useSay();
  return (
    <ConfirmButton
      label={label}
      icon={<Icon name="trash" />}
      question={say(experimentsWords.askDelete)}
      explanation={explanation ?? say(experimentsWords.deletes)}
      confirmLabel={say(sharedWords.deleteIt)}
      onConfirm={onDelete}
    />
  );
}
