/** The keys on a point that has the focus: what each does, in words and as a move or an act. Pure. */

export type PointStep = 'previous' | 'next' | 'above' | 'below' | 'first' | 'last';
export type PointAct = PointStep | 'open' | 'let-go';

export interface PointKeyLine {
  readonly does: string;
  /** By the `key` of the event. */
  readonly keys: Readonly<Record<string, PointAct>>;
}

export const pointKeys: readonly PointKeyLine[] = [
  {
    does: 'The next point of the line (a point must have the focus)',
    keys: { ArrowLeft: 'previous', ArrowRight: 'next' },
  },
  { does: 'The line above, below', keys: { ArrowUp: 'above', ArrowDown: 'below' } },
  { does: 'The first, the last point', keys: { Home: 'first', End: 'last' } },
  { does: 'Open the point: its ledger and its problems', keys: { Enter: 'open', ' ': 'open' } },
  { does: 'Close it', keys: { Escape: 'let-go' } },
];

/** Undefined for keys that do nothing on a point. */
export function pointActOf(key: string): PointAct | undefined {
  return pointKeys.find(({ keys }) => keys[key] !== undefined)?.keys[key];
}
