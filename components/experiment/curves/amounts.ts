/** How amounts, shares and differences are written on curves. Pure. */
import { amountOf, axisNames, type AxisName, type CurveSeries } from '@/lib/experiments/report/curve-model';
import type { Origin } from '@/lib/experiments/model';
import { percentSign } from '@/lib/words';

export { formatShare } from '@/components/ui/numbers';

/** For axes: no decimals where there is nothing behind them. */
export function formatShareTick(share: number): string {
  return `${Number((share * 100).toFixed(1))}${percentSign}`;
}

/** A difference of shares in percentage points, with its sign: `+3.1`, `−0.4`, `0.0`. */
export function formatPoints(difference: number): string {
  const text = Math.abs(difference * 100).toFixed(1);
  return text === '0.0' ? text : `${difference > 0 ? '+' : '−'}${text}`;
}

/** For axes: `+20`, `−5`, `0`. */
export function formatPointsTick(difference: number): string {
  const points = Number((Math.abs(difference) * 100).toFixed(1));
  return points === 0 ? '0' : `${difference > 0 ? '+' : '−'}${points}`;
}

/** `p = 0.032`, `p < 0.001`; on the side of 0.05 that it is on. */
export function formatP(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  const rounded = p.toFixed(p < 0.1 ? 3 : 2);
  if (Number(rounded) !== 0.05 || p === 0.05) return `p = ${rounded}`;
  const closer = p.toFixed(4);
  return Number(closer) === 0.05 ? `p ${p < 0.05 ? '<' : '>'} 0.05` : `p = ${closer}`;
}

/** What curves are drawn against when nothing is said: the work of policy and verifier, which a baseline has a place on too. */
export function usualAxis(axes: readonly AxisName[]): AxisName {
  return axes.includes('flops') ? 'flops' : 'n';
}

/** The axes on which some point of the curves has a place. */
export function axesOf(series: readonly Pick<CurveSeries, 'points'>[], origin: Origin): readonly AxisName[] {
  return axisNames.filter(
    (axis) =>
      axis === 'n' || series.some(({ points }) => points.some((point) => amountOf(point, axis, origin) !== undefined)),
  );
}
