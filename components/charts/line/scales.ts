/** Scales and their ticks. Pure; pixels come as ranges. */
import { extent, scaleLinear, scaleLog, ticks, type ScaleContinuousNumeric } from 'd3';
import type { XAxis, YAxis } from '../chart-types';

export interface Axis {
  readonly scale: ScaleContinuousNumeric<number, number>;
  readonly ticks: readonly number[];
}

/** `least` pixels between two ticks. On a logarithmic axis only positive values count. */
export function xAxisOf(
  values: readonly number[],
  { isLog, ticks: wanted }: XAxis,
  { range, least }: { readonly range: readonly [number, number]; readonly least: number },
): Axis {
  const usable = isLog ? values.filter((value) => value > 0) : values;
  const [low = 1, high = 1] = extent(usable);
  if (!isLog) {
    const scale = scaleLinear([Math.min(0, low), high > 0 ? high : 1], range);
    return { scale, ticks: linearTicks(scale, Math.max(2, Math.floor((range[1] - range[0]) / least)), least) };
  }
  const scale = scaleLog(low === high ? [low / 2, high * 2] : [low, high], range);
  return {
    scale,
    ticks: apart(wanted?.filter((tick) => tick >= low && tick <= high) ?? roundTicks(scale), scale, least),
  };
}

/** d3 gives up to half as many again as asked for. */
function linearTicks(scale: ScaleContinuousNumeric<number, number>, count: number, least: number): readonly number[] {
  const found = scale.ticks(count);
  const [first = 0, second = Infinity] = found;
  return count > 2 && scale(second) - scale(first) < least ? linearTicks(scale, count - 1, least) : found;
}

/** Powers of ten; with their doubles and fives where those alone would be too few, and even steps where these are. */
function roundTicks(scale: ScaleContinuousNumeric<number, number>): readonly number[] {
  const all = scale.ticks(20);
  const [low = 1, high = 1] = scale.domain();
  const starting = (...digits: readonly number[]) =>
    all.filter((tick) => digits.some((digit) => Math.abs(leading(tick) - digit) < 1e-6));
  return [starting(1), starting(1, 2, 5)].find(({ length }) => length >= 3) ?? ticks(low, high, 6);
}

/** From 1 to below 10. */
function leading(tick: number): number {
  return tick / 10 ** Math.floor(Math.log10(tick) + 1e-9);
}

/** Every k-th tick, with the smallest k that keeps them apart; counted from the last one, which is the most looked at. */
function apart(
  all: readonly number[],
  scale: ScaleContinuousNumeric<number, number>,
  least: number,
): readonly number[] {
  for (let step = 1; step < all.length; step++) {
    const kept = all.filter((_, i) => (all.length - 1 - i) % step === 0);
    if (kept.every((tick, i) => i === 0 || scale(tick) - scale(kept[i - 1]!) >= least)) return kept;
  }
  return all.slice(-1);
}

/** A little air above and below, round ends, never outside the limits. */
export function yAxisOf(
  values: readonly number[],
  { limits, reach }: YAxis,
  { range, least }: { readonly range: readonly [number, number]; readonly least: number },
): Axis {
  const [low = 0, high = 1] = extent([...values, ...(reach ?? [])]);
  const air = (high - low) * 0.06 || 0.05;
  const [floor, ceiling] = limits ?? [-Infinity, Infinity];
  const count = Math.max(2, Math.floor(Math.abs(range[0] - range[1]) / least));
  const scale = scaleLinear([Math.max(floor, low - air), Math.min(ceiling, high + air)], range).nice(count);
  return { scale, ticks: scale.ticks(count) };
}
