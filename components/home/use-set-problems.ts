'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchWords, searchable } from '@/lib/base';
import { lessonsQuery, problemSetsQuery, problemsQuery, type RunForm } from '@/lib/client';
import type { ListedProblem } from '@/lib/problems/wire';
import { useSettled } from '@/components/app/use-settled';

/** Problems in the page at once: the bundled sets whole, so that choosing is instant. */
export const problemLimit = 1_000;

export interface ProblemFilter {
  readonly text: string;
  readonly level: string;
  readonly family: string;
}

/**
 * The problem sets there are, and the problems of `set` (empty: the bundled ones) that match. A set that is here whole is
 * searched here, of a larger one the server is asked.
 */
export function useSetProblems(set: string, filter: ProblemFilter) {
  const sets = useQuery(problemSetsQuery());
  const whole = useQuery(problemsQuery(queryOf(set)));
  const isLarge = whole.data !== undefined && whole.data.total > whole.data.problems.length;
  const { text, level, family } = useSettled(filter);
  const asked = useQuery({
    ...problemsQuery({ ...queryOf(set), ...narrowed({ text, level, family }) }),
    enabled: isLarge,
    placeholderData: keepPreviousData,
  });
  const here = useMemo(() => matching(whole.data?.problems ?? [], filter), [whole.data, filter]);
  const found = isLarge ? (asked.data ?? whole.data) : { problems: here, total: here.length };
  const families = useMemo(
    () =>
      sets.data
        ?.find(({ name, isBundled }) => (set === '' ? isBundled : name === set))
        ?.subjects.map(({ subject }) => subject) ??
      [...new Set((whole.data?.problems ?? []).flatMap(({ subject }) => subject ?? []))].sort(),
    [sets.data, whole.data, set],
  );
  const client = useQueryClient();
  /** Any of those that were found, each as likely, beyond those in the page too. Undefined when it could not be read. */
  const draw = async () => {
    if (found === undefined) return undefined;
    const skip = Math.floor(Math.random() * found.total);
    if (skip < found.problems.length) return found.problems[skip];
    const drawn = await client
      .fetchQuery(problemsQuery({ ...queryOf(set), ...narrowed({ text, level, family }), skip, limit: 1 }))
      .catch(() => undefined);
    return drawn?.problems[0];
  };
  return { sets: sets.data ?? [], whole, found, families, draw };
}

/**
 * The problem of its set that a form names, also one beyond those in the page. Where it names none: of the bundled ones the
 * problem that was chosen to begin with, else the first.
 */
export function useListedProblem({ source, set, problem: named }: Pick<RunForm, 'source' | 'set' | 'problem'>) {
  const whole = useQuery(problemsQuery(queryOf(set)));
  const lessons = useQuery(lessonsQuery());
  const isOpen = named === '' && set === '';
  const problem = isOpen ? (lessons.data?.firstProblem?.uniqueId ?? '') : named;
  const here =
    problem === '' ? whole.data?.problems[0] : whole.data?.problems.find(({ uniqueId }) => uniqueId === problem);
  const isBeyond = source === 'set' && whole.data !== undefined && here === undefined && problem !== '';
  const beyond = useQuery({ ...problemsQuery({ ...queryOf(set), uniqueId: problem }), enabled: isBeyond });
  // Nothing is shown that another problem takes the place of in a moment.
  const isWaiting = isOpen && lessons.isPending;
  return {
    listed: isWaiting
      ? undefined
      : (here ?? beyond.data?.problems[0] ?? (isOpen ? whole.data?.problems[0] : undefined)),
    isReading: whole.isPending || beyond.isLoading || isWaiting,
  };
}

/** All problems of a set, as many as the page takes. */
function queryOf(set: string) {
  return { ...(set === '' ? {} : { set }), limit: problemLimit };
}

function narrowed({ text, level, family }: ProblemFilter) {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(level === '' ? {} : { level: Number(level) }),
    ...(family === '' ? {} : { subject: family }),
  };
}

function matching(all: readonly ListedProblem[], { text, level, family }: ProblemFilter): readonly ListedProblem[] {
  const words = searchWords(text);
  return all.filter((problem) => {
    if (level !== '' && String(problem.level) !== level) return false;
    if (family !== '' && problem.subject !== family) return false;
    const haystack = searchable(problem.text, problem.subject);
    return words.every((word) => haystack.includes(word));
  });
}
