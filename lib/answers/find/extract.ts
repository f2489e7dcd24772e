/**
 * The final answer inside model text, in the two named modes that runs and reproductions use. Text is untrusted and
 * may be a megabyte long: every pass here is linear. It knows nothing of what answers mean.
 */
import { boxesFromEnd } from './boxes';

/**
 * `boxed`: only a complete last `\boxed{…}` (or `\fbox`) counts, and none that runs over paragraphs. `search-and-learn`: as the reference toolkit reads,
 * so that its published numbers can be reproduced: box, else text after "he answer is" / "final answer is", else the last number.
 */
export type ExtractionMode = 'boxed' | 'search-and-learn';

/**
 * The last final answer in model text, as written (LaTeX, trimmed), or undefined when there is none or it is empty.
 * In `boxed` mode an unclosed last box is truncated text, which has no answer. Never throws.
 */
export function extractAnswer(text: string, mode: ExtractionMode = 'boxed'): string | undefined {
  const answer = mode === 'boxed' ? lastBox(text) : asSearchAndLearn(text);
  const trimmed = answer?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function lastBox(text: string): string | undefined {
  const [box] = boxesFromEnd(text, 1);
  return box?.isComplete === true && isOnePiece(box.content) ? box.content : undefined;
}

/** No paragraph or heading begins in it: a box around those was closed by a brace that belongs to something else. */
function isOnePiece(content: string): boolean {
  return !/\n[^\S\n]*(?:\n|#)/.test(content);
}

/**
 * Follows `extract_answer` of huggingface/search-and-learn, `src/sal/utils/qwen_math_parser.py`, in its order of rules,
 * with an unclosed box taken to the end of the text. Deviations: its `strip_string` clean-up is left to canonical keys,
 * a box inside "final answer is $…$" is opened, only `\boxed`, not any word "boxed", is a box, and before the last number is
 * taken a line is looked for that the templates of Inspect ask for: `ANSWER: B`.
 */
function asSearchAndLearn(text: string): string | undefined {
  const stated = between(text, 'final answer is $', '$. I hope');
  if (stated !== undefined) return lastBox(stated) ?? stated;
  const [box] = boxesFromEnd(text, 1);
  if (box !== undefined) return sentence(box.content);
  for (const phrase of ['he answer is', 'final answer is']) {
    const at = text.lastIndexOf(phrase);
    if (at >= 0) return sentence(text.slice(at + phrase.length));
  }
  return templateLine(text) ?? lastNumber(text);
}

const TEMPLATE = 'ANSWER:';

/** What stands behind the last `ANSWER:` that opens a line. */
function templateLine(text: string): string | undefined {
  const at = text.lastIndexOf(`\n${TEMPLATE}`);
  const start = at >= 0 ? at + 1 : text.startsWith(TEMPLATE) ? 0 : -1;
  if (start < 0) return undefined;
  const end = text.indexOf('\n', start);
  return sentence(text.slice(start + TEMPLATE.length, end < 0 ? undefined : end)) || undefined;
}

function between(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  if (start < 0 || !text.includes(close)) return undefined;
  const inside = text.slice(start + open.length);
  const end = inside.indexOf(close);
  return end < 0 ? inside : inside.slice(0, end);
}

/** One line, without a leading colon or a trailing full stop or slash. */
function sentence(text: string): string {
  return text.trim().replaceAll(/\n\s*/g, '').replace(/^:/, '').replace(/\.$/, '').replace(/\/$/, '');
}

/** Digits and commas of one number at most; a longer run of them is no answer, and would cost a pass over a megabyte. */
const LONGEST_NUMBER = 4_000;

/** The reference drops all commas first, so that `1,000` is one number. */
function lastNumber(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  const tail = text.slice(Math.max(0, end - LONGEST_NUMBER), end).replaceAll(',', '');
  return [...tail.matchAll(/-?(?:\d+(?:\.\d+)?|\.\d+)/g)].at(-1)?.[0];
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
