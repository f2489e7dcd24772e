/** What tells the three selections apart: what an answer is as strong as, and whether there is a strength without scores. */
import { selectionNames, type SelectionName } from './config';

/** The part of a vote that strengths are reckoned from. */
interface Tally {
  readonly count: number;
  /** Sum of values. */
  readonly weight: number;
  /** Highest value; undefined without scores. */
  readonly best: number | undefined;
}

interface Selection {
  readonly needsScores: boolean;
  /** True where an answer is as strong as one of its solutions, so that no strength is shared among answers. */
  readonly isOneSolution?: true;
  strengthOf(vote: Tally): number;
}

const selections: Readonly<Record<SelectionName, Selection>> = {
  majority: { needsScores: false, strengthOf: ({ count }) => count },
  best: { needsScores: true, isOneSolution: true, strengthOf: ({ best }) => best ?? 0 },
  weighted: { needsScores: true, strengthOf: ({ weight }) => weight },
};

/** The selection that needs no scores: what there is without a verifier. */
export const majorityVote = 'majority' satisfies SelectionName;

export function needsScores(selection: SelectionName): boolean {
  return selections[selection].needsScores;
}

/** An answer is its best solution, and what else gives it adds nothing. */
export function isOneSolution(selection: SelectionName): boolean {
  return selections[selection].isOneSolution === true;
}

/** Those that go by scores. */
export const scoredSelections: readonly SelectionName[] = selectionNames.filter(needsScores);

/** What is gone by where nobody says. */
export function usualSelection(hasScores: boolean): SelectionName {
  return hasScores ? 'weighted' : majorityVote;
}

/** What answers are compared by under `selection`; more is stronger. */
export function strengthOf(vote: Tally, selection: SelectionName): number {
  return selections[selection].strengthOf(vote);
}

/** Those that apply to solutions with or without scores, in their usual order. */
export function applicableSelections(hasScores: boolean): readonly SelectionName[] {
  return selectionNames.filter((name) => hasScores || !needsScores(name));
}
