'use client';

import { useEffect } from 'react';

const longest = 60;

/** Names the browser's tab after what is on the page, as soon as that is known; until then the route's own title stands. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined || title === '') return;
    const short = title.length > longest ? `${title.slice(0, longest).trimEnd()} …` : title;
    document.title = `${short} · Longthink`;
  }, [title]);
}
