/**
 * From one row of a foreign file to a problem, or to a sentence about what is wrong with it. A row may be megabytes of anything:
 * what is looked for within other texts is measured first, and every pass over a text is one pass.
 */
import { extractAnswers } from '@/lib/answers';
import { maxProblemLength, type Problem } from '@/lib/search';
import { fillText, joinTexts, rowReasons, type Text } from '@/lib/words';
import { contentsOf, textOf } from './cell-text';
import { columnsByField, columnsFor, fieldNames, optionColumns, type FieldName } from './fields';
import { isObject } from '@/lib/base';
import { choiceAt, choicesIn, statementOf } from './statement';
import { writtenList } from './written-list';

const maxAnswerLength = 2_000;
const maxIdLength = 500;
const maxSubjectLength = 200;
/** More are no table of problems, and each row would be looked through for all of their names. */
export const maxColumns = 10_000;
/** A letter for each. */
const maxChoices = 26;
/** Of a level that is none, in the report. */
const maxLevelLength = 30;
/** Stands where bytes were no UTF-8. */
const broken = '\ufffd';

export interface ReadProblem {
  /** Without a name of its own it has no `uniqueId`. */
  readonly problem: Problem;
  /** What was read from where; several columns may be one field. */
  readonly columns: readonly (readonly [field: FieldName, column: string])[];
  /** A level that is none from 1 to 5. */
  readonly strangeLevel: string | undefined;
}

export type RowReading = ReadProblem | { readonly complaint: Text };

interface Question {
  /** Whole: with what it goes on from, and what there is to choose from. */
  readonly text: string;
  /** That it was read from. */
  readonly columns: readonly string[];
  readonly labels: readonly string[];
  readonly choices: unknown;
  /** They were printed into one cell, so that the answer is a text even where it is their place. */
  readonly arePrinted: boolean;
  /** Columns that hold a choice each. */
  readonly options: readonly string[];
  readonly instructed: ReturnType<typeof instructionIn>;
}

const questionFields = ['problem', 'context', 'choices'] as const satisfies readonly FieldName[];

/** What a row asks, or a sentence on why it asks nothing that could be kept. */
export function questionIn(
  row: Readonly<Record<string, unknown>>,
  found = columnsOf(row),
): Question | { readonly complaint: Text } {
  const question = found.get('problem')?.text;
  if (question === undefined) return { complaint: lacking('problem', row) };
  const { choices, columns: options, arePrinted } = choicesOf(row, found);
  const instructed = instructionIn(row, found.get('problem')!.column);
  const asked = instructed === undefined ? question : `${question}\n\n${instructed.text}`;
  const context = found.get('context')?.text ?? '';
  const listed = choicesIn(choices);
  if (listed.length > maxChoices)
    return { complaint: fillText(rowReasons.manyChoices, { count: listed.length, most: maxChoices }) };
  const parts = [asked, context, ...(typeof choices === 'string' ? [choices] : listed.map((choice) => choice.text))];
  // Whether one stands within the other is asked of texts that may be kept only.
  if (parts.some((part) => part.length > maxProblemLength)) return { complaint: tooLong('problem', maxProblemLength) };
  const columns = [
    ...questionFields.flatMap((field) => found.get(field)?.column ?? []),
    ...options,
    ...(instructed === undefined ? [] : [instructed.column]),
  ];
  return {
    ...statementOf(asked, context, { written: choices, listed }),
    columns,
    choices,
    arePrinted,
    options,
    instructed,
  };
}

export function readProblem(row: Readonly<Record<string, unknown>>): RowReading {
  const count = Object.keys(row).length;
  if (count > maxColumns)
    return { complaint: fillText(rowReasons.manyColumns, { count, most: maxColumns.toLocaleString('en') }) };
  const found = columnsOf(row);
  const question = questionIn(row, found);
  if ('complaint' in question) return question;
  const { text, labels, choices, arePrinted, options, instructed } = question;
  if (text.length > maxProblemLength) return { complaint: tooLong('problem', maxProblemLength) };
  const given = found.get('answer');
  // A class of something, unless there are choices that it can be one of.
  const isClass = given?.column.toLowerCase() === 'label' && labels.length === 0;
  const answered = isClass ? found.get('solution') : (given ?? found.get('solution'));
  if (answered === undefined)
    return {
      complaint: isClass ? fillText(rowReasons.noChoices, { column: given.column }) : lacking('answer', row),
    };
  const answer =
    choiceAt(arePrinted ? placeIn(answered.text, choices) : row[answered.column], labels, choices) ??
    answerIn(answered.text, { isSolution: answered !== given });
  if (answer === undefined || answer === '')
    return { complaint: fillText(rowReasons.noBox, { column: answered.column, box: '\\boxed{…}' }) };
  if (answer.length > maxAnswerLength) return { complaint: tooLong('answer', maxAnswerLength) };
  const id = found.get('id')?.text;
  if (id !== undefined && id.length > maxIdLength) return { complaint: tooLong('id', maxIdLength) };
  const damaged = (
    [
      ['problem', text],
      ['answer', answer],
      ['id', id ?? ''],
    ] as const
  ).find(([, each]) => each.includes(broken));
  if (damaged !== undefined) return { complaint: fillText(rowReasons.noUtf8, { field: damaged[0] }) };
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
    columns: [
      ...[...found]
        .filter(([, { column }]) => !isClass || column !== given.column)
        .map(([field, { column }]) => [field, column] as const),
      ...options.map((column) => ['choices', column] as const),
      ...(instructed === undefined ? [] : [['context', instructed.column] as const]),
    ],
    strangeLevel: level === undefined ? written?.slice(0, maxLevelLength) : undefined,
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
    for (const column of named.get(field) ?? []) {
      const held = text(row[column]);
      if (held === '') continue;
      found.set(field, { column, text: held });
      break;
    }
  }
  return found;
}

/** What there is to choose from: in a column of its own, within the question, or a column each. */
function choicesOf(
  row: Readonly<Record<string, unknown>>,
  found: ReturnType<typeof columnsOf>,
): { readonly choices: unknown; readonly columns: readonly string[]; readonly arePrinted: boolean } {
  const listed = found.get('choices');
  if (listed !== undefined) {
    const held = row[listed.column];
    const printed = typeof held === 'string' && held.length <= maxProblemLength ? writtenList(held) : undefined;
    return { choices: printed ?? held, columns: [], arePrinted: printed !== undefined };
  }
  const question = row[found.get('problem')?.column ?? ''];
  if (isObject(question)) {
    const within = columnsFor('choices', Object.keys(question)).find((name) => choicesText(question[name]) !== '');
    if (within !== undefined) return { choices: question[within], columns: [], arePrinted: false };
  }
  const columns = optionColumns(Object.keys(row)).filter((name) => textOf(row[name]) !== '');
  return { choices: columns.length < 2 ? undefined : columns.map((name) => row[name]), columns, arePrinted: false };
}

/** The number that a text of digits is; undefined where it is one of the choices itself, or their label. */
function placeIn(text: string, choices: unknown): number | undefined {
  const isChoice = choicesIn(choices).some((choice) => choice.text === text || choice.label === text);
  return /^\d{1,2}$/.test(text) && !isChoice ? Number(text) : undefined;
}

/** Choices by label have no text as a whole; it is enough that there are some. */
function choicesText(value: unknown): string {
  return textOf(value) || (contentsOf(value)?.en ?? '');
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
  const found = columnsOf(row);
  return (
    [...found.values()].some((each) => each.column === column) ||
    choicesOf(row, found).columns.includes(column) ||
    instructionIn(row, found.get('problem')?.column ?? '')?.column === column
  );
}

/** What a reference says is right: an answer, or a solution with a box or GSM8K's mark. */
export function referenceIn(text: string): string {
  return answerIn(text, { isSolution: false }) ?? text;
}

/** GSM8K's answers are solutions that end with `#### 72`; MATH has solutions with a box. */
function answerIn(text: string, { isSolution }: { readonly isSolution: boolean }): string | undefined {
  return extractAnswers(text) ?? markedAnswer(text) ?? (isSolution ? undefined : text);
}

/**
 * What the last mark stands before: on its line, or under it where that says no more than that the answer follows. Lines that
 * may have one are looked through from the last, each once.
 */
function markedAnswer(text: string): string | undefined {
  for (let at = text.lastIndexOf('####'); at >= 0;) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = lineEnd(text, at);
    at = start === 0 ? -1 : text.lastIndexOf('####', start - 1);
    const marked = /(?<!#)####(?!#)(.*)$/s.exec(text.slice(start, end))?.[1];
    if (marked === undefined) continue;
    const line = withoutClosing(marked).replace(LEAD, '').trim();
    const under = text.slice(end).trimStart();
    const answer = line === '' ? under.slice(0, lineEnd(under, 0)).trim() : line;
    if (answer !== '' && !isHeading(answer, line === '' || under === '')) return answer;
  }
  return undefined;
}

/** A heading may be closed by marks as it is opened by them. */
function withoutClosing(heading: string): string {
  const written = heading.trimEnd();
  let end = written.length;
  while (written[end - 1] === '#') end--;
  return written.slice(0, end);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const LEAD = /^\s*(?:\*\*)?(?:the )?(?:final )?(?:answer|result)(?: is)?(?:\*\*)?\s*[:=]?/i;

/** `Step 1`, and words alone that more text stands under. A heading is no answer. */
function isHeading(line: string, isLast: boolean): boolean {
  const isNamed = /^(?:\*\*)?(?:step|solution|conclusion|case|part|method|approach|proof|summary)\b/i.test(line);
  return isNamed || (!isLast && /^[A-Za-z][A-Za-z ,:'-]{3,}$/.test(line));
}

/** `3`, `Level 3`. */
function levelOf(text: string): number | undefined {
  const level = Number(/^(?:level\s*)?(\d)(?:\.0+)?$/i.exec(text)?.[1]);
  return level >= 1 && level <= 5 ? level : undefined;
}

function tooLong(field: string, most: number): Text {
  return fillText(rowReasons.tooLong, { field, most: most.toLocaleString('en') });
}

function lacking(field: 'problem' | 'answer', row: Readonly<Record<string, unknown>>): Text {
  const names = Object.keys(row);
  const known = columnsFor(field, names);
  const held = known.flatMap((name) => {
    const contents = contentsOf(row[name]);
    return contents === undefined ? [] : [fillText(rowReasons.holds, { column: name, contents })];
  });
  if (held.length > 0) return fillText(rowReasons.noText, { field, held: joinTexts(held, { en: ', ', zh: '，' }) });
  if (known.length > 0) return fillText(rowReasons.isEmpty, { field, columns: known.join(', ') });
  const shown = names
    .slice(0, 12)
    .map((name) => name.slice(0, 40))
    .join(', ');
  return fillText(rowReasons.noColumn, {
    field,
    names: fieldNames[field].slice(0, 4).join(', '),
    found: shown === '' ? rowReasons.nothing : shown,
  });
}
