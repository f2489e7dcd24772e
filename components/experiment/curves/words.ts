/** The words of experiments, as every page writes them: readings, axes, estimates, where numbers come from. */
import type { AxisName, Curves, CurveSeries } from '@/lib/experiments/report/curve-model';
import { axisTexts, curveWords, readingTexts, type Say, type Text } from '@/lib/words';
import { strategyTitle } from '@/components/strategies/looks-of';
import { formatAmount, formatParameters } from '@/components/ui/numbers';

export type Reading = CurveSeries['reading'];

/** No strategy: always the best of them, by difficulty and budget. */
export const computeOptimal = 'compute-optimal' satisfies CurveSeries['strategy'];

/** Over a narrow column. */
export function shortReadingTitle(reading: Reading): Text {
  return readingTexts[reading].short;
}

/** `baseline (3.2 M)`; the name alone where the size is not known. */
export function modelTitle(name: string, parametersM: number | undefined, say: Say): string {
  return parametersM === undefined ? name : say(curveWords.sized, { name, size: formatParameters(parametersM) });
}

/** How a measured baseline is called wherever its line or its row stands. */
export function baselineName({ policy, point }: Curves['baselines'][number], say: Say): string {
  return say(curveWords.greedyOf, { model: modelTitle(policy, point.ledger.policy.parametersM, say) });
}

export function seriesTitle(strategy: CurveSeries['strategy']): Text {
  return strategy === computeOptimal ? curveWords.computeOptimal : strategyTitle(strategy);
}

/** `1,150 generated tokens`, `n = 8` */
export function axisAmount(amount: number, axis: AxisName, say: Say): string {
  return say(axisTexts[axis].amount, { amount: formatAmount(amount) });
}
