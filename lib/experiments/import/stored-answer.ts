/** The fields in which search-and-learn stores answers, by their names. */
import { majorityVote, type SelectionName } from '@/lib/search';

const selections: Readonly<Record<string, SelectionName>> = { weighted: 'weighted', maj: majorityVote, naive: 'best' };

/** `pred_maj@4`: by which selection, of how many completions; undefined for any other field. */
export function storedAnswer(field: string): { readonly selection: SelectionName; readonly n: number } | undefined {
  const [, selection = '', n] = /^pred_(weighted|maj|naive)@(\d+)$/.exec(field) ?? [];
  return selections[selection] === undefined ? undefined : { selection: selections[selection], n: Number(n) };
}
