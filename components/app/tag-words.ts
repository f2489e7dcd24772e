/** Tags as one types them, and back. Pure. */
const mostTags = 20;
const longestTag = 40;

export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) =>
    tag
      .replaceAll(/[\0\n]/g, ' ')
      .trim()
      .slice(0, longestTag)
      .trim(),
  );
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, mostTags);
}
