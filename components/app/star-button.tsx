import { sharedWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

interface StarButtonProps {
  readonly isStarred: boolean;
  readonly isDisabled: boolean;
  /** Of what. */
  readonly label: string;
  readonly onToggle: () => void;
}

/** A star, filled where it is set. */
export function StarButton({ isStarred, isDisabled, label, onToggle }: StarButtonProps) {
  const say = useSay();
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label={say(sharedWords.star, { what: label })}
      aria-pressed={isStarred}
      title={say(isStarred ? sharedWords.unstar : sharedWords.starIt)}
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
