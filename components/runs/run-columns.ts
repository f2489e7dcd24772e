/** The columns that the table of runs can have: what each shows and is sorted by. Pure; no React. */
import { linkToRace, mostLanes } from '@/lib/client';
import type { RunMarks, RunSummary } from '@/lib/runs/wire';
import { gistOf } from '@/lib/tree';
import { statusTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { formatCount, formatSeconds } from '@/components/ui/numbers';

/** A run with what somebody holds on to of it. */
export interface MarkedRun extends RunSummary {
  readonly marks: RunMarks;
}

export interface RunColumn {
  readonly name: string;
  readonly title: string;
  /** What is sorted by; undefined comes last in both directions. */
  readonly valueOf: (run: MarkedRun) => string | number | undefined;
  /** What is shown where it is not the value as it stands. */
  readonly format?: (run: MarkedRun) => string;
  readonly isNumber: boolean;
}

const text = (name: string, title: string, valueOf: (run: MarkedRun) => string | undefined): RunColumn => ({
  name,
  title,
  valueOf,
  isNumber: false,
});
const number = (
  name: string,
  title: string,
  valueOf: (run: MarkedRun) => number | undefined,
  format: (value: number) => string = formatCount,
): RunColumn => ({
  name,
  title,
  valueOf,
  format: (run) => {
    const value = valueOf(run);
    return value === undefined ? '–' : format(value);
  },
  isNumber: true,
});

export const runColumns: readonly RunColumn[] = [
  text('problem', 'Problem', ({ problem }) => gistOf(problem.text)),
  text('strategy', 'Strategy', ({ strategy }) => strategyLooks[strategy].title),
  number('n', 'n', ({ config }) => config.n),
  text('answer', 'Answer', ({ answer }) => answer),
  {
    ...text('right', 'Right', ({ isCorrect }) => (isCorrect === undefined ? undefined : isCorrect ? '✓' : '✗')),
    format: ({ isCorrect }) => (isCorrect === undefined ? '–' : isCorrect ? '✓ right' : '✗ wrong'),
  },
  text('status', 'Status', ({ status }) => statusTitles[status]),
  number('tokens', 'Policy tokens', ({ policyTokens }) => policyTokens),
  number('verifier-tokens', 'Verifier tokens', ({ verifierTokens }) => verifierTokens),
  number('calls', 'Calls', ({ calls }) => calls),
  number('steps', 'Steps', ({ nodes }) => nodes),
  number('seconds', 'Time', ({ seconds }) => seconds, formatSeconds),
  {
    ...number('started', 'Started', ({ createdAt }) => createdAt),
    format: ({ createdAt }) =>
      new Date(createdAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
  },
  text('policy', 'Policy', ({ policy }) => policy),
  text('verifier', 'Verifier', ({ verifier }) => verifier),
  text('aggregation', 'Aggregation', ({ config }) => config.aggregation),
  number('temperature', 'Temperature', ({ config }) => config.temperature, String),
  number('level', 'Level', ({ problem }) => problem.level, String),
  text('subject', 'Subject', ({ problem }) => problem.subject),
  number('seed', 'Seed', ({ seed }) => seed, String),
  {
    ...text('star', 'Star', ({ marks }) => (marks.isStarred ? '★' : undefined)),
    format: ({ marks }) => (marks.isStarred ? '★ starred' : '–'),
  },
  text('tags', 'Tags', ({ marks }) => (marks.tags.length === 0 ? undefined : marks.tags.join(', '))),
  text('note', 'Note', ({ marks }) => (marks.note === '' ? undefined : marks.note)),
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

export function shownOf({ valueOf, format }: RunColumn, run: MarkedRun): string {
  return format?.(run) ?? String(valueOf(run) ?? '–');
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
