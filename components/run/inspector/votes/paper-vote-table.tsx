import type { SelectionName, Vote } from '@/lib/search';
import { runWords, selectionTitles } from '@/lib/words';
import { selectionWords } from '@/components/app/selection-words';
import { MathText } from '@/components/math/math-text';
import { useSay } from '@/components/ui/use-language';
import { restWords, shareWords, type Ballot } from './ballot';
import { VoteBar } from './vote-bar';
import { VoteVerdict } from './vote-verdict';

interface PaperVoteTableProps {
  readonly ballot: Ballot;
  /** The selections that apply, in the order of their columns. */
  readonly selections: readonly SelectionName[];
  /** The selection whose winner is the run's answer; undefined where what is shown is not what the run did. */
  readonly chosenBy: SelectionName | undefined;
  /** Who wins is not said. */
  readonly isAsked: boolean;
  /** Answers listed, the strongest first; the rest is told together. */
  readonly rows: number;
}

/** The votes as a handout has them: an answer a line, with its strength under each selection beside it. */
export function PaperVoteTable({ ballot, selections, chosenBy, isAsked, rows }: PaperVoteTableProps) {
  const say = useSay();
  const rest = restWords(ballot, rows, say);
  return (
    <table className="w-full table-fixed border-collapse text-sm leading-snug" data-testid="votes">
      <thead>
        <tr className="text-left text-xs text-mute">
          <th scope="col" className="w-[26%] pb-1 font-normal">
            {say(runWords.answer)}
          </th>
          {selections.map((name) => (
            <th key={name} scope="col" className={`pb-1 pl-4 font-normal ${name === chosenBy ? 'text-ink' : ''}`}>
              {say(selectionTitles[name])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ballot.rows.slice(0, rows).map((row) => (
          <tr
            key={row.key}
            className="border-t border-line"
            data-testid="vote"
            data-chosen={!isAsked && chosenBy !== undefined && row.votes[chosenBy].isWinner}
          >
            <th scope="row" className="py-0.5 text-left font-normal">
              <span className="flex items-baseline gap-2">
                <span
                  className={`one-line truncate ${!isAsked && row === ballot.rows[0] ? 'font-semibold' : ''}`}
                  title={row.answer}
                >
                  <MathText text={`$${row.answer}$`} />
                </span>
                <VoteVerdict verdict={row.verdict} />
              </span>
            </th>
            {selections.map((name) => (
              <td key={name} className="py-0.5 pl-4" data-selection={name}>
                <PaperStrength
                  vote={isAsked ? { ...row.votes[name], isWinner: false } : row.votes[name]}
                  selection={name}
                  isChosen={name === chosenBy}
                />
              </td>
            ))}
          </tr>
        ))}
        {rest === undefined ? null : (
          <tr className="border-t border-line">
            <td colSpan={selections.length + 1} className="pt-1 text-xs text-mute">
              {rest}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface PaperStrengthProps {
  readonly vote: Vote;
  readonly selection: SelectionName;
  readonly isChosen: boolean;
}

function PaperStrength({ vote, selection, isChosen }: PaperStrengthProps) {
  const say = useSay();
  const { strength, hasShare } = selectionWords[selection];
  return (
    <span
      className={`flex items-center gap-1.5 whitespace-nowrap tabular-nums ${vote.isWinner ? 'font-semibold' : 'text-mute'}`}
    >
      <span className="min-w-11">{strength(vote)}</span>
      {hasShare ? <span className="min-w-8 text-xs font-normal text-mute">{shareWords(vote.share)}</span> : null}
      <VoteBar vote={vote} isChosen={isChosen} />
      <span className="min-w-7 text-xs font-medium">{vote.isWinner ? say(runWords.wins) : null}</span>
    </span>
  );
}
