interface StarButtonProps {
  readonly isStarred: boolean;
  readonly isDisabled: boolean;
  /** Of what. */
  readonly label: string;
  readonly onToggle: () => void;
}

/** A star, filled where it is set. */
export function StarButton({ isStarred, isDisabled, label, onToggle }: StarButtonProps) {
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label={`Star: ${label}`}
      aria-pressed={isStarred}
      title={isStarred ? 'Take the star away' : 'Star it'}
      disabled={isDisabled}
      onClick={onToggle}
    >
      <svg
        aria-hidden="true"
        width={16}
        height={16}
        viewBox="0 0 16 16"
        stroke="currentColor"
        strokeWidth="1.3"
        fill={isStarred ? 'currentColor' : 'none'}
      >
        <path d="M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
