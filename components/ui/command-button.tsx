'use client';

import { navigationWords } from '@/lib/words';
import { Icon, type IconName } from './icon';
import { useSay } from './use-language';
import { useIsViewingOnly } from './viewing-only';

interface CommandButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** The command is on its way; pressing again would do nothing. */
  readonly isPending?: boolean;
  readonly isPrimary?: boolean;
  readonly hint?: string;
  /** Its sign stands for it on a telephone, where it is one of many. */
  readonly isTerse?: boolean;
  readonly onPress: () => void;
}

/** A command to the server. Stays focusable while it can do nothing, so that the keyboard does not lose its place. */
export function CommandButton({
  icon,
  label,
  isPending = false,
  isPrimary = false,
  hint,
  isTerse = false,
  onPress,
}: CommandButtonProps) {
  const isViewing = useIsViewingOnly();
  const say = useSay();
  const isIdle = isPending || isViewing;
  return (
    <button
      type="button"
      className={`button ${isPrimary ? 'button-primary' : ''} ${isTerse ? 'max-sm:w-[2.1rem] max-sm:px-0' : ''}`}
      aria-disabled={isIdle || undefined}
      title={isViewing ? say(navigationWords.whyViewingOnly) : hint}
      onClick={() => {
        if (!isIdle) onPress();
      }}
    >
      <Icon name={icon} />{' '}
      <span className={isTerse ? 'max-sm:sr-only' : undefined}>
        {label}
        {isPending ? ' …' : ''}
      </span>
    </button>
  );
}
