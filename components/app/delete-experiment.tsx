import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';

interface DeleteExperimentProps {
  readonly label: string;
  /** What goes with it; absent where that cannot be read. */
  readonly explanation?: string;
  readonly onDelete: () => void;
}

/** The button that deletes an experiment, wherever it stands. */
export function DeleteExperiment({
  label,
  explanation = 'It is removed for good, with all of its runs.',
  onDelete,
}: DeleteExperimentProps) {
  return (
    <ConfirmButton
      label={label}
      icon={<Icon name="trash" />}
      question="Delete this experiment?"
      explanation={explanation}
      confirmLabel="Delete it"
      onConfirm={onDelete}
    />
  );
}
