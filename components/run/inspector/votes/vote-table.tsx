import type { NodeId, SelectionName, Vote } from '@/lib/search';
import { runWords, selectionTitles } from '@/lib/words';
import { selectionWords } from '@/components/app/selection-words';
import { Term } from '@/components/app/term';
import { MathText } from '@/components/math/math-text';
import { useSay } from '@/components/ui/use-language';
import { restWords, shareWords, type Ballot, type BallotRow } from './ballot';
import { VoteBar } from './vote-bar';
import { VoteVerdict } from './vote-verdict';

/** Answers shown; the tail of single votes says little. */
const most = 8;

interface VoteTableProps {
  readonly ballot: Ballot;
  /** The selections that apply, in the order of their columns. */
  readonly selections: readonly SelectionName[];
  /** The selection whose winner is the run's answer; undefined where what is shown is not what the run did. */
  readonly chosenBy: SelectionName | undefined;
  /** Who wins is not said. */
  readonly isAsked: boolean;
  /** No further answer will come. */
  readonly isOver: boolean;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Every answer with its strength under each selection, side by side. Gold only for what the run itself chose. */
export function VoteTable({ ballot, selections, chosenBy, isAsked, isOver, onNodeSelect }: VoteTableProps) {
  const say = useSay();
  if (ballot.rows.length === 0)
    return <p className="py-3 text-sm text-mute">{say(isOver ? runWords.noAnswer : runWords.noAnswerYet)}</p>;
  const rest = restWords(ballot, most, say);
  return (
    <table className="w-full table-fixed border-collapse text-sm" data-testid="votes" data-part="votes">
      <caption className="sr-only">{say(runWords.answersAndVotes)}</caption>
      <thead>
        <tr className="text-left text-xs text-mute">
          {selections.map((name) => (
            <th key={name} scope="col" className={`pb-1.5 font-normal ${name === chosenBy ? 'text-ink' : ''}`}>
              <Term name={selectionWords[name].term}>{say(selectionTitles[name])}</Term>
            </th>
          ))}
        </tr>
      </thead>
      {ballot.rows.slice(0, most).map((row) => (
        <tbody
          key={row.key}
          className="group border-t border-line"
          data-testid="vote"
          data-chosen={!isAsked && chosenBy !== undefined && row.votes[chosenBy].isWinner}
        >
          <tr>
            <th scope="rowgroup" colSpan={selections.length} className="pt-1.5 text-left font-normal">
              <Answer row={row} isFirst={!isAsked && row === ballot.rows[0]} onNodeSelect={onNodeSelect} />
            </th>
          </tr>
          <tr>
            {selections.map((name) => (
              <td
                key={name}
                className="pr-4 pb-2.5 align-top"
                data-selection={name}
                data-winner={!isAsked && row.votes[name].isWinner}
              >
                <Strength
                  vote={isAsked ? { ...row.votes[name], isWinner: false } : row.votes[name]}
                  selection={name}
                  isChosen={name === chosenBy}
                />
              </td>
            ))}
          </tr>
        </tbody>
      ))}
      {rest === undefined ? null : (
        <tbody>
          <tr className="border-t border-line">
            <td colSpan={selections.length} className="py-1.5 text-xs text-mute">
              {rest}
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

interface AnswerProps {
  readonly row: BallotRow;
  readonly isFirst: boolean;
  readonly onNodeSelect: (node: NodeId) => void;
}

function Answer({ row, isFirst, onNodeSelect }: AnswerProps) {
  const say = useSay();
  return (
    <button
      type="button"
      onClick={() => onNodeSelect(row.node)}
      title={say(runWords.showBest)}
      className="-mx-2 flex w-[calc(100%+1rem)] items-baseline gap-2.5 rounded-md px-2 text-left hover:bg-ink/5"
    >
      <span className={`max-h-16 min-w-0 overflow-hidden ${isFirst ? 'text-lg font-semibold' : ''}`}>
        <MathText text={`$${row.answer}$`} />
      </span>
      <VoteVerdict verdict={row.verdict} />
    </button>
  );
}

function Strength({
  vote,
  selection,
  isChosen,
}: {
  readonly vote: Vote;
  readonly selection: SelectionName;
  readonly isChosen: boolean;
}) {
  const say = useSay();
  const { strength, hasShare } = selectionWords[selection];
  return (
    <>
      <p
        className={`flex items-baseline gap-x-1.5 whitespace-nowrap tabular-nums ${vote.isWinner ? 'font-semibold' : 'text-mute'}`}
      >
        {strength(vote)}
        {hasShare ? <span className="text-xs font-normal text-mute">{shareWords(vote.share)}</span> : null}
      </p>
      <div className="mt-0.5 flex items-center gap-1.5 text-xs font-medium">
        <VoteBar vote={vote} isChosen={isChosen} />
        {vote.isWinner ? say(runWords.wins) : null}
      </div>
    </>
  );
}
