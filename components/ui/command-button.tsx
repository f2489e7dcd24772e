import { Icon, type IconName } from '@/components/ui/icon';

interface CommandButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** The command is on its way; pressing again would do nothing. */
  readonly isPending?: boolean;
  readonly isPrimary?: boolean;
  readonly hint?: string;
  readonly onPress: () => void;
}

/** A command to the search. Stays focusable while pending, so that the keyboard does not lose its place. */
export function CommandButton({
  icon,
  label,
  isPending = false,
  isPrimary = false,
  hint,
  onPress,
}: CommandButtonProps) {
  return (
    <button
      type="button"
      className={`button ${isPrimary && !isPending ? 'button-primary' : ''}`}
      aria-disabled={isPending || undefined}
      title={hint}
      onClick={() => {
        if (!isPending) onPress();
      }}
    >
      <Icon name={icon} /> {label}
      {isPending ? ' …' : ''}
    </button>
  );
}
