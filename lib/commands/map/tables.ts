/** A map and what it is worth as lines for a terminal. Pure. */
import { methodName, type BudgetValue } from '@/lib/experiments/map';
import type { StrategyMap } from '@/lib/search';

/** A row a budget, a column a bin. */
export function mapTable({ bins }: StrategyMap): string {
  const budgets = bins[0]?.methods.map(({ budget }) => budget) ?? [];
  return table([
    ['n', ...bins.map(({ upTo, problems }) => `up to ${upTo}${problems === undefined ? '' : ` (${problems})`}`)],
    ...budgets.map((budget, at) => [
      String(budget),
      ...bins.map(({ methods }) => {
        const method = methods[at]!;
        const { accuracy } = method;
        return `${methodName(method)}${accuracy === undefined ? '' : `: ${percent(accuracy)}`}`;
      }),
    ]),
  ]);
}

/** On problems that were not chosen by; in per cent and generated tokens. */
export function worthTable(budgets: readonly BudgetValue[]): string {
  return table([
    ['n', 'by the map', 'tokens', 'of', 'best single method', '', 'gain', 'where it was chosen'],
    ...budgets.map(({ budget, accuracy, tokens, limit, fixed, gain, ownAccuracy }) => [
      String(budget),
      percent(accuracy),
      tokens.toFixed(0),
      limit.toFixed(0),
      fixed.method,
      percent(fixed.accuracy),
      `${percent(gain.difference)} [${percent(gain.low)}, ${percent(gain.high)}] ${gain.verdict}`,
      percent(ownAccuracy - fixed.ownAccuracy),
    ]),
  ]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
