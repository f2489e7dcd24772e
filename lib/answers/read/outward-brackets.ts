/** Intervals that write an open end as a bracket turned outwards (ISO 80000-2): `]1, 2[` is (1, 2), and `[1, 2[` is [1, 2). */

/** Longer text is no interval, nor a union of a few. In UTF-16 code units. */
const MAX_LENGTH = 200;
const INTERVAL = String.raw`(?:\\left\s?)?([\][])([^\][,;]+[,;][^\][,;]+?)(?:\\right\s?)?([\][])`;
const EACH = new RegExp(INTERVAL, 'g');
const WHOLE = new RegExp(String.raw`^(?:[A-Za-z] ?\\in ?)?${INTERVAL}(?: ?(?:\\cup|∪) ?${INTERVAL})*$`);

/** The text with round brackets for those that are turned outwards; any other text as it is. */
export function withRoundBrackets(text: string): string {
  if (text.length > MAX_LENGTH || !/[\][]/.test(text) || !WHOLE.test(text.replaceAll(/\s+/g, ' '))) return text;
  return text.replace(
    EACH,
    (_, open: string, ends: string, close: string) =>
      `${open === ']' ? '(' : open}${ends}${close === '[' ? ')' : close}`,
  );
}
