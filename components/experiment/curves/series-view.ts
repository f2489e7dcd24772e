/** The curves of an experiment as they are shown: names, looks, the rows of the legend, and which are shown when nothing is said. Pure. */
import { readingNames, type CurveSeries, type Curves } from '@/lib/experiments/report/curve-model';
import type { Look } from '@/components/charts/chart-types';
import { readingTitles, seriesTitles, type Reading } from './words';

export interface SeriesView {
  readonly series: CurveSeries;
  readonly name: string;
  readonly look: Look;
}

/** One strategy with its models, and its readings. */
export interface MethodRow {
  readonly id: string;
  readonly title: string;
  readonly note: string | undefined;
  readonly readings: Partial<Readonly<Record<Reading, SeriesView>>>;
}

export interface SeriesViews {
  readonly all: readonly SeriesView[];
  readonly rows: readonly MethodRow[];
}

const colours: Readonly<Record<CurveSeries['strategy'], string>> = {
  'best-of-n': 'var(--series-1)',
  'beam-search': 'var(--series-2)',
  dvts: 'var(--series-3)',
  'compute-optimal': 'var(--series-4)',
  majority: 'var(--series-5)',
  greedy: 'var(--mute)',
};
const readingLooks: Readonly<Record<Reading, Pick<Look, 'dash' | 'shape'>>> = {
  weighted: { dash: undefined, shape: 'circle' },
  best: { dash: '7 4', shape: 'square' },
  majority: { dash: '2 4', shape: 'triangle' },
  oracle: { dash: '1 6', shape: 'diamond' },
};
const order: readonly CurveSeries['strategy'][] = [
  'beam-search',
  'dvts',
  'best-of-n',
  'majority',
  'greedy',
  'compute-optimal',
];

/** `optimal`: the compute-optimal curve that is looked at, where there is one. */
export function viewSeries({ series }: Pick<Curves, 'series'>, optimal: CurveSeries | undefined): SeriesViews {
  const all = [...series, ...(optimal === undefined ? [] : [optimal])];
  const ids = [...new Set(all.map(methodOf))].toSorted(
    (one, other) => order.indexOf(strategyOfMethod(one)) - order.indexOf(strategyOfMethod(other)),
  );
  const isOneModel =
    new Set(all.map(({ policy }) => policy)).size === 1 &&
    new Set(all.flatMap(({ verifier }) => verifier ?? [])).size <= 1;
  const rows = ids.map((id): MethodRow => {
    const own = all.filter((each) => methodOf(each) === id);
    const first = own[0]!;
    const variants = ids.filter((each) => strategyOfMethod(each) === first.strategy);
    const rank = variants.indexOf(id);
    const models = [first.policy, first.verifier].filter(Boolean).join(' with ');
    const suffix = suffixOf(first);
    const note = [isOneModel ? undefined : models, suffix === '' ? undefined : `settings ${suffix}`]
      .filter((part) => part !== undefined)
      .join(', ');
    const readings = Object.fromEntries(
      own.map((each) => [
        each.reading,
        {
          series: each,
          name: nameOf(each, note),
          look: lookOf(each, rank > 0),
        },
      ]),
    ) as MethodRow['readings'];
    return { id, title: seriesTitles[first.strategy], note: note === '' ? undefined : note, readings };
  });
  return { rows, all: rows.flatMap(({ readings }) => readingNames.flatMap((reading) => readings[reading] ?? [])) };
}

/** Each strategy under its weighted vote, and one majority vote of each policy: of its own cells, else of a pool of best-of-N. */
export function shownByDefault(all: readonly SeriesView[]): readonly SeriesView[] {
  const votes = (['majority', 'best-of-n'] as const).flatMap((strategy) =>
    all.filter(({ series }) => series.strategy === strategy && series.reading === 'majority'),
  );
  const policies = [...new Set(votes.map(({ series }) => series.policy))];
  const majorities = policies.map((policy) => votes.find(({ series }) => series.policy === policy));
  return all.filter(
    (view) =>
      (view.series.strategy !== 'compute-optimal' && view.series.reading === 'weighted') || majorities.includes(view),
  );
}

function nameOf({ strategy, reading }: CurveSeries, note: string): string {
  const selection = reading === 'oracle' ? 'any of n' : readingTitles[reading].toLowerCase();
  const isPlain =
    strategy === 'compute-optimal' || ((strategy === 'majority' || strategy === 'greedy') && reading === 'majority');
  return [isPlain ? seriesTitles[strategy] : `${seriesTitles[strategy]}, ${selection}`, note]
    .filter(Boolean)
    .join(', ');
}

function lookOf({ strategy, reading }: CurveSeries, isThin: boolean): Look {
  const look =
    strategy === 'compute-optimal' ? ({ dash: '10 3 2 3', shape: 'diamond' } as const) : readingLooks[reading];
  return { colour: colours[strategy], ...look, ...(isThin ? { isThin } : {}) };
}

/** The id of a series less its reading. */
function methodOf(series: CurveSeries): string {
  return [series.strategy, series.policy, series.verifier ?? '', suffixOf(series)].join(' / ');
}

function strategyOfMethod(method: string): CurveSeries['strategy'] {
  return method.split(' / ')[0] as CurveSeries['strategy'];
}

/** Cells that differ in more than n are told apart by a number at the end of their ids. */
function suffixOf({ id, strategy, policy, verifier }: CurveSeries): string {
  const tail = verifier ?? policy;
  return strategy === 'compute-optimal'
    ? ''
    : id.slice(id.lastIndexOf(` / ${tail}`) + ` / ${tail}`.length).replace(/^ \/ /, '');
}
