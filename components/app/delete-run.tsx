import { sharedWords } from '@/lib/words';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface DeleteRunProps {
  readonly label: string;
  readonly isUnderWay?: boolean;
  readonly onDelete: () => void;
}

/** The button that deletes a run, wherever it stands. */
export function DeleteRun({ label, isUnderWay = false, onDelete }: DeleteRunProps) {
  const say = useSay();
  return (
    <ConfirmButton
      label={label}
      icon={<Icon name="trash" />}
      question={say(sharedWords.deleteRun)}
      explanation={isUnderWay ? say(sharedWords.deletesUnderWay) : say(sharedWords.deletesOver)}
      confirmLabel={say(sharedWords.deleteIt)}
      about={isUnderWay ? 'under way' : 'over'}
      onConfirm={onDelete}
    />
  );
}
