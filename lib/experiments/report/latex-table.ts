/** A table of accuracies for a paper. Knows the curves, and of LaTeX what a table is written with. */
import type { Curves } from './curve-model';

/**
 * A table for a paper (LaTeX with booktabs), as wide as the paper at most: methods down, budgets across, accuracy in per cent. Its 95 % interval stands beside it
 * as the distances to its ends, above and below (`72.4^{+3.1}_{-3.4}`), since neither the bootstrap's nor Wilson's lie evenly
 * about the share; `\pm` only where both distances are written with the same digits.
 */
export function latexOf(curves: Curves): string {
  const budgets = [...new Set(curves.series.flatMap(({ points }) => points.map(({ n }) => n)))].toSorted(
    (one, other) => one - other,
  );
  // Baselines may be measured before anything else; LaTeX refuses a row of no columns.
  const columns = Math.max(1, budgets.length);
  const rows = [
    ...curves.series
      .filter(({ reading }) => reading !== 'oracle')
      .map(({ id, points }) => [
        latexText(id),
        ...budgets.map((budget) => latexShare(points.find(({ n }) => n === budget))),
      ]),
    ...curves.baselines.map(({ id, point }) => [latexText(id), `\\multicolumn{${columns}}{c}{${latexShare(point)}}`]),
  ];
  const { experiment, problems, seeds } = curves;
  return [
    '% Needs \\usepackage{booktabs,graphicx}.',
    ...(isForPdfLatex([experiment.name, experiment.set, ...rows.map(([id]) => id)].join(' '))
      ? []
      : ['% For LuaLaTeX or XeLaTeX, with a font that has the letters of its names.']),
    '\\begin{table}',
    '  \\centering',
    // Else what hangs below one row touches what stands above the next.
    '  \\renewcommand{\\arraystretch}{1.25}',
    '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
    `  \\begin{tabular}{l${'r'.repeat(columns)}}`,
    '    \\toprule',
    `    Method & ${budgets.map((n) => `$n = ${n}$`).join(' & ')} \\\\`,
    '    \\midrule',
    ...rows.map((cells) => `    ${cells.join(' & ')} \\\\`),
    '    \\bottomrule',
    '  \\end{tabular}}',
    `  \\caption{${latexText(experiment.name)}: share of ${problems} problems of ${latexText(experiment.set)} solved, in per cent, ${seeds === 1 ? 'one seed' : `${seeds} seeds`}; beside it the distances to the upper and the lower end of its 95\\,\\% interval over problems.}`,
    '\\end{table}',
    '',
  ].join('\n');
}

/** `$72.4^{+3.1}_{-3.4}$`; distances are those of the ends as they would be written, so that a reader gets these back. */
function latexShare(point: Pick<Curves['series'][number]['points'][number], 'accuracy' | 'low' | 'high'> | undefined) {
  if (point === undefined) return '--';
  const { accuracy, low, high } = point;
  const tenths = (share: number) => Math.round(1_000 * share);
  const written = (count: number) => (Math.max(0, count) / 10).toFixed(1);
  const above = written(tenths(high) - tenths(accuracy));
  const below = written(tenths(accuracy) - tenths(low));
  const spread = above === below ? ` \\pm ${above}` : `^{+${above}}_{-${below}}`;
  return `$${written(tenths(accuracy))}${spread}$`;
}

/** Its own letters are the Latin ones; what else somebody gave a name is another program's, which reads these files too. */
function isForPdfLatex(text: string): boolean {
  return !/[^\p{ASCII}\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2026]/u.test(text);
}

/** In one line: an empty one would end the caption, and all after it. */
function latexText(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(/[\\{}$&#%_^~<>|"]/g, (sign) => latexSigns[sign] ?? `\\${sign}`);
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
};
