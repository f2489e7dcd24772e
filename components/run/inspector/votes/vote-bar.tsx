import type { Vote } from '@/lib/search';

interface VoteBarProps {
  readonly vote: Vote;
  /** The run's answer is chosen by this count. */
  readonly isChosen: boolean;
}

/** The strength of an answer beside others’ as a length. Gold only for what the run itself chose. */
export function VoteBar({ vote, isChosen }: VoteBarProps) {
  const color = !vote.isWinner
    ? 'color-mix(in oklab, var(--dim) 55%, var(--line))'
    : isChosen
      ? 'var(--gold)'
      : 'var(--mute)';
  return (
    <span aria-hidden="true" className="block h-1.5 flex-1 rounded-full bg-ink/5">
      <span
        className="block h-full min-w-0.5 rounded-full"
        style={{ width: `${vote.share * 100}%`, background: color }}
      />
    </span>
  );
}
