import { Link } from '@/components/ui/link';
import { experimentWords } from '@/lib/words';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteExperiment } from '@/components/app/delete-experiment';
import { useSay } from '@/components/ui/use-language';
import type { Removal } from './view/use-experiment';

interface UnreadableExperimentProps {
  readonly reason: string;
  readonly remove: Removal;
}

/** The page of an experiment that this version cannot read. */
export function UnreadableExperiment({ reason, remove }: UnreadableExperimentProps) {
  const say = useSay();
  return (
    <CannotRead
      title={say(experimentWords.cannotBeRead)}
      reason={reason}
      refusal={remove.error}
      actions={
        <>
          <Link href="/experiments" className="button button-primary">
            {say(experimentWords.all)}
          </Link>
          <DeleteExperiment label={say(experimentWords.remove)} onDelete={() => remove.mutate()} />
        </>
      }
    />
  );
}
