import { Link } from '@/components/ui/link';
import { logPath } from '@/lib/client';
import type { UnreadableRun } from '@/lib/runs/wire';
import { runsWords, sharedWords } from '@/lib/words';
import { DeleteButton } from '@/components/app/delete-button';
import { Ago } from '@/components/ui/ago';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface UnreadableRunRowProps {
  readonly run: UnreadableRun;
  readonly onDelete: () => void;
}

/** A run that this version cannot read: why, and what can be done with it nevertheless. */
export function UnreadableRunRow({ run: { id, createdAt, reason }, onDelete }: UnreadableRunRowProps) {
  const say = useSay();
  return (
    <li
      data-testid="unreadable-run-row"
      data-run-id={id}
      className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 px-4 py-3 hover:bg-ink/4 md:grid-cols-[minmax(0,1fr)_9.5rem_9rem]"
    >
      <div className="col-span-2 min-w-0 md:col-span-1">
        {/* The whole row opens what can be shown of it; the buttons lie above this link. */}
        <Link href={`/runs/${id}`} className="flex items-center gap-2 font-medium after:absolute after:inset-0">
          <span className="text-bad">
            <Icon name="warning" />
          </span>
          {say(runsWords.cannotBeRead)}
        </Link>
        <p className="mt-0.5 line-clamp-6 text-sm wrap-anywhere text-mute">{reason}</p>
      </div>
      <p className="text-sm text-mute">
        <Ago at={createdAt} />
      </p>
      <div className="relative flex items-center justify-end gap-0.5">
        <a
          href={logPath(id)}
          download={`longthink-${id}.ndjson`}
          className="button button-quiet button-square"
          aria-label={say(sharedWords.downloadLogOf, { what: id })}
          title={say(sharedWords.downloadLog)}
        >
          <Icon name="download" />
        </a>
        <DeleteButton
          label={say(sharedWords.removeOf, { what: id })}
          title={say(sharedWords.remove)}
          onDelete={onDelete}
        />
      </div>
    </li>
  );
}
