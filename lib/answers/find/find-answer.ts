/**
 * The final answer of any text, as a person would find it: boxes that belong together, an <answer> tag, "the answer
 * is …", the last formula, the last number. For grading only; votes use the named modes of `extract`, which guess less.
 */
import { boxesFromEnd } from './boxes';
import type { Box } from './boxes';

const TAIL_LENGTH = 4_000;
const MAX_BOXES = 16;
const LONGEST_GAP = 40;
const PHRASES = ['answer is', 'answer:', 'answer is:', 'answers are'];

/** undefined when the text holds nothing that could be an answer. Linear in the length of the text. */
export function findAnswer(text: string): string | undefined {
  const shown = withoutMachinery(text);
  const boxed = joinedBoxes(shown);
  if (boxed !== undefined) return boxed;
  const tail = shown.slice(-TAIL_LENGTH);
  const marked = tail.lastIndexOf('####');
  if (marked >= 0) return nonEmpty(tail.slice(marked + 4).split('\n')[0]!);
  const lower = tail.toLowerCase();
  const stated = Math.max(
    ...PHRASES.map((phrase) => (lower.includes(phrase) ? lower.lastIndexOf(phrase) + phrase.length : -1)),
  );
  if (stated >= 0) {
    const answer = fromSentence(tail.slice(stated).replace(/^[\s:*]+/, ''));
    if (answer !== undefined) return answer;
  }
  if (isBare(tail)) return nonEmpty(tail);
  return fromFormula(tail) ?? fromSentence(lastSentence(tail)) ?? lastNumber(tail);
}

/** What stands between answers for the machine, not the reader: thoughts, tags, chat tokens. */
function withoutMachinery(text: string): string {
  const thought = text.lastIndexOf('</think>');
  let shown =
    thought >= 0 && text.slice(thought + '</think>'.length).trim() !== ''
      ? text.slice(thought + '</think>'.length)
      : text;
  const tag = shown.lastIndexOf('<answer>');
  if (tag >= 0) shown = shown.slice(tag + '<answer>'.length).split('</answer>')[0]!;
  const token = shown.search(/<\|[a-z_]{2,24}\|>/);
  return (token > 0 ? shown.slice(0, token) : shown).trim();
}

/**
 * The answers in the boxes of a worked solution: the last box, with those right before it that the text joins to it. A last
 * box that is not closed is truncated text, which has none.
 */
export function extractAnswers(solution: string): string | undefined {
  return boxesFromEnd(solution, 1)[0]?.isComplete === true ? joinedBoxes(solution) : undefined;
}

/** The last box, with those right before it that the text joins to it: `\boxed{1} and \boxed{2}`. */
function joinedBoxes(text: string): string | undefined {
  const boxes = boxesFromEnd(text, MAX_BOXES);
  const [last] = boxes;
  if (last === undefined) return undefined;
  const contents = [last.content];
  let next: Box = last;
  for (const box of boxes.slice(1)) {
    if (!joins(text.slice(box.end, next.start))) break;
    contents.unshift(box.content);
    next = box;
  }
  return nonEmpty([...new Set(contents.map((content) => content.trim()))].join(', '));
}

function joins(gap: string): boolean {
  if (gap.length > LONGEST_GAP || /\n\s*\n|[.!?]\s+[A-Z]/.test(gap)) return false;
  const prose = gap.replace(/\\(?:text|quad|qquad|textbf|mbox)\b/g, ' ');
  return (
    !/\b(?:thus|but|so|hence|therefore|then|not|gives?|is|are|was)\b/i.test(prose) &&
    /(?:^|[\s,;&)}\]$+]|and|or)[\s$\\([{]*(?:[a-z](?:_\{?\d+\}?)?\s*=\s*)?$/i.test(prose)
  );
}

const WORD = /(?<![\\A-Za-z])[A-Za-z]{2,}/g;
const MATH_WORDS = /^(?:sin|cos|tan|log|ln|sqrt|pi|frac|and|or|in|infty|begin|end|pmatrix|inf|infinity)$/;

/** Whether the text is an answer alone, not prose around one. */
function isBare(text: string): boolean {
  if (text.includes('\n\n') || text.length > 400) return false;
  const outside = text.replace(/\\(?:text|mbox|textbf|mathrm|operatorname|begin|end)\s*\{[^{}]*\}/g, '');
  const words = [...outside.matchAll(WORD)].filter(([word]) => !MATH_WORDS.test(word));
  const hasInnerFormula =
    /\$/.test(outside.trim().replace(/^\$+|\$+\.?$/g, '')) || /^[^\\]*[A-Za-z]{2,}[^\\]*\\[([]/.test(outside);
  if (/\bis\b/.test(outside)) return false;
  return words.length <= (hasInnerFormula ? 0 : /\d/.test(outside) ? 2 : 6);
}

/** From text that starts with the answer or leads up to it: one formula, what follows the last "is", else a number. */
function fromSentence(text: string): string | undefined {
  const formula = /^["']?(?:\$\$?([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\])(?!\s*(?:and|or)\b)/s.exec(text);
  if (formula) return nonEmpty(formula[1] ?? formula[2] ?? formula[3] ?? '');
  const sentence = /^.*?(?=[.!?](?:\s|$)|\n|$)/.exec(text)?.[0].replaceAll('\\"', '') ?? '';
  if (isBare(sentence)) return nonEmpty(sentence);
  const is = sentence.lastIndexOf(' is ');
  if (is >= 0 && isBare(sentence.slice(is + 4))) return nonEmpty(sentence.slice(is + 4));
  return fromFormula(sentence) ?? lastNumber(sentence);
}

function lastSentence(text: string): string {
  const sentences = text
    .trim()
    .replace(/[.!?]+$/, '')
    .split(/[.!?]\s+|\n/);
  return sentences.at(-1)!;
}

const FORMULA = /\$\$([^$]+)\$\$|\$([^$\n]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]/gs;

/** The last formula of the text, unless a number stands behind it or the text goes on at length. */
function fromFormula(text: string): string | undefined {
  const last = [...text.matchAll(FORMULA)].at(-1);
  if (last === undefined) return undefined;
  return (
    lastNumber(text.slice(last.index + last[0].length)) ?? nonEmpty(last[1] ?? last[2] ?? last[3] ?? last[4] ?? '')
  );
}

/** Digits inside a word (`AZYUK2A`) are not a number. */
function lastNumber(text: string): string | undefined {
  const numbers = [...text.matchAll(/(?<![A-Za-z\d.,\\_^])-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\/\d+)?%?/g)];
  return numbers.at(-1)?.[0].replace(/,$/, '');
}

function nonEmpty(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed;
}
