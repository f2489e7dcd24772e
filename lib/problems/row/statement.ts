/**
 * The whole statement of a problem: what it goes on from, the question, and what there is to choose from. Sets keep these in
 * columns of their own; without them half of the problem would be asked.
 */
import { textOf } from './cell-text';
import { isObject } from '@/lib/base';

interface Choice {
  readonly label: string;
  readonly text: string;
}

export interface Statement {
  readonly text: string;
  /** Of the choices, in order; empty where there are none. */
  readonly labels: readonly string[];
}

/** What is looked for within the question is to be as long as a problem may be, at most. */
export function statementOf(
  question: string,
  context: string,
  { written, listed }: { readonly written: unknown; readonly listed: readonly Choice[] },
): Statement {
  // Some sets write them in the question as well.
  const isThere = (part: string): boolean => question.includes(part);
  const parts = [
    ...(context === '' || isThere(context) ? [] : [context]),
    question,
    ...(typeof written === 'string' && written.trim() !== '' && !isThere(written.trim()) ? [written.trim()] : []),
    ...(listed.every(({ text }) => isThere(text))
      ? []
      : [listed.map(({ label, text }) => `${label}. ${text}`).join('\n')]),
  ];
  return { text: parts.join('\n\n'), labels: listed.map(({ label }) => label) };
}

const LABELLED = /^\(?([A-Za-z])\s?[).:]\s*(\S.*)$/s;

/** Lists of texts, of `{label, text}`, lists side by side (`{label: […], text: […]}`), and texts by label (`{A: …}`). */
export function choicesIn(value: unknown): readonly Choice[] {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const choices = list.map((each, i): Choice => {
      const label = isObject(each) ? textOf(each['label'] ?? each['key']) : '';
      return {
        label: label === '' ? letter(i) : label,
        text: textOf(isObject(each) ? { ...each, label: undefined } : each),
      };
    });
    const written = choices.map(({ text }) => LABELLED.exec(text));
    return written.every((match, i) => match?.[1]?.toUpperCase() === letter(i))
      ? written.map((match) => ({ label: match![1]!, text: match![2]! }))
      : choices;
  }
  if (!isObject(value)) return [];
  const { label, text } = value;
  if (Array.isArray(text)) {
    const labels: readonly unknown[] = Array.isArray(label) ? label : [];
    return text.map((each, i) => ({ label: textOf(labels[i]) || letter(i), text: textOf(each) }));
  }
  const byLabel = Object.entries(value);
  return byLabel.every(([name]) => /^[A-Za-z]$/.test(name))
    ? byLabel.flatMap(([name, each]) => (textOf(each) === '' ? [] : [{ label: name, text: textOf(each) }]))
    : [];
}

/** Of further ones there is none. */
function letter(index: number): string {
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index] ?? '?';
}

/** Sets of choices often give the place of the right one, from 0; its label is the answer then. */
export function choiceAt(answer: unknown, labels: readonly string[], choices: unknown): string | undefined {
  const place: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
  const isPlace = typeof place === 'number' && Number.isInteger(place);
  const holdsNumbers = Array.isArray(choices) && choices.some((each) => typeof each === 'number');
  return isPlace && !holdsNumbers ? labels[place] : undefined;
}
