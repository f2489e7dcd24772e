/** The address of a race: the runs in the order of their lanes. What else stands in it is for its page to say. */
export function linkToRace(runs: readonly string[]): string {
  return `/race?runs=${runs.map(encodeURIComponent).join(',')}`;
}
