/**
 * Cuts a text into prose and formulas: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. A formula that is not closed yet is told apart,
 * so that it can be shown as source while it is being written. Pure string work; typesets nothing.
 */
export type MathPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'formula'; readonly tex: string; readonly isDisplay: boolean }
  /** Source from the opening mark to the end of the text. */
  | { readonly type: 'open'; readonly text: string };

const closers = { $$: '$$', $: '$', '\\[': '\\]', '\\(': '\\)' } as const;
type Opener = keyof typeof closers;

/** Parts in order; joined with their marks they are the text again. */
export function splitMath(text: string): readonly MathPart[] {
  const parts: MathPart[] = [];
  let plainFrom = 0;
  const plainTo = (end: number) => {
    if (end > plainFrom) parts.push({ type: 'text', text: text.slice(plainFrom, end).replaceAll('\\$', '$') });
  };
  for (let at = 0; at < text.length;) {
    const opener = openerAt(text, at);
    if (opener === undefined) {
      at += text[at] === '\\' ? 2 : 1;
      continue;
    }
    const start = at + opener.length;
    const end = closeOf(text, opener, start);
    if (end === undefined) {
      // A dollar that no other dollar answers on its line is money, unless the text may still be going on.
      if (opener === '$' && /[\s\d]/.test(text[start] ?? ' ') && text.slice(start).includes('\n')) {
        at = start;
        continue;
      }
      plainTo(at);
      parts.push({ type: 'open', text: text.slice(at) });
      return parts;
    }
    if (opener === '$' && isMoney(text, start, end)) {
      at = start;
      continue;
    }
    plainTo(at);
    parts.push({ type: 'formula', tex: text.slice(start, end), isDisplay: opener === '$$' || opener === '\\[' });
    at = plainFrom = end + closers[opener].length;
  }
  plainTo(text.length);
  return parts;
}

function openerAt(text: string, at: number): Opener | undefined {
  const two = text.slice(at, at + 2);
  if (two === '$$' || two === '\\[' || two === '\\(') return two;
  return text[at] === '$' ? '$' : undefined;
}

/** Where the closing mark stands; an inline formula does not go over a blank line. */
function closeOf(text: string, opener: Opener, from: number): number | undefined {
  const closer = closers[opener];
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(closer, at)) return at;
    if (text[at] === '\\') at++;
    else if (opener === '$' && text.startsWith('\n\n', at)) return undefined;
  }
  return undefined;
}

/** “$5 and $6”: a formula neither begins nor ends with a space, and its closing dollar is not followed by a digit. */
function isMoney(text: string, start: number, end: number): boolean {
  if (end === start) return true;
  return (
    /\s/.test(text[start]!) || (/\s/.test(text[end - 1]!) && /\d/.test(text[start]!)) || /\d/.test(text[end + 1] ?? '')
  );
}
