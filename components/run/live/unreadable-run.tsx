import { Link } from '@/components/ui/link';
import { useRouter } from 'next/navigation';
import { logPath } from '@/lib/client';
import { recordedWords, sharedWords } from '@/lib/words';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteButton } from '@/components/app/delete-button';
import { leaveBehind } from '@/components/app/left-behind';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface UnreadableRunProps {
  readonly runId: string;
  readonly reason: string;
}

/** The page of a run of whose log nothing can be shown. */
export function UnreadableRun({ runId, reason }: UnreadableRunProps) {
  const say = useSay();
  const router = useRouter();
  return (
    <CannotRead
      title={say(recordedWords.cannotBeRead)}
      reason={reason}
      actions={
        <>
          <a className="button button-primary" href={logPath(runId)} download={`longthink-${runId}.ndjson`}>
            <Icon name="download" /> {say(sharedWords.downloadLog)}
          </a>
          <Link href="/runs" className="button">
            {say(recordedWords.allRunsButton)}
          </Link>
          <DeleteButton
            label={say(recordedWords.deleteThis)}
            onDelete={() => {
              leaveBehind('run', runId);
              router.push('/runs');
            }}
          />
        </>
      }
    />
  );
}
