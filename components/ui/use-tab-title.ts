'use client';

import { useEffect } from 'react';

/** By rank: what the route is called, and what is on the page, which stands over it. */
const titles: (string | undefined)[] = [];

/**
 * Names the browser's tab; undefined: nothing is wanted. The framework writes the title of every route into the document as it
 * comes by, some of it after the page: the name that is wanted is written over it each time. A second title beside the
 * framework's would not do, as browsers show the first.
 */
export function useTabTitle(rank: 'route' | 'page', title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    const place = rank === 'route' ? 0 : 1;
    titles[place] = title;
    writeTitle();
    const watch = new MutationObserver(writeTitle);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      titles[place] = undefined;
      writeTitle();
    };
  }, [rank, title]);
}

function writeTitle(): void {
  const wanted = titles[1] ?? titles[0];
  if (wanted === undefined) return;
  const title = `${wanted} · Longthink`;
  if (document.title !== title) document.title = title;
}
