import type { Selected } from '@/lib/search';
import { verdictOf } from '@/lib/tree';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';
import { formatScore, plural } from '@/components/ui/numbers';
import type { RunView } from './use-run-view';

const most = 6;

interface VoteListProps {
  readonly run: RunView;
  readonly selected: Selected;
  readonly reference: string | undefined;
  readonly isReported: boolean;
}

/** Answers as bars, strongest first. Gold only for the run's own choice once it has been made. */
export function VoteList({ run, selected, reference, isReported }: VoteListProps) {
  const { votes, selection } = selected;
  if (votes.length === 0) return <p className="text-sm text-mute">No answer yet.</p>;
  const isChosen = isReported && run.view.chosen !== undefined;
  const longest = Math.max(...votes.map((vote) => vote.share));
  return (
    <ol className="flex flex-col gap-2" data-testid={`votes-${selection}`}>
      {votes.slice(0, most).map((vote) => {
        const grade = verdictOf(vote.answer, reference);
        const tone = vote.isWinner ? (isChosen ? 'var(--gold)' : 'var(--mute)') : 'color-mix(in oklab, var(--dim) 45%, var(--line))';
        return (
          <li key={vote.key}>
            <button type="button" onClick={() => run.selectNode(vote.node)} title="Show its best solution" data-winner={vote.isWinner} className="-mx-2 grid w-[calc(100%+1rem)] grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-md px-2 py-1 text-left hover:bg-ink/5">
              <span className={`flex min-w-0 items-baseline gap-2 ${vote.isWinner ? 'text-xl font-semibold' : ''}`}>
                <span className="truncate"><MathText text={`$${vote.answer}$`} /></span>
                {grade === undefined ? null : (
                  <span className={`inline-flex items-center gap-1 text-xs font-medium ${grade === 'right' ? 'text-good' : 'text-bad'}`}><Icon name={grade === 'right' ? 'check' : 'cross'} size={12} />{grade === 'right' ? 'right' : 'wrong'}</span>
                )}
              </span>
              <span className="text-sm text-mute tabular-nums">{strengthWords(selected, vote)}</span>
              <span aria-hidden="true" className="col-span-2 mt-1 h-2.5 rounded-sm" style={{ width: `${Math.max(1.5, (vote.share / Math.max(longest, 1e-9)) * 100)}%`, background: tone }} />
            </button>
          </li>
        );
      })}
      {votes.length > most ? <li className="text-xs text-mute">and {plural(votes.length - most, 'other answer')}</li> : null}
    </ol>
  );
}

function strengthWords({ selection }: Selected, vote: Selected['votes'][number]): string {
  switch (selection) {
    case 'majority': return `× ${vote.count}`;
    case 'best': return vote.best === undefined ? '–' : formatScore(vote.best);
    case 'weighted': return `${vote.weight.toFixed(2)} from ${vote.count}`;
  }
}
