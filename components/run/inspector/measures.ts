/** The numbers that a rule decided by, as a page writes them: rules name them as code does, and give each its own range. */
import { measureTitles, type Say, type Text } from '@/lib/words';

/** `effectiveSize` is read “Effective size”; one of a rule that the catalogue does not know is read in English. */
export function measureTitle(name: string, say: Say): string {
  const known = Object.entries<Text>(measureTitles).find(([each]) => each === name);
  if (known !== undefined) return say(known[1]);
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

export function amountWords(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
