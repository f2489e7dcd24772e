import { Link } from '@/components/ui/link';
import { experimentWords } from '@/lib/words';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteButton } from '@/components/app/delete-button';
import { useSay } from '@/components/ui/use-language';

interface UnreadableExperimentProps {
  readonly reason: string;
  readonly onDelete: () => void;
}

/** The page of an experiment that this version cannot read. */
export function UnreadableExperiment({ reason, onDelete }: UnreadableExperimentProps) {
  const say = useSay();
  return (
    <CannotRead
      title={say(experimentWords.cannotBeRead)}
      reason={reason}
      actions={
        <>
          <Link href="/experiments" className="button button-primary">
            {say(experimentWords.all)}
          </Link>
          <DeleteButton label={say(experimentWords.remove)} onDelete={onDelete} />
        </>
      }
    />
  );
}
