/**
 * How each strategy shows itself: its names, its words, its silhouette, its colour, one record a strategy, in the order of
 * the start page. Whatever a page says or draws of a strategy it reads here; what a strategy does stands in lib/search.
 */
import type { StrategyName } from '@/lib/search';
import { plural } from '@/components/ui/numbers';

/** The numbers that its words are about. */
export interface Numbers {
  readonly n: number;
  readonly beamWidth: number;
  /** Prefixes that live on after a round, or subtrees: n / M, at least 1. */
  readonly kept: number;
}

export interface StrategyLook {
  /** At the beginning of a line. */
  readonly title: string;
  /** Within a sentence. */
  readonly noun: string;
  /** What it would do with these numbers, and what that costs: whole sentences. */
  readonly does: (numbers: Numbers) => string;
  readonly costs: (numbers: Numbers) => string;
  /** With its numbers, after its title: `keeps 4 of 16`. */
  readonly setting: (numbers: Numbers) => string;
  /** What a beam width comes to; absent where it is not read. */
  readonly width?: (numbers: Numbers) => string;
  /** Lines as they would be drawn in the tree, in a box of 44 x 40: where a branch lives, and where it was cut. */
  readonly sketch: { readonly alive: string; readonly cut: string };
  /** Of its curves. No two strategies share one. */
  readonly colour: string;
}

export const strategyLooks: Readonly<Record<StrategyName, StrategyLook>> = {
  greedy: {
    title: 'Greedy',
    noun: 'greedy',
    does: () => 'One solution, always the likeliest next word: the model without thinking longer.',
    costs: () => 'The cheapest.',
    setting: () => 'one solution, no sampling',
    sketch: { alive: 'M4 20H40', cut: '' },
    colour: 'var(--mute)',
  },
  majority: {
    title: 'Majority vote',
    noun: 'majority',
    does: ({ n }) => `${plural(n, 'solution')}, each on its own; the answer that most of them reach wins.`,
    costs: () => 'No verifier needed.',
    setting: ({ n }) => `${n} solutions, one vote each`,
    sketch: {
      alive: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 15 16 15H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
      cut: '',
    },
    colour: 'var(--series-5)',
  },
  'best-of-n': {
    title: 'Best-of-N',
    noun: 'best-of-N',
    does: ({ n }) =>
      `${plural(n, 'solution')}, each on its own and every step scored; the scores decide which answer wins.`,
    costs: () => 'Majority, plus the scoring.',
    setting: ({ n }) => `${n} whole solutions`,
    sketch: {
      alive: 'M4 20C12 20 10 15 16 15H40',
      cut: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
    },
    colour: 'var(--series-1)',
  },
  'beam-search': {
    title: 'Beam search',
    noun: 'beam search',
    does: ({ n, beamWidth, kept }) =>
      `Step by step: of ${plural(n, 'proposal')} the best ${kept} stay, and each is carried on ${beamWidth === 1 ? 'one way' : `${beamWidth} ways`}.`,
    costs: ({ n }) => `${plural(n, 'step')} a round, all scored.`,
    setting: ({ n, kept }) => `keeps ${kept} of ${n}`,
    width: ({ kept }) => `keeps ${kept}`,
    sketch: {
      alive: 'M4 20C10 20 9 12 15 12C21 12 21 18 27 18C33 18 33 13 40 13M27 18C33 18 33 23 40 23',
      cut: 'M4 20C10 20 9 5 15 5M4 20C10 20 9 26 15 26M4 20C10 20 9 34 15 34M15 12C21 12 21 7 27 7M15 12C21 12 21 26 27 26M27 18C33 18 33 31 40 31',
    },
    colour: 'var(--series-2)',
  },
  dvts: {
    title: 'DVTS',
    noun: 'DVTS',
    does: ({ beamWidth, kept }) =>
      `${plural(kept, 'separate tree')}, each of which keeps its own best of ${plural(beamWidth, 'step')}: more varied ideas survive.`,
    costs: () => 'As beam search, trees side by side.',
    setting: ({ beamWidth, kept }) =>
      kept === 1 ? `1 tree of ${beamWidth} tries` : `${kept} trees of ${beamWidth} tries`,
    width: ({ kept }) => `${kept} trees`,
    sketch: {
      alive:
        'M4 20C10 20 9 7 15 7C21 7 21 11 27 11H40M4 20C10 20 9 20 15 20C21 20 21 17 27 17H40M4 20C10 20 9 33 15 33C21 33 21 30 27 30H40',
      cut: 'M4 20C10 20 9 12 15 12M4 20C10 20 9 26 15 26M15 7C21 7 21 4 27 4M15 20C21 20 21 23 27 23M15 33C21 33 21 36 27 36M27 11C33 11 34 7 40 7M27 30C33 30 34 34 40 34',
    },
    colour: 'var(--series-3)',
  },
  lookahead: {
    title: 'Lookahead search',
    noun: 'lookahead search',
    does: ({ n, kept }) =>
      `Beam search that looks further before it judges: each of ${plural(n, 'proposal')} is worth what a greedy continuation of it leads to; the best ${kept} stay.`,
    costs: () => 'Beam search, plus the steps looked ahead, which are thrown away.',
    setting: ({ n, kept }) => `keeps ${kept} of ${n}`,
    width: ({ kept }) => `keeps ${kept}`,
    sketch: {
      alive: 'M4 20C10 20 9 12 15 12C21 12 21 18 27 18H40',
      cut: 'M4 20C10 20 9 5 15 5M4 20C10 20 9 28 15 28M18 5H21M24 5H27M30 5H33M18 28H21M24 28H27M30 28H33',
    },
    colour: 'var(--series-2)',
  },
  rebase: {
    title: 'REBASE',
    noun: 'REBASE',
    does: ({ n }) =>
      `Step by step: ${plural(n, 'proposal')} a round, shared out among all prefixes by how well they score; the best get most, the worst none.`,
    costs: ({ n }) => `${plural(n, 'step')} a round, all scored.`,
    setting: ({ n }) => `${n} steps shared by score`,
    sketch: {
      alive:
        'M4 20C10 20 9 10 15 10C21 10 21 5 27 5H40M15 10C21 10 21 14 27 14H40M4 20C10 20 9 26 15 26C21 26 21 24 27 24H40',
      cut: 'M4 20C10 20 9 34 15 34M27 14C33 14 33 19 40 19',
    },
    colour: 'var(--series-6)',
  },
  'particle-filter': {
    title: 'Particle filtering',
    noun: 'particle filtering',
    does: ({ n }) =>
      `${plural(n, 'particle')} write a step each and are drawn again in proportion to the odds of their scores: good ones multiply, weak ones may still live.`,
    costs: ({ n }) => `${plural(n, 'step')} a round, all scored.`,
    setting: ({ n }) => plural(n, 'particle'),
    sketch: {
      alive:
        'M4 20C10 20 9 8 15 8C21 8 21 12 27 12H40M4 20C10 20 9 30 15 30C21 30 21 26 27 26H40M15 8C21 8 21 4 27 4H40',
      cut: 'M4 20C10 20 9 18 15 18M27 26C33 26 33 34 40 34',
    },
    colour: 'var(--series-4)',
  },
  'entropic-particles': {
    title: 'Entropic particles',
    noun: 'entropic particle filtering',
    does: ({ n }) =>
      `Particle filtering that does not trust the first scores too much: while few of ${plural(n, 'particle')} hold most of the weight, it is spread more evenly.`,
    costs: () => 'As particle filtering.',
    setting: ({ n }) => plural(n, 'particle'),
    sketch: {
      alive: 'M4 20C10 20 9 8 15 8H40M4 20C10 20 9 20 15 20C21 20 21 17 27 17H40M4 20C10 20 9 32 15 32H40',
      cut: 'M15 20C21 20 21 25 27 25M27 17C33 17 33 12 40 12',
    },
    colour: 'var(--series-4)',
  },
  revisions: {
    title: 'Revisions',
    noun: 'sequential revisions',
    does: ({ n }) =>
      `${plural(n, 'attempt')} in chains: each sees up to four before it and tries to do better; the scores choose within each chain, then between them.`,
    costs: () => 'As best-of-N, with longer prompts; a chain is written one after the other.',
    setting: ({ n }) => `${n} attempts in chains`,
    sketch: { alive: 'M4 12H12M16 12H24M28 12H40', cut: 'M4 28H12M16 28H24M28 28H36' },
    colour: 'var(--series-1)',
  },
  'self-aggregation': {
    title: 'Self-aggregation',
    noun: 'recursive self-aggregation',
    does: ({ n }) =>
      `${plural(n, 'solution')} over several loops: each loop reads a few solutions of the one before and writes a better one; the last loop votes.`,
    costs: () => 'No verifier needed; long prompts.',
    setting: ({ n }) => `${n} solutions in loops`,
    sketch: {
      alive: 'M4 8H12M4 20H12M4 32H12M12 8L24 14H40M12 20L24 14M12 20L24 26H40M12 32L24 26',
      cut: '',
    },
    colour: 'var(--series-1)',
  },
  'window-vote': {
    title: 'Window vote',
    noun: 'the early-stopping vote',
    does: ({ n }) =>
      `Majority vote over up to ${plural(n, 'solution')} that stops as soon as a whole window of them agrees.`,
    costs: () => 'Majority or less. No verifier needed.',
    setting: ({ n }) => `at most ${n} solutions`,
    sketch: { alive: 'M4 20C12 20 10 8 16 8H40M4 20C12 20 10 16 16 16H40', cut: 'M4 24C12 24 10 32 16 32H22' },
    colour: 'var(--series-5)',
  },
  'adaptive-vote': {
    title: 'Adaptive vote',
    noun: 'the adaptive vote',
    does: ({ n }) =>
      `Majority vote over up to ${plural(n, 'solution')} that stops as soon as the leading answer is unlikely to be overtaken.`,
    costs: () => 'Majority or less. No verifier needed.',
    setting: ({ n }) => `at most ${n} solutions`,
    sketch: { alive: 'M4 20C12 20 10 10 16 10H40M4 20C12 20 10 20 16 20H40', cut: 'M4 20C12 20 10 32 16 32H28' },
    colour: 'var(--series-5)',
  },
  auto: {
    title: 'Auto',
    noun: 'auto',
    does: ({ n }) =>
      `A few solutions first, to see how hard the problem is; then what suits such problems best, with more than ${plural(n, 'solution')} for some and fewer for others.`,
    costs: ({ n }) => `About what ${n} would cost over many problems, the first look included.`,
    setting: ({ n }) => `around ${n}, by difficulty`,
    sketch: {
      alive: 'M4 20C10 20 9 14 15 14H22M4 20C10 20 9 26 15 26H22M22 20C28 20 27 10 33 10H40M33 10C36 10 36 5 40 5',
      cut: 'M22 20C28 20 27 30 33 30M22 16V24',
    },
    colour: 'var(--series-6)',
  },
};
