/**
 * The words of the field as the pages explain them: one sentence each, and where a paper says so. Strategies explain
 * themselves (components/strategies/looks.ts). Knows no page.
 */

export interface Entry {
  /** As the glossary lists it. */
  readonly title: string;
  /** One sentence. */
  readonly means: string;
  /** Work and place; the product's own words have none. */
  readonly follows: string | undefined;
}

const snell = 'Snell et al. 2024';
const lightman = 'Lightman et al. 2023';

export const glossary = {
  policy: {
    title: 'Policy',
    means: 'The model that writes: it proposes the steps of solutions.',
    follows: `${snell}, 2`,
  },
  verifier: {
    title: 'Verifier',
    means: 'What judges what the policy wrote, with a score from 0 (surely wrong) to 1 (surely right).',
    follows: 'Cobbe et al. 2021',
  },
  prm: {
    title: 'PRM, process reward model',
    means: 'A verifier that scores every step, not the finished solution alone.',
    follows: `${lightman}; ${snell}, 5.1`,
  },
  'outcome-model': {
    title: 'Outcome reward model',
    means: 'A verifier that was trained to judge whole solutions.',
    follows: `Cobbe et al. 2021; ${lightman}`,
  },
  step: {
    title: 'Step',
    means:
      'One piece of reasoning, up to the blank line that ends it; steps are what is proposed, scored, kept and cut.',
    follows: lightman,
  },
  strategy: {
    title: 'Strategy',
    means: 'The rule that turns scores into how many ways each beginning is carried on.',
    follows: `${snell}, 5.2`,
  },
  candidate: {
    title: 'Candidate',
    means: 'A step that was proposed in this round and may be kept.',
    follows: undefined,
  },
  beam: {
    title: 'Beam',
    means: 'One of the beginnings that live side by side while a search goes on.',
    follows: `${snell}, 5.2`,
  },
  round: {
    title: 'Round',
    means: 'Propose, score and decide, once, among the candidates that compete with each other.',
    follows: undefined,
  },
  n: {
    title: 'n, the budget',
    means:
      'How much may be tried: whole solutions where each is written on its own, proposed steps a round where steps are searched; equal n is not equal work.',
    follows: `${snell}, 5.1 and 5.2: the generation budget N`,
  },
  m: {
    title: 'M, the width',
    means: 'How many ways a beginning that is kept is carried on; n / M beginnings are kept.',
    follows: `${snell}, 5.2: the beam width M`,
  },
  temperature: {
    title: 'Temperature',
    means: 'How freely the policy draws its words: 0 always takes the likeliest, higher is more varied.',
    follows: undefined,
  },
  seed: {
    title: 'Seed',
    means: 'The number from which all chance of a run follows: the same seed on the same models gives the same run.',
    follows: undefined,
  },
  aggregation: {
    title: 'Aggregation',
    means:
      'How the scores of the steps become one number for the whole: the last, the lowest, their product or their mean.',
    follows: `${snell}, 5.1`,
  },
  selection: {
    title: 'Selection',
    means: 'The rule that picks the answer among finished solutions: majority, best score or weighted.',
    follows: `${snell}, 5.1`,
  },
  'majority-selection': {
    title: 'Majority (selection)',
    means: 'Every finished solution has one vote, and the answer with most votes wins.',
    follows: 'Wang et al. 2022, Self-consistency',
  },
  best: {
    title: 'Best score (selection)',
    means: 'The answer of the single solution with the highest score wins.',
    follows: 'Cobbe et al. 2021',
  },
  weighted: {
    title: 'Weighted (selection)',
    means: 'The scores of solutions with the same answer are added up, and the answer with the highest sum wins.',
    follows: `Li et al. 2023, DiVeRSe; ${snell}, 5.1: best-of-N weighted`,
  },
  line: {
    title: 'Line',
    means: 'The lowest score that was kept in a round; what lies below it was cut.',
    follows: undefined,
  },
  duplicate: {
    title: 'Duplicate',
    means: 'A step that says the same as an earlier one from the same beginning, which then stands for both.',
    follows: undefined,
  },
  rollout: {
    title: 'Rollout',
    means: 'Steps that are written only to see where a candidate leads, and are part of no solution.',
    follows: `${snell}, 5.2: lookahead`,
  },
  revision: {
    title: 'Revision',
    means: 'A solution that is written in sight of earlier attempts.',
    follows: `${snell}, 6`,
  },
  particle: {
    title: 'Particle',
    means:
      'One of n solutions in the making that are copied or dropped after each step by chance, in proportion to how likely their scores make them.',
    follows: 'Puri et al. 2025',
  },
  'reference-answer': {
    title: 'Reference answer',
    means: 'The right answer as the problem set gives it; the models never see it.',
    follows: undefined,
  },
  'any-of-n': {
    title: 'Any of n, oracle, pass@n',
    means:
      'The share of problems for which at least one of n answers is right: what a perfect selection, which knows the answers, would reach.',
    follows: 'Chen et al. 2021, 2.1: pass@k',
  },
  baseline: {
    title: 'Baseline',
    means:
      'A model’s one greedy answer without search, often of a larger model, that a small one with search is compared with.',
    follows: `${snell}, 7`,
  },
  'token-budget': {
    title: 'Token budget',
    means: 'How many tokens, the pieces of words that models read and write, a solution or a step may take at most.',
    follows: undefined,
  },
  flops: {
    title: 'FLOPs',
    means:
      'Arithmetic operations spent, reckoned as 2 × parameters × tokens read or written, policy and verifier both.',
    follows: `${snell}, 7: 2 N D for inference, where the verifier is left out`,
  },
  'prefix-reuse': {
    title: 'Reuse of prefixes',
    means: 'What a server still remembers of a text that it has read before need not be computed again.',
    follows: undefined,
  },
  'compute-optimal': {
    title: 'Compute-optimal',
    means: 'Always the strategy that does best for this difficulty at this budget.',
    follows: `${snell}, 3.1 and 3.2`,
  },
  difficulty: {
    title: 'Difficulty',
    means:
      'How rarely the policy is right on a problem: by the share of right answers among many samples, or, where no right answer is known, by their mean score.',
    follows: `${snell}, 3.2: oracle and predicted difficulty`,
  },
  band: {
    title: 'Band, 95 % interval',
    means:
      'A range that is made so that in 95 of 100 such experiments it holds the true number; it is one over problems.',
    follows: undefined,
  },
  log: {
    title: 'Log',
    means: 'Everything that happened in a run, in order; all that is shown is computed from it.',
    follows: undefined,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type TermName = keyof typeof glossary;
