'use client';

import { pointKeys } from '@/components/charts/point-keys';
import { useKeys } from '@/components/ui/keys-overlay';

/** The point in focus acts on these itself. */
const lines = pointKeys.map(({ does, keys }) => ({
  does,
  keys: Object.fromEntries(Object.keys(keys).map((key) => [key, undefined])),
}));

/** Tells the list of keys how one walks along the curves. */
export function useCurvesKeys(): void {
  useKeys({ title: 'Curves', lines });
}
