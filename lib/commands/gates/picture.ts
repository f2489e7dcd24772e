/** Accuracy against n as one SVG: what is printed in the table, drawn. Pure; reads in light and dark. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import { bestOf, passAt, voteAmongResampled } from '@/lib/metrics';
import type { Measurement } from './measurement';
import { poolBudgets, poolSize, searchBudgets } from './plan';
import { meanShare, proportion } from './shares';
import type { Share } from './shares';
import { poolOf } from './table';

interface Point extends Share {
  readonly n: number;
}

interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly dash?: string;
  readonly points: readonly Point[];
}

const width = 820;
const height = 460;
const margin = { top: 44, right: 190, bottom: 56, left: 56 };
/** Okabe and Ito's colours, which stay apart for most kinds of colour blindness. */
const colours = {
  beam: '#d55e00',
  dvts: '#009e73',
  weighted: '#0072b2',
  naive: '#56b4e9',
  majority: '#e69f00',
  oracle: '#8a8f98',
  baseline: '#cc79a7',
};

/** `title` is plain text. The pool of `verifier` gives the curves by subsets; beam search and DVTS are measured at each n. */
export function gatePicture(measurements: readonly Measurement[], verifier: string, title: string): string {
  const of = (task: string) => measurements.filter((each) => each.task === task);
  const pool = of(`best-of-n ${poolSize} ${verifier}`).map(poolOf);
  const resampled = (value: (k: number, candidates: ReturnType<typeof poolOf>) => number): Point[] =>
    poolBudgets.map((n) => ({ n, ...meanShare(pool.map((candidates) => value(n, candidates))) }));
  const vote = (isWeighted: boolean) =>
    resampled((k, candidates) => voteAmongResampled(k, candidates, { isWeighted, seed: k, subsets: 100 }).mean);
  const searched = (strategy: string): Point[] =>
    searchBudgets.map((n) => ({
      n,
      ...proportion(of(`${strategy} ${n} ${verifier}`).map(({ isCorrect }) => isCorrect.weighted)),
    }));
  const curves: readonly Curve[] = [
    { name: 'any of n right (oracle)', colour: colours.oracle, dash: '2 4', points: resampled(passAt) },
    { name: 'beam search', colour: colours.beam, points: searched('beam-search') },
    { name: 'DVTS', colour: colours.dvts, points: searched('dvts') },
    { name: 'best-of-N, weighted', colour: colours.weighted, points: vote(true) },
    { name: 'best-of-N, naive', colour: colours.naive, dash: '7 3', points: resampled(bestOf) },
    { name: 'majority', colour: colours.majority, points: vote(false) },
  ];
  const baseline = proportion(of('greedy baseline').map(({ isCorrect }) => isCorrect.majority));
  return draw(curves, { name: 'baseline, greedy', ...baseline }, title);
}

function draw(curves: readonly Curve[], baseline: Share & { readonly name: string }, title: string): string {
  const x = scaleLog([1, poolSize], [margin.left, width - margin.right]).base(2);
  const y = scaleLinear([0.3, 1], [height - margin.bottom, margin.top]).clamp(true);
  const path = line<Point>(
    (point) => x(point.n),
    (point) => y(point.value),
  );
  const band = area<Point>(
    (point) => x(point.n),
    (point) => y(point.low),
    (point) => y(point.high),
  );
  const labels = apart([
    ...curves.map(({ name, colour, points }) => ({ name, colour, at: y(points.at(-1)?.value ?? 0) })),
    { name: baseline.name, colour: colours.baseline, at: y(baseline.value) },
  ]);
  const right = width - margin.right;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${title}">`,
    '<style>text{fill:#24292f}.grid{stroke:#d0d7de}@media(prefers-color-scheme:dark){text{fill:#d7dde5}.grid{stroke:#30363d}}</style>',
    `<text x="${margin.left}" y="24" font-size="15" font-weight="600">${title}</text>`,
    ...y
      .ticks(8)
      .map(
        (tick) =>
          `<line class="grid" x1="${margin.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${margin.left - 8}" y="${y(tick) + 4}" text-anchor="end">${Math.round(tick * 100)}</text>`,
      ),
    ...poolBudgets.map((n) => `<text x="${x(n)}" y="${height - margin.bottom + 20}" text-anchor="middle">${n}</text>`),
    `<text x="${(margin.left + right) / 2}" y="${height - 14}" text-anchor="middle">n (solutions, or proposals a round)</text>`,
    `<text x="${margin.left}" y="${margin.top - 6}" font-size="12">accuracy, %</text>`,
    `<rect x="${margin.left}" width="${right - margin.left}" y="${y(baseline.high)}" height="${y(baseline.low) - y(baseline.high)}" fill="${colours.baseline}" opacity="0.16"/>`,
    `<line x1="${margin.left}" x2="${right}" y1="${y(baseline.value)}" y2="${y(baseline.value)}" stroke="${colours.baseline}" stroke-width="2" stroke-dasharray="9 4"/>`,
    ...curves.map(({ colour, points }) => `<path d="${band([...points])}" fill="${colour}" opacity="0.1"/>`),
    ...curves.map(
      ({ colour, dash, points }) =>
        `<path d="${path([...points])}" fill="none" stroke="${colour}" stroke-width="2.2"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/>${points.map(({ n, value }) => `<circle cx="${x(n)}" cy="${y(value)}" r="3" fill="${colour}"/>`).join('')}`,
    ),
    ...labels.map(
      ({ name, colour, at }) =>
        `<circle cx="${right + 14}" cy="${at - 4}" r="4" fill="${colour}"/><text x="${right + 24}" y="${at}">${name}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** The labels from top to bottom, pushed down where they would overlap. */
function apart<Label extends { readonly at: number }>(labels: readonly Label[]): readonly Label[] {
  let last = -Infinity;
  return labels
    .toSorted((one, other) => one.at - other.at)
    .map((label) => {
      last = Math.max(label.at + 4, last + 17);
      return { ...label, at: last };
    });
}
