/** From one row of a foreign file to a problem, or to a sentence about what is wrong with it. */
import { extractAnswers } from '@/lib/answers';
import { maxProblemLength, type Problem } from '@/lib/search';
import { contentsOf, textOf } from './cell-text';
import { columnsByField, columnsFor, fieldNames, type FieldName } from './fields';
import { choiceAt, statementOf } from './statement';

const maxAnswerLength = 2_000;
const maxIdLength = 500;
const maxSubjectLength = 200;
/** Stands where bytes were no UTF-8. */
const broken = '\ufffd';

export interface ReadProblem {
  /** Without a name of its own it has no `uniqueId`. */
  readonly problem: Problem;
  readonly columns: Readonly<Partial<Record<FieldName, string>>>;
  /** A level that is none from 1 to 5. */
  readonly strangeLevel: string | undefined;
}

export type RowReading = ReadProblem | { readonly complaint: string };

export function readProblem(row: Readonly<Record<string, unknown>>): RowReading {
  const found = columnsOf(row);
  const question = found.get('problem')?.text;
  if (question === undefined) return { complaint: lacking('problem', row) };
  const choices = row[found.get('choices')?.column ?? ''];
  const instructed = instructionIn(row, found.get('problem')!.column);
  const { text, labels } = statementOf(
    instructed === undefined ? question : `${question}\n\n${instructed.text}`,
    found.get('context')?.text,
    choices,
  );
  if (text.length > maxProblemLength)
    return { complaint: `the problem is longer than ${maxProblemLength.toLocaleString('en')} characters` };
  const answered = found.get('answer') ?? found.get('solution');
  if (answered === undefined) return { complaint: lacking('answer', row) };
  const answer =
    choiceAt(row[answered.column], labels, choices) ?? answerIn(answered.text, { isSolution: !found.has('answer') });
  if (answer === undefined || answer === '')
    return { complaint: `no answer can be found in ${answered.column}: it has no \\boxed{…}` };
  if (answer.length > maxAnswerLength)
    return { complaint: `the answer is longer than ${maxAnswerLength.toLocaleString('en')} characters` };
  const id = found.get('id')?.text;
  if (id !== undefined && id.length > maxIdLength)
    return { complaint: `the id is longer than ${maxIdLength} characters` };
  const damaged = (
    [
      ['problem', text],
      ['answer', answer],
      ['id', id ?? ''],
    ] as const
  ).find(([, each]) => each.includes(broken));
  if (damaged !== undefined) return { complaint: `the ${damaged[0]} holds bytes that are no UTF-8` };
  const subject = found.get('subject')?.text.slice(0, maxSubjectLength);
  const written = found.get('level')?.text;
  const level = written === undefined ? undefined : levelOf(written);
  return {
    problem: {
      text,
      answer,
      ...(subject === undefined ? {} : { subject }),
      ...(level === undefined ? {} : { level }),
      // A NUL cannot be kept in every database, and ids are looked up there.
      ...(id === undefined ? {} : { uniqueId: id.replaceAll('\0', '') }),
    },
    columns: {
      ...Object.fromEntries([...found].map(([field, { column }]) => [field, column])),
      ...(instructed === undefined ? {} : { context: instructed.column }),
    },
    strangeLevel: level === undefined ? written : undefined,
  };
}

/** The column of each field, and its text: of the names that mean the field the best that has one. */
function columnsOf(
  row: Readonly<Record<string, unknown>>,
): ReadonlyMap<FieldName, { readonly column: string; readonly text: string }> {
  const named = columnsByField(Object.keys(row));
  const found = new Map<FieldName, { readonly column: string; readonly text: string }>();
  for (const field of Object.keys(fieldNames) as FieldName[]) {
    const text = field === 'choices' ? choicesText : textOf;
    const column = named.get(field)?.find((name) => text(row[name]) !== '');
    if (column !== undefined) found.set(field, { column, text: text(row[column]) });
  }
  return found;
}

/** Choices by label have no text as a whole; it is enough that there are some. */
function choicesText(value: unknown): string {
  return textOf(value) || (contentsOf(value) ?? '');
}

/** Of a task that is told in `instruction`, the `input` it is to be done with. */
function instructionIn(
  row: Readonly<Record<string, unknown>>,
  problem: string,
): { readonly column: string; readonly text: string } | undefined {
  const column = Object.keys(row).find((name) => name.toLowerCase() === 'input');
  const text = problem.toLowerCase() === 'instruction' && column !== undefined ? textOf(row[column]) : '';
  return column === undefined || text === '' ? undefined : { column, text };
}

/** Whether a row of these columns is read from this one. */
export function isRead(column: string, row: Readonly<Record<string, unknown>>): boolean {
  const isOf = [...columnsOf(row).values()].some((each) => each.column === column);
  return isOf || instructionIn(row, columnsOf(row).get('problem')?.column ?? '')?.column === column;
}

/** GSM8K's answers are solutions that end with `#### 72`; MATH has solutions with a box. A heading is no answer. */
function answerIn(text: string, { isSolution }: { readonly isSolution: boolean }): string | undefined {
  const boxed = extractAnswers(text);
  if (boxed !== undefined) return boxed;
  const marked = [...text.matchAll(/(?<!#)####(?!#)[ \t]*([^\n]*)/g)]
    .map(([, line]) => line!.replace(/^\s*(?:the )?(?:final )?answer(?: is)?\s*[:=]?/i, '').trim())
    .filter((line) => line !== '' && !HEADING.test(line));
  return marked.at(-1) ?? (isSolution ? undefined : text);
}

const HEADING = /^(?:\*\*)?(?:step|solution|conclusion|case|part|method|approach|proof|summary)\b/i;

/** `3`, `Level 3`. */
function levelOf(text: string): number | undefined {
  const level = Number(/^(?:level\s*)?(\d)(?:\.0+)?$/i.exec(text)?.[1]);
  return level >= 1 && level <= 5 ? level : undefined;
}

function lacking(field: 'problem' | 'answer', row: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(row);
  const known = columnsFor(field, names);
  const held = known.flatMap((name) => {
    const contents = contentsOf(row[name]);
    return contents === undefined ? [] : [`${name} holds ${contents}`];
  });
  if (held.length > 0) return `no text of the ${field} is found: ${held.join(', ')}`;
  if (known.length > 0) return `the ${field} is empty (${known.join(', ')})`;
  const shown = names
    .slice(0, 12)
    .map((name) => name.slice(0, 40))
    .join(', ');
  return `no column holds the ${field}; looked for ${fieldNames[field].slice(0, 4).join(', ')} …, found ${shown === '' ? 'nothing' : shown}`;
}
