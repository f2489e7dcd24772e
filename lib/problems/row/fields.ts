/**
 * Which column of a foreign file means what. Names as the well-known sets use them (MATH, GSM8K, AIME, OlympiadBench,
 * NuminaMath, DeepScaleR, SVAMP, AQuA, MMLU …), compared without case, spaces, `_` and `-`; the first name that has a value in a row counts.
 */
export const fieldNames = {
  problem: [
    'problem',
    'question',
    'problem_text',
    'problem_statement',
    'question_stem',
    'prompt',
    'query',
    'instruction',
    'input',
    'text',
  ],
  answer: [
    'answer',
    'final_answer',
    'expected_answer',
    'gold_answer',
    'ground_truth',
    'ground_truth_answer',
    'reference_answer',
    'correct_answer',
    'gold',
    'target',
    'answer_value',
    'expected_output',
    'answer_key',
    'correct',
    'correct_option',
    'correct_choice',
    'reward_model',
    'label',
  ],
  /** What a statement goes on from, and what it leaves to choose from: half a problem without them. */
  context: [
    'body',
    'context',
    'passage',
    'article',
    'paragraph',
    'support',
    'premise',
    'story',
    'background',
    'scenario',
    'table',
  ],
  choices: ['choices', 'options', 'answer_choices', 'answer_options', 'multiple_choice_options'],
  /** Where no answer is given, the box of a worked solution is it. */
  solution: ['solution', 'reference_solution', 'worked_solution', 'response', 'output'],
  subject: ['subject', 'type', 'category', 'topic', 'domain', 'problem_type', 'subfield'],
  level: ['level', 'difficulty'],
  id: ['unique_id', 'uniqueid', 'id', 'uuid', 'problem_id', 'question_id', 'idx', 'index'],
} as const;
export type FieldName = keyof typeof fieldNames;

/** A longer name is none of these, whatever of it is left away when names are compared. */
const maxNameLength = 100;

const fieldOfName = new Map<string, { readonly field: FieldName; readonly rank: number }>(
  (Object.keys(fieldNames) as FieldName[]).flatMap((field) =>
    fieldNames[field].map((name, rank) => [plain(name), { field, rank }] as const),
  ),
);

/** The field that a column of this name may hold. */
export function fieldOf(column: string): FieldName | undefined {
  return fieldOfName.get(plain(column))?.field;
}

const optionPrefixes = ['option', 'opt', 'op', 'choice', 'ending', 'answer'];
const optionMarks = 'abcdefghij'.split('');

/** Columns of which each holds one choice, without separators, for who looks them up. */
export const optionNames: readonly string[] = optionMarks.flatMap((mark, i) => [
  mark,
  ...optionPrefixes.map((prefix) => prefix + mark),
  `option${i + 1}`,
  `choice${i + 1}`,
]);

/**
 * The columns of a row that hold one choice each, in order: `option_a`, `Option 2`, `A`. Empty unless the first two are there;
 * a small letter alone is a variable.
 */
export function optionColumns(columns: readonly string[]): readonly string[] {
  // The first of each name; rows may have ten thousand columns.
  const firsts = new Map<string, number>();
  for (const [i, name] of columns.entries()) {
    const key = /^[A-Z]$/.test(name) ? name : plain(name);
    if (!firsts.has(key)) firsts.set(key, i);
  }
  const found: string[] = [];
  for (const [i, mark] of optionMarks.entries()) {
    const names = [
      mark.toUpperCase(),
      ...optionPrefixes.map((prefix) => prefix + mark),
      `option${i + 1}`,
      `choice${i + 1}`,
    ];
    const at = Math.min(...names.map((name) => firsts.get(name) ?? Infinity));
    if (at === Infinity) break;
    found.push(columns[at]!);
  }
  return found.length > 1 ? found : [];
}

/** Columns of a row by the field that they may hold, best name first. */
export function columnsByField(columns: readonly string[]): ReadonlyMap<FieldName, readonly string[]> {
  const found = new Map<FieldName, { readonly column: string; readonly rank: number }[]>();
  for (const column of columns) {
    const known = fieldOfName.get(plain(column));
    if (known === undefined) continue;
    const others = found.get(known.field) ?? [];
    others.push({ column, rank: known.rank });
    found.set(known.field, others);
  }
  return new Map(
    [...found].map(([field, named]) => [
      field,
      named.toSorted((left, right) => left.rank - right.rank).map(({ column }) => column),
    ]),
  );
}

/** Those that may hold the field. */
export function columnsFor(field: FieldName, columns: readonly string[]): readonly string[] {
  return columnsByField(columns).get(field) ?? [];
}

function plain(name: string): string {
  return name.length > maxNameLength ? '' : name.toLowerCase().replaceAll(/[\s_-]/g, '');
}
