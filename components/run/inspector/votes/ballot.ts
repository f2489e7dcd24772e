/**
 * The answers reached so far as one table: a row per answer, its strength under each selection, and who wins where.
 * Arithmetic on solutions alone; knows no run, no cursor and no screen.
 */
import {
  deciderOf,
  selectAnswer,
  selectionNames,
  type Decider,
  type NodeId,
  type Selected,
  type SelectionName,
  type Solution,
  type Vote,
} from '@/lib/search';
import { verdictOf, type Verdict } from '@/lib/tree';
import { percentSign, runWords, sayIn, type Say, type Text } from '@/lib/words';
import { selectionWords } from '@/components/app/selection-words';
import { formatCount } from '@/components/ui/numbers';

export interface BallotRow {
  /** Equal for equal answers. */
  readonly key: string;
  /** As its best solution writes it. */
  readonly answer: string;
  /** Last node of its best solution. */
  readonly node: NodeId;
  readonly verdict: Verdict | undefined;
  readonly votes: Readonly<Record<SelectionName, Vote>>;
}

export interface Ballot {
  /** Strongest first under the selection that orders them. */
  readonly rows: readonly BallotRow[];
  readonly selected: Readonly<Record<SelectionName, Selected>>;
  readonly unreadable: number;
}

/** `reference`: the right answer, where it is known. */
export function ballotOf(
  solutions: readonly Solution[],
  orderedBy: SelectionName,
  reference: string | undefined,
): Ballot {
  const selected = Object.fromEntries(selectionNames.map((name) => [name, selectAnswer(solutions, name)])) as Record<
    SelectionName,
    Selected
  >;
  const byKey = Object.fromEntries(
    selectionNames.map((name) => [name, new Map(selected[name].votes.map((vote) => [vote.key, vote]))]),
  ) as Record<SelectionName, Map<string, Vote>>;
  const rows = selected[orderedBy].votes.map(({ key, answer, node }): BallotRow => ({
    key,
    answer,
    node,
    verdict: verdictOf(answer, reference),
    votes: Object.fromEntries(selectionNames.map((name) => [name, byKey[name].get(key)!])) as Record<
      SelectionName,
      Vote
    >,
  }));
  const { unreadable } = selected[orderedBy];
  return { rows, selected, unreadable };
}

/** The winner under `selection`; undefined while nobody can win. */
export function winnerOf(ballot: Ballot, selection: SelectionName): Vote | undefined {
  return ballot.selected[selection].votes.find((vote) => vote.isWinner);
}

/** How many answers there are after the first `shown` ones, and how many votes they have together; undefined where there are none. */
export function restWords({ rows }: Ballot, shown: number, say: Say = sayIn('en')): string | undefined {
  const rest = rows.slice(shown);
  if (rest.length === 0) return undefined;
  const votes = rest.reduce((sum, row) => sum + row.votes.majority.count, 0);
  return say(runWords.andOthers, { answers: formatCount(rest.length), votes: formatCount(votes) });
}

/** A part of the votes or of their weight, in hundredths. */
export function shareWords(share: number): string {
  return `${share > 0 && share < 0.005 ? '<\u00a01' : Math.round(share * 100)}${percentSign}`;
}

/** After the numbers that were compared: which rule decided where they are equal. */
const tieWords: Readonly<Record<Decider, Text | undefined>> = {
  strength: undefined,
  'last-score': runWords.tiedLastScore,
  place: runWords.tiedPlace,
};

/** Why the winner wins, in the numbers that were compared: “7 of 16 votes”; no full stop. */
export function reasonOf(ballot: Ballot, selection: SelectionName, say: Say = sayIn('en')): string {
  const { votes } = ballot.selected[selection];
  const [first, second] = votes;
  if (first === undefined) return say(runWords.noReason);
  const tie = second === undefined ? undefined : tieWords[deciderOf(first, second, selection)];
  return `${selectionWords[selection].reason(first, votes, say)}${tie === undefined ? '' : say(tie)}`;
}

function isTied({ selected }: Ballot, selection: SelectionName): boolean {
  const [first, second] = selected[selection].votes;
  return first !== undefined && second !== undefined && deciderOf(first, second, selection) !== 'strength';
}

/** Below this a verifier says of a solution that it is wrong. */
const believed = 0.1;

function hopelessOf({ rows }: Ballot): number | undefined {
  const values = rows.flatMap(({ votes }) => votes.best.best ?? []);
  const best = Math.max(...values);
  return values.length > 0 && best < believed ? best : undefined;
}

/** What one selection chooses, and which others choose otherwise. */
export interface Outcome {
  readonly selection: SelectionName;
  readonly answer: string;
  /** In the words of `reasonOf`. */
  readonly reason: string;
  /** There are other selections, and all of them choose the same. */
  readonly isUnanimous: boolean;
  /** Those of them that choose the same because of a tie, with their reasons. */
  readonly tied: readonly { readonly selection: SelectionName; readonly reason: string }[];
  /** The highest value of any solution, where all are so low that the verifier believes none. */
  readonly hopeless: number | undefined;
  /** `answer` is undefined where nobody can win. */
  readonly differing: readonly {
    readonly selection: SelectionName;
    readonly answer: string | undefined;
    readonly reason: string;
  }[];
}

/** Of `selections` the first is the one in question; undefined while nobody wins under it. */
export function outcomeOf(
  ballot: Ballot,
  [selection, ...others]: readonly SelectionName[],
  say: Say = sayIn('en'),
): Outcome | undefined {
  const winner = selection === undefined ? undefined : winnerOf(ballot, selection);
  if (selection === undefined || winner === undefined) return undefined;
  const differing = others.filter((name) => winnerOf(ballot, name)?.key !== winner.key);
  return {
    selection,
    answer: winner.answer,
    reason: reasonOf(ballot, selection, say),
    isUnanimous: others.length > 0 && differing.length === 0,
    tied: others
      .filter((name) => !differing.includes(name) && isTied(ballot, name))
      .map((name) => ({ selection: name, reason: reasonOf(ballot, name, say) })),
    hopeless: hopelessOf(ballot),
    differing: differing.map((name) => ({
      selection: name,
      answer: winnerOf(ballot, name)?.answer,
      reason: reasonOf(ballot, name, say),
    })),
  };
}
