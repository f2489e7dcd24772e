/** The keys on a point that has the focus: what each does, in words and as a move or an act. Pure. */
import { chartWords, type Text } from '@/lib/words';

export type PointStep = 'previous' | 'next' | 'above' | 'below' | 'first' | 'last';
export type PointAct = PointStep | 'open' | 'let-go';

export interface PointKeyLine {
  readonly does: Text;
  /** By the `key` of the event. */
  readonly keys: Readonly<Record<string, PointAct>>;
}

export const pointKeys: readonly PointKeyLine[] = [
  {
    does: chartWords.keyAlong,
    keys: { ArrowLeft: 'previous', ArrowRight: 'next' },
  },
  { does: chartWords.keyAcross, keys: { ArrowUp: 'above', ArrowDown: 'below' } },
  { does: chartWords.keyEnds, keys: { Home: 'first', End: 'last' } },
  { does: chartWords.keyOpen, keys: { Enter: 'open', ' ': 'open' } },
  { does: chartWords.keyClose, keys: { Escape: 'let-go' } },
];

/** Undefined for keys that do nothing on a point. */
export function pointActOf(key: string): PointAct | undefined {
  return pointKeys.find(({ keys }) => keys[key] !== undefined)?.keys[key];
}
