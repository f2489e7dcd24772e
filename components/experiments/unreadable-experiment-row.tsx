import type { UnreadableExperiment } from '@/lib/experiments/wire';
import { Ago } from '@/components/ui/ago';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';

interface UnreadableExperimentRowProps {
  readonly experiment: UnreadableExperiment;
  readonly isDeleting: boolean;
  readonly onDelete: () => void;
}

/** An experiment that this version cannot read: why, and that it can be deleted. */
export function UnreadableExperimentRow({
  experiment: { id, createdAt, reason },
  isDeleting,
  onDelete,
}: UnreadableExperimentRowProps) {
  return (
    <li
      data-testid="unreadable-experiment-row"
      data-experiment-id={id}
      className={`grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-6 gap-y-2 px-4 py-3.5 ${isDeleting ? 'opacity-50' : ''}`}
    >
      <div className="min-w-0">
        <p className="line-clamp-3 text-bad wrap-anywhere">Cannot be read: {reason}</p>
        <p className="mt-0.5 font-mono text-sm text-mute">{id}</p>
      </div>
      <p className="text-sm text-mute">
        <Ago at={createdAt} />
      </p>
      <ConfirmButton
        label={`Delete: ${id}`}
        icon={<Icon name="trash" />}
        question="Delete this experiment?"
        explanation="It is removed for good, with all of its runs."
        confirmLabel="Delete it"
        onConfirm={onDelete}
      />
    </li>
  );
}
