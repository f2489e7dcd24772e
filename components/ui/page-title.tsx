'use client';

import { useTabTitle } from './use-tab-title';

const longest = 60;

/** Names the browser's tab after what is on the page, while that is on the page and known; otherwise the route's own title stands. */
export function PageTitle({ title }: { readonly title: string | undefined }) {
  const short = title !== undefined && title.length > longest ? `${title.slice(0, longest).trimEnd()} …` : title;
  useTabTitle('page', short === '' ? undefined : short);
  return null;
}
