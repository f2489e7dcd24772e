'use client';

import { navigationWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';

interface DeleteButtonProps {
  /** What it deletes, for those who hear it. */
  readonly label: string;
  /** Where it stands beside what it deletes, one word says it to those who see it. */
  readonly title?: string;
  readonly onDelete: () => void;
}

/** Deletes what can be brought back for some seconds, which is why it asks no question. */
export function DeleteButton({ label, title = label, onDelete }: DeleteButtonProps) {
  const say = useSay();
  const isViewing = useIsViewingOnly();
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-disabled={isViewing || undefined}
      title={isViewing ? say(navigationWords.whyViewingOnly) : title}
      onClick={() => {
        if (!isViewing) onDelete();
      }}
    >
      <Icon name="trash" /> <span className="words">{label}</span>
    </button>
  );
}
