/** Text around an answer that is not part of it: math delimiters, markdown, control characters, doubled backslashes. */

/** The answer without its wrapping. Linear in the length of `text`. */
export function cleanAnswer(text: string): string {
  let answer = text
    // oxlint-disable-next-line no-control-regex -- control characters are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]+/g, ' ')
    .replace(/\b([ap])\.\s?m\b\.?/gi, '$1m')
    .replace(/\bper cent\b/gi, 'percent')
    .replaceAll('％', '%')
    .replaceAll('**', ' ** ')
    .trim();
  answer = undoubled(answer).replaceAll('\\$', '');
  for (let before = ''; before !== answer;) {
    before = answer;
    answer = unwrapped(withoutTail(answer)).trim();
  }
  return answer
    .replaceAll(' ** ', '**')
    .replace(/^\*\*|\*\*$/g, '')
    .trim();
}

/** Models and JSON dumps write `\\frac`. Two backslashes before a letter are one, except as row ends of a matrix. */
function undoubled(text: string): string {
  if (text.includes('\\\\begin')) return text.replace(/\\{2,4}/g, (run) => '\\'.repeat(run.length / 2));
  return text.includes('\\begin') ? text : text.replace(/\\\\(?=[A-Za-z])/g, '\\');
}

function unwrapped(text: string): string {
  for (const [open, close] of WRAPPINGS) {
    if (text.length < open.length + close.length || !text.startsWith(open) || !text.endsWith(close)) continue;
    const inside = text.slice(open.length, text.length - close.length);
    if (!inside.includes(open) && !inside.includes(close)) return inside;
  }
  return text;
}

const WRAPPINGS: readonly (readonly [open: string, close: string])[] = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
  ['"', '"'],
  ['“', '”'],
  ['‘', '’'],
  ["'", "'"],
  ['`', '`'],
];

/** `1, 2, 3, ...` and `0.333...` go on. */
const GOES_ON = /(?:,\s{0,3}|\.\d{3,40}\s?)\.{3,8}$/;

/** Punctuation and lone backslashes at the end of a sentence. */
function withoutTail(text: string): string {
  if (GOES_ON.test(text.slice(-60))) return text;
  let end = text.length;
  while (end > 0 && ' .,;:\\'.includes(text[end - 1]!) && !isEscape(text, end)) end--;
  return text.slice(0, end);
}

/** `\,` or `\\` right before `end`. */
function isEscape(text: string, end: number): boolean {
  return text[end - 1] === '\\' && text[end - 2] === '\\';
}
