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
};
