import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';

interface DeleteRunProps {
  readonly label: string;
  readonly isUnderWay?: boolean;
  readonly onDelete: () => void;
}

/** The button that deletes a run, wherever it stands. */
export function DeleteRun({ label, isUnderWay = false, onDelete }: DeleteRunProps) {
  return (
    <ConfirmButton
      label={label}
      icon={<Icon name="trash" />}
      question="Delete this run?"
      explanation={
        isUnderWay
          ? 'It is still under way: it is cancelled first. Its log is removed for good.'
          : 'Its log is removed for good. Download it first to keep it.'
      }
      confirmLabel="Delete it"
      about={isUnderWay ? 'under way' : 'over'}
      onConfirm={onDelete}
    />
  );
}
