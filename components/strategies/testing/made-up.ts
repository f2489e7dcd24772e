/** A strategy that nobody has heard of, for tests: beam search in two halves that never meet. With all that is to be added for it. */
import type { Pooling, Strategy, StrategyName } from '@/lib/search';
import { bestOfN } from '../../../lib/search/strategies/whole-solutions';
import { beamSearch } from '../../../lib/search/strategies/beam-search';
import type { StrategyLook } from '../looks';

export const madeUpName = 'made-up' as StrategyName;

export const madeUp: Strategy = {
  ...beamSearch,
  isInSearchAndLearn: false,
  groups: ({ n }) => [{ n: Math.ceil(n / 2) }, { n: Math.floor(n / 2) }],
};

/** One for each way of drawing from a pool, with its name. The subtrees of the last are as wide as nobody's M. */
export const madeUpPools: Readonly<Record<Pooling, Strategy>> = {
  none: { ...madeUp },
  solutions: { ...bestOfN, isInSearchAndLearn: false },
  subtrees: { ...madeUp, pooling: 'subtrees' },
};

export const madeUpLook: StrategyLook = {
  title: 'Made up',
  noun: 'made-up search',
  means: 'Two halves that never meet.',
  follows: 'nobody',
  shelf: 'auto',
  does: ({ n }) => `Two halves of ${n}.`,
  costs: () => 'As much as it says.',
  setting: ({ n }) => `two halves of ${n}`,
  width: ({ kept }) => `halves ${kept}`,
  zh: {
    title: '虚构',
    means: '永不相遇的两半。',
    does: ({ n }) => `${n} 的两半。`,
    costs: () => '如上所述。',
    setting: ({ n }) => `${n} 的两半`,
    width: ({ kept }) => `两半各 ${kept}`,
  },
  sketch: { alive: 'M4 20H40', cut: 'M4 4H40' },
  line: { colour: 'var(--series-6)', dash: '3 3', shape: 'diamond' },
};
