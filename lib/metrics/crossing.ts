/** Where a curve passes a level, for any axis of positive amounts: linear in accuracy, logarithmic in the amount. */
import { middleOf } from './resamples';

export interface Crossing {
  readonly status: 'reached' | 'not-reached' | 'above-from-the-start';
  /** On the axis; defined when reached. */
  readonly at: number | undefined;
  /** 95 % bootstrap; an end is undefined where it lies outside the measured range, or where resamples do not differ. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** First place where the curve is at least `level`: -Infinity before its first point, Infinity nowhere. `amounts` ascending, above 0. */
export function crossingAt(amounts: readonly number[], accuracies: readonly number[], level: number): number {
  const index = accuracies.findIndex((accuracy) => accuracy >= level);
  if (index < 0) return Infinity;
  if (index === 0) return -Infinity;
  const [from, to] = [accuracies[index - 1]!, accuracies[index]!];
  const part = (level - from) / (to - from);
  return Math.exp(Math.log(amounts[index - 1]!) * (1 - part) + Math.log(amounts[index]!) * part);
}

export interface CrossingInput {
  readonly amounts: readonly number[];
  readonly accuracies: readonly number[];
  readonly level: number;
  /** The same, by resample; points in the order of `amounts`. */
  readonly resampledAccuracies: readonly Float64Array[];
  readonly resampledLevel: Float64Array;
}

export function crossing({ amounts, accuracies, level, resampledAccuracies, resampledLevel }: CrossingInput): Crossing {
  const at = crossingAt(amounts, accuracies, level);
  const places = resampledLevel
    .map((each, r) =>
      crossingAt(
        amounts,
        resampledAccuracies.map((means) => means[r]!),
        each,
      ),
    )
    .sort();
  const { low, high } = middleOf(places);
  return {
    status: at === Infinity ? 'not-reached' : at === -Infinity ? 'above-from-the-start' : 'reached',
    at: inside(at),
    // All resamples at one place, as of a single problem, say nothing of how sure the place is.
    low: low === high ? undefined : inside(low),
    high: low === high ? undefined : inside(high),
  };
}

function inside(place: number | undefined): number | undefined {
  return place !== undefined && Number.isFinite(place) ? place : undefined;
}
