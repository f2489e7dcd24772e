import Link from 'next/link';
import { logPath } from '@/lib/client';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteRun } from '@/components/app/delete-run';
import { Icon } from '@/components/ui/icon';

interface UnreadableRunProps {
  readonly runId: string;
  readonly reason: string;
  readonly refusal: Error | null;
  readonly onDelete: () => void;
}

/** The page of a run of whose log nothing can be shown. */
export function UnreadableRun({ runId, reason, refusal, onDelete }: UnreadableRunProps) {
  return (
    <CannotRead
      title="This run cannot be read"
      reason={reason}
      refusal={refusal}
      actions={
        <>
          <a className="button button-primary" href={logPath(runId)} download={`longthink-${runId}.ndjson`}>
            <Icon name="download" /> Download the log
          </a>
          <Link href="/runs" className="button">
            All runs
          </Link>
          <DeleteRun label="Delete this run" onDelete={onDelete} />
        </>
      }
    />
  );
}
