import Link from 'next/link';
import { CannotRead } from '@/components/app/cannot-read';
import { DeleteExperiment } from '@/components/app/delete-experiment';
import type { Removal } from './view/use-experiment';

interface UnreadableExperimentProps {
  readonly reason: string;
  readonly remove: Removal;
}

/** The page of an experiment that this version cannot read. */
export function UnreadableExperiment({ reason, remove }: UnreadableExperimentProps) {
  return (
    <CannotRead
      title="This experiment cannot be read"
      reason={reason}
      refusal={remove.error}
      actions={
        <>
          <Link href="/experiments" className="button button-primary">
            All experiments
          </Link>
          <DeleteExperiment label="Delete the experiment" onDelete={() => remove.mutate()} />
        </>
      }
    />
  );
}
