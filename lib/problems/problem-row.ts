/** From one row of a foreign file to a problem, or to a sentence about what is wrong with it. */
import { extractAnswer } from '@/lib/answers';
import { maxProblemLength, type Problem } from '@/lib/search';
import { columnsFor, fieldNames, type FieldName } from './fields';

const maxAnswerLength = 2_000;
const maxIdLength = 500;
const maxSubjectLength = 200;
/** Lists within lists. */
const maxListLevels = 8;
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
  const names = Object.keys(row);
  const found = new Map<FieldName, { readonly column: string; readonly text: string }>();
  for (const field of Object.keys(fieldNames) as FieldName[]) {
    const column = columnsFor(field, names).find((name) => textOf(row[name]) !== '');
    if (column !== undefined) found.set(field, { column, text: textOf(row[column]) });
  }
  const text = found.get('problem')?.text;
  if (text === undefined) return { complaint: lacking('problem', names) };
  if (text.length > maxProblemLength)
    return { complaint: `the problem is longer than ${maxProblemLength.toLocaleString('en')} characters` };
  const answered = found.get('answer') ?? found.get('solution');
  if (answered === undefined) return { complaint: lacking('answer', names) };
  const answer = answerIn(answered.text, { isSolution: !found.has('answer') });
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
    columns: Object.fromEntries([...found].map(([field, { column }]) => [field, column])),
    strangeLevel: level === undefined ? written : undefined,
  };
}

/** A plain text; lists of one are what they hold, and of several are written one after the other. Lists too deep hold none. */
function textOf(value: unknown, levels = maxListLevels): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && levels > 0)
    return value
      .map((each) => textOf(each, levels - 1))
      .filter((each) => each !== '')
      .join(', ');
  return '';
}

/** GSM8K's answers are solutions that end with `#### 72`; MATH has solutions with a box. */
function answerIn(text: string, { isSolution }: { readonly isSolution: boolean }): string | undefined {
  const marked = /####\s*(.+?)\s*$/s.exec(text)?.[1];
  if (marked !== undefined) return marked;
  return isSolution || text.includes('\\boxed') ? extractAnswer(text, 'boxed') : text;
}

/** `3`, `Level 3`. */
function levelOf(text: string): number | undefined {
  const level = Number(/^(?:level\s*)?(\d)(?:\.0+)?$/i.exec(text)?.[1]);
  return level >= 1 && level <= 5 ? level : undefined;
}

function lacking(field: 'problem' | 'answer', names: readonly string[]): string {
  const known = columnsFor(field, names);
  if (known.length > 0) return `the ${field} is empty (${known.join(', ')})`;
  const shown = names
    .slice(0, 12)
    .map((name) => name.slice(0, 40))
    .join(', ');
  return `no column holds the ${field}; looked for ${fieldNames[field].slice(0, 4).join(', ')} …, found ${shown === '' ? 'nothing' : shown}`;
}
