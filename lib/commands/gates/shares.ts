/** Shares with their 95 % intervals, and how the tables write them. */
import { bootstrapMean, wilson } from '@/lib/metrics';
import type { Interval } from '@/lib/metrics';
import type { Measurement } from './measurement';

export interface Share extends Interval {
  readonly value: number;
}

const levels = [1, 2, 3, 4, 5] as const;

/** Of problems that are each right or wrong: Wilson. Not empty. */
export function proportion(hits: readonly boolean[]): Share {
  const right = hits.filter(Boolean).length;
  return { value: right / hits.length, ...wilson(right, hits.length) };
}

/** Of problems that are each right with some chance: bootstrap over problems. Not empty. */
export function meanShare(chances: readonly number[]): Share {
  return {
    value: chances.reduce((sum, chance) => sum + chance, 0) / chances.length,
    ...bootstrapMean(chances, { seed: 1, resamples: 1_000 }),
  };
}

/** `shareOf` of each level's rows, from level 1 to 5; levels without rows are left out. */
export function byLevel(
  rows: readonly Measurement[],
  shareOf: (rows: readonly Measurement[]) => Share,
): readonly Share[] {
  return levels
    .map((level) => rows.filter((row) => row.level === level))
    .filter((mine) => mine.length > 0)
    .map(shareOf);
}

export function percent(value: number): string {
  return (100 * value).toFixed(1);
}

export function words({ value, low, high }: Share): string {
  return `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

/** As `words`, for cells that hold many: whole percents. */
export function shortWords({ value, low, high }: Share): string {
  const whole = (share: number) => String(Math.round(100 * share));
  return `${whole(value)} [${whole(low)}, ${whole(high)}]`;
}
