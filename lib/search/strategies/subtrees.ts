/**
 * What a pool of subtrees is drawn from, whatever the strategy: its groups are of one size, but for a last one that may be
 * smaller and is then left out of what is drawn. Knows no strategy by name.
 */
import { assert } from '@/lib/base';
import type { SearchConfig } from '../shapes/config';
import type { Strategy } from './strategy';

export interface Subtrees {
  /** Proposals of each. */
  readonly width: number;
  /** How many have that width. */
  readonly count: number;
}

export function subtreesOf({ groups }: Pick<Strategy, 'groups'>, config: SearchConfig): Subtrees {
  const sizes = groups(config).map(({ n }) => n);
  const [width = config.n] = sizes;
  const last = sizes.at(-1) ?? width;
  assert(
    last <= width && sizes.slice(0, -1).every((size) => size === width),
    'subtrees are of one size, but for a smaller last one',
  );
  return { width, count: sizes.filter((size) => size === width).length };
}
