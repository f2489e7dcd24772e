import { Link } from '@/components/ui/link';
import { logPath } from '@/lib/client';
import { recordedWords, sharedWords } from '@/lib/words';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteRun } from '@/components/app/delete-run';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface UnreadableRunProps {
  readonly runId: string;
  readonly reason: string;
  readonly refusal: Error | null;
  readonly onDelete: () => void;
}

/** The page of a run of whose log nothing can be shown. */
export function UnreadableRun({ runId, reason, refusal, onDelete }: UnreadableRunProps) {
  const say = useSay();
  return (
    <CannotRead
      title={say(recordedWords.cannotBeRead)}
      reason={reason}
      refusal={refusal}
      actions={
        <>
          <a className="button button-primary" href={logPath(runId)} download={`longthink-${runId}.ndjson`}>
            <Icon name="download" /> {say(sharedWords.downloadLog)}
          </a>
          <Link href="/runs" className="button">
            {say(recordedWords.allRunsButton)}
          </Link>
          <DeleteRun label={say(recordedWords.deleteThis)} onDelete={onDelete} />
        </>
      }
    />
  );
}
