/** A map that was made as the file that others read. Knows no place. */
import type { MadeMap } from '@/lib/experiments/map';
import { mapFileSchema, type MapFile } from '@/lib/experiments/map/wire';

/** Throws when what was made is none that could be read again. */
export function mapFileOf({ map, budgets }: MadeMap, models: Pick<MapFile, 'policy' | 'verifier'>): MapFile {
  return mapFileSchema.parse({
    type: 'strategy-map',
    version: 1,
    ...models,
    map,
    worth: budgets.map(({ budget, accuracy, tokens, limit, fixed, gain }) => ({
      budget,
      accuracy: rounded(accuracy),
      tokens: Math.round(tokens),
      limit: Math.round(limit),
      fixed: { method: fixed.method, accuracy: rounded(fixed.accuracy) },
      gain: { difference: rounded(gain.difference), low: rounded(gain.low), high: rounded(gain.high) },
    })),
  });
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
