/**
 * Finds the runs that lessons show: goes through candidates in a mixed but fixed order, and each rule takes the first one that
 * it asks for and that no other has taken. Knows rules as functions, and no lesson.
 */
import { hashString } from '@/lib/base';
import type { Candidate, Cast, Rule } from './plan';
import type { Studio } from './studio';

export interface Found {
  readonly candidate: Candidate;
  readonly cast: Cast;
}

/** So that one family of problems does not stand for all. */
export function mixed(candidates: readonly Candidate[]): readonly Candidate[] {
  const place = ({ problem }: Candidate) => hashString(problem.uniqueId ?? problem.text);
  return candidates.toSorted((one, other) => place(one) - place(other));
}

interface CastingOptions {
  readonly studio: Studio;
  /** Candidates that are tried together. */
  readonly atOnce: number;
  readonly report: (message: string) => void;
}

/** Rules that nothing was found for are not in what is given. Throws BackendError. */
export async function castRules(
  rules: readonly Rule[],
  candidates: readonly Candidate[],
  { studio, atOnce, report }: CastingOptions,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  for (let from = 0; from < candidates.length && found.size < rules.length; from += atOnce) {
    const batch = candidates.slice(from, from + atOnce);
    const open = rules.filter(({ name }) => !found.has(name));
    const tried = await Promise.all(
      batch.map(async (candidate) => ({
        candidate,
        casts: await Promise.all(open.map(async (rule) => ({ rule, cast: await rule.find(candidate, studio) }))),
      })),
    );
    studio.forget();
    for (const { candidate, casts } of tried) {
      const taken = casts.find(({ rule, cast }) => cast !== undefined && !found.has(rule.name));
      if (taken?.cast === undefined) continue;
      found.set(taken.rule.name, { candidate, cast: taken.cast });
      report(`${taken.rule.name}: ${candidate.problem.uniqueId ?? candidate.problem.text}`);
    }
    report(
      `${Math.min(from + atOnce, candidates.length)} candidates tried, ${found.size} of ${rules.length} rules have one`,
    );
  }
  return found;
}
