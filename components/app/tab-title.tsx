'use client';

import type { Text } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { useTabTitle } from '@/components/ui/use-tab-title';

/** Names the browser's tab in the reader's language, where the route's own title is in the first one; a page's own title stands over it. */
export function TabTitle({ text }: { readonly text: Text }) {
  useTabTitle('route', useSay()(text));
  return null;
}
