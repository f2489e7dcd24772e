/** What a map was made from, in words that go with it into every log. Pure. */
import type { ExperimentData } from '@/lib/experiments/model';
import type { Rows } from '@/lib/experiments/map';

export function madeFromWords(experiments: readonly ExperimentData[], rows: Rows): string {
  const names = experiments.map(
    ({ spec, cells }) => `“${spec.name}” (${listed(cells.map(({ strategy }) => strategy))})`,
  );
  const sets = listed(experiments.map(({ spec }) => spec.problems.set));
  const menu = listed(rows.methods.map(({ strategy }) => strategy));
  const shares = Math.round(rows.estimates.length / rows.problemCount);
  return `${names.join(' and ')}: ${rows.problemCount} problems of ${sets}, policy ${rows.policy}, verifier ${rows.verifier}. Estimates from ${shares} first shares of ${rows.share} solutions a problem; chosen among ${menu}; the budget is a mean of generated tokens, the first share included.`;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
