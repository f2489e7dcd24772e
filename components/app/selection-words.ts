/** How each selection is written, one record a selection: its strengths and why its winner wins. Its names are in the catalogue. */
import type { SelectionName, Vote } from '@/lib/search';
import { runWords, sayIn, type Say } from '@/lib/words';
import { formatCount, formatScore } from '@/components/ui/numbers';
import type { TermName } from './glossary';

interface SelectionWords {
  readonly term: TermName;
  /** The strength of an answer, as its row writes it. */
  readonly strength: (vote: Vote) => string;
  /** False where strengths do not add up, so that a share says no more than the strength. */
  readonly hasShare: boolean;
  /** What the winner has, in the numbers that were compared; `votes` are all of them, the winner's too. No full stop. */
  readonly reason: (winner: Vote, votes: readonly Vote[], say?: Say) => string;
}

export const selectionWords: Readonly<Record<SelectionName, SelectionWords>> = {
  majority: {
    term: 'majority-selection',
    strength: ({ count }) => `× ${count}`,
    hasShare: true,
    reason: ({ count }, votes, say = sayIn('en')) =>
      say(runWords.votesOf, { count, votes: formatCount(sumOf(votes, (vote) => vote.count)) }),
  },
  best: {
    term: 'best',
    strength: ({ best }) => (best === undefined ? '–' : atLeast(best, formatScore(best))),
    hasShare: false,
    reason: ({ best }, _votes, say = sayIn('en')) => say(runWords.bestScores, { score: withThird(best ?? 0) }),
  },
  weighted: {
    term: 'weighted',
    strength: ({ weight }) => atLeast(weight, weight.toFixed(2)),
    hasShare: true,
    reason: ({ weight, count }, votes, say = sayIn('en')) =>
      say(runWords.weightOf, {
        weight: sumWritten(weight),
        total: sumWritten(sumOf(votes, (vote) => vote.weight)),
        count,
        votes: formatCount(sumOf(votes, (vote) => vote.count)),
      }),
  },
};

/** As many as nobody reads. */
const mostDecimals = 12;

function sumOf(votes: readonly Vote[], amount: (vote: Vote) => number): number {
  return votes.reduce((sum, vote) => sum + amount(vote), 0);
}

/** A third decimal, where two winners are close; near its ends as many as a score is written with. */
function withThird(score: number): string {
  return Math.min(score, 1 - score) < 0.01 ? formatScore(score) : score.toFixed(3);
}

/** Two decimals; of a little, which a verifier that believes none of them leaves, two digits, so that a part differs from the whole. */
function sumWritten(sum: number): string {
  return sum === 0 || sum >= 0.01
    ? sum.toFixed(2)
    : sum.toFixed(Math.min(mostDecimals, 1 - Math.floor(Math.log10(sum))));
}

/** Little is not nothing: the order of the rows may rest on it. */
function atLeast(value: number, written: string): string {
  return value > 0 && written === '0.00' ? '< 0.01' : written;
}
