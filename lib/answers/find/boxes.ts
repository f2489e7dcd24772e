/** `\boxed{…}`, `\fbox{…}` and `\framebox{…}` in text, found from the end, with balanced braces. Linear in the text it has to look at. */

export interface Box {
  readonly content: string;
  /** Offsets in the text, from the backslash to behind the closing brace. */
  readonly start: number;
  readonly end: number;
  /** false: the text ended before the closing brace; `content` is then all that followed. */
  readonly isComplete: boolean;
}

const COMMANDS = ['\\boxed', '\\fbox', '\\framebox'];

/** At most `limit` boxes, last first. Boxes inside boxes are not listed. */
export function boxesFromEnd(text: string, limit: number): Box[] {
  const boxes: Box[] = [];
  let before = text.length;
  while (boxes.length < limit && before > 0) {
    const start = Math.max(...COMMANDS.map((command) => text.lastIndexOf(command, before - 1)));
    if (start < 0) break;
    const box = boxAt(text, start, before);
    if (box !== undefined) boxes.push(box);
    // A box that swallows the ones found after it cannot be told from an unclosed one without looking at everything
    // again; stopping keeps this linear, and only the last box decides an answer.
    if (box === undefined || !box.isComplete) break;
    before = start;
  }
  return boxes;
}

function boxAt(text: string, start: number, limit: number): Box | undefined {
  let at = start + COMMANDS.find((command) => text.startsWith(command, start))!.length;
  while (at < limit && (text[at] === ' ' || text[at] === '\n')) at++;
  if (text[at] !== '{') return unbracedBox(text, start, at, limit);
  const open = at;
  for (let depth = 0; at < limit; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0)
      return { content: text.slice(open + 1, at), start, end: at + 1, isComplete: true };
  }
  return { content: text.slice(open + 1, limit), start, end: limit, isComplete: false };
}

/** `\boxed 7$`: up to the end of the formula or line. */
function unbracedBox(text: string, start: number, at: number, limit: number): Box | undefined {
  let end = at;
  while (end < limit && text[end] !== '$' && text[end] !== '\n') end++;
  const content = text.slice(at, end).trim();
  return content === '' ? undefined : { content, start, end, isComplete: true };
}
