/** What a map was made from, in words that go with it into every log. Pure. */
import type { ExperimentData } from '@/lib/experiments/model';
import type { Rows } from '@/lib/experiments/map';

export function madeFromWords(experiments: readonly ExperimentData[], rows: Rows): string {
  const names = experiments.map(({ spec }) => `“${spec.name}”`).join(' and ');
  const sets = [...new Set(experiments.map(({ spec }) => spec.problems.set))].join(', ');
  const menu = [...new Set(rows.methods.map(({ strategy }) => strategy))].join(', ');
  const shares = Math.round(rows.estimates.length / rows.problemCount);
  return `${names}: ${rows.problemCount} problems of ${sets}, policy ${rows.policy}, verifier ${rows.verifier}. Estimates from ${shares} first shares of ${rows.share} solutions a problem; chosen among ${menu}; the budget is a mean of generated tokens, the first share included.`;
}
