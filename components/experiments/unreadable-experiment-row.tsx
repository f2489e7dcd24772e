import { Link } from '@/components/ui/link';
import type { UnreadableExperiment } from '@/lib/experiments/wire';
import { experimentsWords, sharedWords } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface UnreadableExperimentRowProps {
  readonly experiment: UnreadableExperiment;
  readonly onDelete: () => void;
}

/** An experiment that this version cannot read: why, and that it can be deleted. */
export function UnreadableExperimentRow({
  experiment: { id, createdAt, reason },
  onDelete,
}: UnreadableExperimentRowProps) {
  const say = useSay();
  return (
    <li
      data-testid="unreadable-experiment-row"
      data-experiment-id={id}
      className="relative grid gap-x-6 gap-y-2 px-4 py-3.5 hover:bg-ink/4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
    >
      <div className="min-w-0">
        <Link
          href={`/experiments/${encodeURIComponent(id)}`}
          className="flex items-center gap-2 text-lg font-medium after:absolute after:inset-0"
        >
          <span className="text-bad">
            <Icon name="warning" />
          </span>
          {say(experimentsWords.cannotBeRead)}
        </Link>
        <p className="mt-0.5 line-clamp-6 text-sm wrap-anywhere text-mute">{reason}</p>
      </div>
      <div className="relative flex items-center justify-between gap-3">
        <p className="text-sm text-mute">
          <Ago at={createdAt} />
        </p>
        <DeleteButton
          label={say(sharedWords.removeOf, { what: id })}
          title={say(sharedWords.remove)}
          onDelete={onDelete}
        />
      </div>
    </li>
  );
}
