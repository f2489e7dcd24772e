import Link from 'next/link';
import { CannotRead } from '@/components/app/cannot-read';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
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
          <ConfirmButton
            label="Delete the experiment"
            icon={<Icon name="trash" />}
            question="Delete this experiment?"
            explanation="It is removed for good, with all of its runs."
            confirmLabel="Delete it"
            onConfirm={() => remove.mutate()}
          />
        </>
      }
    />
  );
}
