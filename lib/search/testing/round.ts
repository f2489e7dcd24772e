/** A round as strategies see it, made by hand: for tests of what becomes of candidates. Knows no state and no engine. */
import { parentIdOf } from '../shapes/ids';
import type { Allocation, Candidate, GroupView } from '../strategies';

/** A step that could be extended. */
export function candidate(id: string, value: number | undefined, rest: Partial<Candidate> = {}): Candidate {
  return {
    id,
    parent: parentIdOf(id)!,
    finish: 'step',
    text: `text of ${id}`,
    isBlank: false,
    isUnscored: false,
    isSpent: false,
    value,
    lastScore: value,
    key: undefined,
    ...rest,
  };
}

/** Steps `0.0`, `0.1`, … with these values. */
export function candidatesOf(values: readonly number[]): readonly Candidate[] {
  return values.map((value, i) => candidate(`0.${i}`, value));
}

interface ViewOptions {
  readonly n?: number;
  readonly round?: number;
  readonly chance?: number;
  /** Values and weights of the solutions of earlier rounds, `0.90`, `0.91`, … */
  readonly solutions?: readonly { readonly value: number; readonly weight?: number }[];
}

export function viewOf(
  candidates: readonly Candidate[],
  { n = 8, round = 1, chance = 1, solutions = [] }: ViewOptions = {},
): GroupView {
  return {
    n,
    group: 0,
    round,
    solutions: solutions.map(({ value, weight = 1 }, i) => ({
      ...candidate(`0.${90 + i}`, value, { finish: 'eos' }),
      weight,
      decision: { node: `0.${90 + i}`, fate: 'finished' },
    })),
    waiting: [],
    candidates,
    chance,
  };
}

/** Children by candidate, in their order; 0 for those that are not extended. */
export function childrenOf({ decisions }: Allocation): readonly number[] {
  return decisions.map(({ children = 0 }) => children);
}
