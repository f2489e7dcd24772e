import { Icon, type IconName } from '@/components/ui/icon';

interface ReplayButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

/** A button of the replay: an icon, whose name its key stands beside. */
export function ReplayButton({ icon, label, hint, isDisabled, onClick }: ReplayButtonProps) {
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label={label}
      title={hint === undefined ? label : `${label} ( ${hint} )`}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} size={18} />
    </button>
  );
}
