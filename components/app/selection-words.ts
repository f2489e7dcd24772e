/** How each selection is written, one record a selection: its names, what it does, its strengths and why its winner wins. */
import type { SelectionName, Vote } from '@/lib/search';
import { formatScore, plural } from '@/components/ui/numbers';
import type { TermName } from './glossary';

interface SelectionWords {
  readonly title: string;
  /** Over a narrow column. */
  readonly short: string;
  readonly does: string;
  readonly term: TermName;
  /** The strength of an answer, as its row writes it. */
  readonly strength: (vote: Vote) => string;
  /** False where strengths do not add up, so that a share says no more than the strength. */
  readonly hasShare: boolean;
  /** What the winner has, in the numbers that were compared; `votes` are all of them, the winner's too. No full stop. */
  readonly reason: (winner: Vote, votes: readonly Vote[]) => string;
}

export const selectionWords: Readonly<Record<SelectionName, SelectionWords>> = {
  majority: {
    title: 'Majority',
    short: 'Majority',
    does: 'one vote per solution',
    term: 'majority-selection',
    strength: ({ count }) => `× ${count}`,
    hasShare: true,
    reason: ({ count }, votes) =>
      `${count} of ${plural(
        sumOf(votes, (vote) => vote.count),
        'vote',
      )}`,
  },
  best: {
    title: 'Best score',
    short: 'Best',
    does: 'the single best-scored solution',
    term: 'best',
    strength: ({ best }) => (best === undefined ? '–' : atLeast(best, formatScore(best))),
    hasShare: false,
    reason: ({ best }) => `its best solution scores ${(best ?? 0).toFixed(3)}`,
  },
  weighted: {
    title: 'Weighted',
    short: 'Weighted',
    does: 'votes weighted by score',
    term: 'weighted',
    strength: ({ weight }) => atLeast(weight, weight.toFixed(2)),
    hasShare: true,
    reason: ({ weight, count }, votes) =>
      `${weight.toFixed(2)} of ${sumOf(votes, (vote) => vote.weight).toFixed(2)} in score, from ${count} of ${plural(
        sumOf(votes, (vote) => vote.count),
        'vote',
      )}`,
  },
};

function sumOf(votes: readonly Vote[], amount: (vote: Vote) => number): number {
  return votes.reduce((sum, vote) => sum + amount(vote), 0);
}

/** Little is not nothing: the order of the rows may rest on it. */
function atLeast(value: number, written: string): string {
  return value > 0 && written === '0.00' ? '< 0.01' : written;
}
