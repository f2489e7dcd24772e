'use client';

import { curveWords } from '@/lib/words';
import { pointKeys } from '@/components/charts/point-keys';
import { useKeys } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';

/** Tells the list of keys how one walks along the curves. */
export function useCurvesKeys(): void {
  const say = useSay();
  // The point in focus acts on these itself.
  const lines = pointKeys.map(({ does, keys }) => ({
    does: say(does),
    keys: Object.fromEntries(Object.keys(keys).map((key) => [key, undefined])),
  }));
  useKeys({ title: say(curveWords.curves), lines });
}
