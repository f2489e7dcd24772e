/** Which text groups hold mathematics: `\text{5 cm}`, `\text{x = 5}`, `\text{2 and 3}` are read as what stands in them. It knows no tokens. */
import { isUnitText, withoutPowers } from '../numbers/units';
import { spokenSign } from './spoken-signs';

const PLAIN = /^[-+\d./\s(),^]+$/;
const READABLE = /^[-−+\w./\s(),^%:;=<>$~\\{}!²³']+$/;
const JOINING = /^(?:and|or|[ap]m|o['’]clock|st|nd|rd|th)$/i;
/** `Area =`, `x <`: what stands before a relation names the thing. */
const LABEL = /^\s*(?:[A-Za-z]+\s+){0,3}[A-Za-z]+(?=\s*[=<>])/;

/**
 * `words`: a number among units and words that are signs; `formula`: signs and single letters; undefined: text, which is
 * compared as such.
 */
export function readingOf(group: string): 'words' | 'formula' | undefined {
  if (PLAIN.test(group)) return /\d/.test(group) ? 'formula' : undefined;
  if (!READABLE.test(group)) return undefined;
  const plain = group.replaceAll(/\\[A-Za-z]+|\$/g, ' ');
  if (/^[^A-Za-z]*$/.test(plain)) return /\d/.test(plain) ? 'formula' : undefined;
  const bare = withoutPowers(plain);
  if (!/\d/.test(bare) || /[A-Za-z]\d/.test(bare)) return undefined;
  if (/[=<>]/.test(bare) && !/[A-Za-z]{2}/.test(bare)) return 'formula';
  const words = bare.replace(LABEL, '').match(/[A-Za-z]+(?:['’][A-Za-z]+)?/g) ?? [];
  return words.every((word) => JOINING.test(word) || spokenSign(word) !== undefined || isUnitText(word))
    ? 'words'
    : undefined;
}
