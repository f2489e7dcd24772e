/** The columns that the table of runs can have: what each shows and is sorted by. Pure; no React. */
import { linkToRace, mostLanes } from '@/lib/client';
import { budgetOf } from '@/lib/search';
import type { RunMarks, RunSummary } from '@/lib/runs/wire';
import { gistOf } from '@/lib/tree';
import { runsWords, runWords, type columnWords, type Language, subjectText } from '@/lib/words';
import { statusWords } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { strategyWords } from '@/components/strategies/looks-of';
import { formatCount, formatSeconds } from '@/components/ui/numbers';

/** A run with what somebody holds on to of it. */
export interface MarkedRun extends RunSummary {
  readonly marks: RunMarks;
}

export interface RunColumn {
  readonly name: keyof typeof columnWords;
  /** What is sorted by; undefined comes last in both directions. */
  readonly valueOf: (run: MarkedRun) => string | number | undefined;
  /** What is shown where it is not the value as it stands. */
  readonly format?: (run: MarkedRun, language: Language) => string;
  readonly isNumber: boolean;
}

const text = (name: RunColumn['name'], valueOf: (run: MarkedRun) => string | undefined): RunColumn => ({
  name,
  valueOf,
  isNumber: false,
});
const number = (
  name: RunColumn['name'],
  valueOf: (run: MarkedRun) => number | undefined,
  format: (value: number) => string = formatCount,
): RunColumn => ({
  name,
  valueOf,
  format: (run) => {
    const value = valueOf(run);
    return value === undefined ? '–' : format(value);
  },
  isNumber: true,
});

export const runColumns: readonly RunColumn[] = [
  text('problem', ({ problem }) => gistOf(problem.text)),
  {
    ...text('strategy', ({ strategy }) => strategyLooks[strategy].title),
    format: ({ strategy }, language) => strategyWords(strategy, language).title,
  },
  number('n', ({ strategy, config }) => budgetOf(strategy, config)),
  text('answer', ({ answer }) => answer),
  {
    ...text('right', ({ isCorrect }) => (isCorrect === undefined ? undefined : isCorrect ? '✓' : '✗')),
    format: ({ isCorrect }, language) =>
      isCorrect === undefined ? '–' : isCorrect ? `✓ ${runWords.right[language]}` : `✗ ${runWords.wrong[language]}`,
  },
  {
    ...text('status', ({ status }) => statusWords[status].en),
    format: ({ status }, language) => statusWords[status][language],
  },
  number('tokens', ({ policyTokens }) => policyTokens),
  number('verifier-tokens', ({ verifierTokens }) => verifierTokens),
  number('calls', ({ calls }) => calls),
  number('steps', ({ nodes }) => nodes),
  number('seconds', ({ seconds }) => seconds, formatSeconds),
  {
    ...number('started', ({ createdAt }) => createdAt),
    format: ({ createdAt }) =>
      new Date(createdAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
  },
  text('policy', ({ policy }) => policy),
  text('verifier', ({ verifier }) => verifier),
  text('aggregation', ({ config }) => config.aggregation),
  number('temperature', ({ config }) => config.temperature, String),
  number('level', ({ problem }) => problem.level, String),
  {
    ...text('subject', ({ problem }) => problem.subject),
    format: ({ problem: { subject } }, language) => (subject === undefined ? '–' : subjectText(subject)[language]),
  },
  number('seed', ({ seed }) => seed, String),
  {
    ...text('star', ({ marks }) => (marks.isStarred ? '★' : undefined)),
    format: ({ marks }, language) => (marks.isStarred ? `★ ${runsWords.isStarred[language]}` : '–'),
  },
  text('tags', ({ marks }) => (marks.tags.length === 0 ? undefined : marks.tags.join(', '))),
  text('note', ({ marks }) => (marks.note === '' ? undefined : marks.note)),
];

export const usualColumns: readonly string[] = [
  'problem',
  'strategy',
  'n',
  'answer',
  'right',
  'tokens',
  'verifier-tokens',
  'seconds',
  'started',
];

export function shownOf({ valueOf, format }: RunColumn, run: MarkedRun, language: Language = 'en'): string {
  return format?.(run, language) ?? String(valueOf(run) ?? '–');
}

/** The columns of a comma-separated list, in their own order; the usual ones where it names none. */
export function columnsOf(list: string): readonly RunColumn[] {
  const names = list.split(',');
  const found = runColumns.filter(({ name }) => names.includes(name));
  return found.length > 0 ? found : runColumns.filter(({ name }) => usualColumns.includes(name));
}

/** `name` sorts upwards, `-name` downwards; as the list came where it names no column. Stable. */
export function sortedRuns(runs: readonly MarkedRun[], sort: string): readonly MarkedRun[] {
  const isDown = sort.startsWith('-');
  const column = runColumns.find(({ name }) => name === (isDown ? sort.slice(1) : sort));
  if (column === undefined) return runs;
  const compare = (one: MarkedRun, other: MarkedRun): number => {
    const [left, right] = [column.valueOf(one), column.valueOf(other)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    const order =
      typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
    return isDown ? -order : order;
  };
  return runs.toSorted(compare);
}

export interface RunGroup {
  readonly problem: RunSummary['problem'];
  readonly runs: readonly MarkedRun[];
}

/** Runs of one problem together, in the order of the first of each. */
export function groupedByProblem(runs: readonly MarkedRun[]): readonly RunGroup[] {
  const groups = new Map<string, { readonly problem: RunSummary['problem']; readonly runs: MarkedRun[] }>();
  for (const run of runs) {
    const group = groups.get(run.problem.text);
    if (group === undefined) groups.set(run.problem.text, { problem: run.problem, runs: [run] });
    else group.runs.push(run);
  }
  return [...groups.values()];
}

/** Where these runs are raced; undefined where they are not two to four of one problem. */
export function raceOf(runs: readonly RunSummary[]): string | undefined {
  const problems = new Set(runs.map(({ problem }) => problem.text));
  if (problems.size !== 1 || runs.length < 2 || runs.length > mostLanes) return undefined;
  return linkToRace(runs.map(({ id }) => id));
}
