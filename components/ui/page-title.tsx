const longest = 60;

/** Names the browser's tab after what is on the page, while that is on the page and known; otherwise the route's own title stands. */
export function PageTitle({ title }: { readonly title: string | undefined }) {
  if (title === undefined || title === '') return null;
  const short = title.length > longest ? `${title.slice(0, longest).trimEnd()} …` : title;
  return <title>{`${short} · Longthink`}</title>;
}
