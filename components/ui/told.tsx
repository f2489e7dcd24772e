'use client';

import type { Told as Telling } from '@/lib/words';
import { useTold } from './use-language';

/** What another part of the program told, in the reader’s language where it came in it. */
export function Told({ what }: { readonly what: Telling }) {
  return useTold()(what);
}
