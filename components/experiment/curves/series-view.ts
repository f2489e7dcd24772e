/** The curves of an experiment as they are shown: names, looks, the rows of the legend, and which are shown when nothing is said. Pure. */
import { readingNames, type CurvePoint, type CurveSeries } from '@/lib/experiments/report/curve-model';
import { majorityVote, strategyOf, usualSelection, type Strategy } from '@/lib/search';
import { curveWords, fateWords, readingTexts, sharedWords, type Say } from '@/lib/words';
import type { Look } from '@/components/charts/chart-types';
import { strategyLooks } from '@/components/strategies/looks';
import { strategiesInLegend } from '@/components/strategies/looks-of';
import { computeOptimal, modelTitle, seriesTitle, type Reading } from './words';

/** What tells a series from others. */
export type SeriesHead = Omit<CurveSeries, 'points'> & {
  /** Where they tell what they add up from, the sizes of the models are known. */
  readonly points?: readonly { readonly n: number; readonly ledger?: CurvePoint['ledger'] }[];
};

export interface SeriesView<Series extends SeriesHead = CurveSeries> {
  readonly series: Series;
  readonly name: string;
  readonly look: Look;
}

/** One strategy with its models, and its readings. */
export interface MethodRow<Series extends SeriesHead = CurveSeries> {
  readonly id: string;
  readonly title: string;
  readonly note: string | undefined;
  readonly readings: Partial<Readonly<Record<Reading, SeriesView<Series>>>>;
}

export interface SeriesViews<Series extends SeriesHead = CurveSeries> {
  readonly all: readonly SeriesView<Series>[];
  readonly rows: readonly MethodRow<Series>[];
}

const optimalLook: Look = { colour: 'var(--series-4)', dash: '10 3 2 3', shape: 'diamond' };
/** Of readings that are not the one a strategy is looked at by first. None of them is the dash of a strategy. */
const readingDashes: Readonly<Record<Reading, string>> = {
  weighted: '4 3',
  best: '7 4',
  majority: '2 4',
  oracle: '1 6',
};

/** `optimal`: the compute-optimal curve that is looked at, where there is one. */
export function viewSeries<Series extends SeriesHead = CurveSeries>(
  { series }: { readonly series: readonly Series[] },
  optimal: Series | undefined,
  say: Say,
): SeriesViews<Series> {
  const all = [...series, ...(optimal === undefined ? [] : [optimal])];
  const order: readonly CurveSeries['strategy'][] = [...strategiesInLegend(), computeOptimal];
  const methods = new Map(all.map((each) => [each, methodOf(each)]));
  const ids = [...new Set(methods.values())].toSorted(
    (one, other) => order.indexOf(strategyOfMethod(one)) - order.indexOf(strategyOfMethod(other)),
  );
  const told = {
    policy: new Set(all.map(({ policy }) => policy)).size > 1,
    verifier: new Set(all.flatMap(({ verifier }) => verifier ?? [])).size > 1,
  };
  const rows = ids.map((id): MethodRow<Series> => {
    const own = all.filter((each) => methods.get(each) === id);
    const first = own[0]!;
    const variants = ids.filter((each) => strategyOfMethod(each) === first.strategy);
    const rank = variants.indexOf(id);
    const suffix = suffixOf(first);
    const note = [modelsOf(first, told, say), suffix === '' ? undefined : say(curveWords.settings, { suffix })]
      .filter((part) => part !== undefined)
      .join(say(fateWords.comma));
    const readings = Object.fromEntries(
      own.map((each) => [
        each.reading,
        {
          series: each,
          name: nameOf(each, note, say),
          look: lookOf(each, rank > 0),
        },
      ]),
    ) as MethodRow<Series>['readings'];
    return { id, title: say(seriesTitle(first.strategy)), note: note === '' ? undefined : note, readings };
  });
  return { rows, all: rows.flatMap(({ readings }) => readingNames.flatMap((reading) => readings[reading] ?? [])) };
}

/** Which of its models a name has to tell: those that others do not share. */
interface ToldModels {
  readonly policy: boolean;
  readonly verifier: boolean;
}

/** `policy (0.487 M) with prm (3.2 M)`, or as much of it as tells one from others. */
function modelsOf({ policy, verifier, points }: SeriesHead, told: ToldModels, say: Say): string | undefined {
  const ledger = points?.[0]?.ledger;
  const writer = modelTitle(policy, ledger?.policy.parametersM, say);
  if (verifier === undefined || !told.verifier) return told.policy ? writer : undefined;
  const judge = modelTitle(verifier, ledger?.verifier?.parametersM, say);
  return told.policy ? say(sharedWords.aWithB, { policy: writer, verifier: judge }) : judge;
}

/** Each strategy under its weighted vote, a single answer for what thinking longer starts from, and one majority vote of each policy: of whole solutions that no score was asked for, else of scored ones. */
export function shownByDefault(all: readonly SeriesView[]): readonly SeriesView[] {
  const votes = all
    .filter(({ series }) => series.reading === majorityVote && factsOf(series)?.pooling === 'solutions')
    .toSorted((one, other) => verifiersOf(one) - verifiersOf(other));
  const policies = [...new Set(votes.map(({ series }) => series.policy))];
  const majorities = policies.map((policy) => votes.find(({ series }) => series.policy === policy));
  return all.filter(
    (view) =>
      (view.series.strategy !== computeOptimal && view.series.reading === usualSelection(true)) ||
      factsOf(view.series)?.settings.includes('n') === false ||
      majorities.includes(view),
  );
}

/** Undefined for what is no strategy. */
function factsOf({ strategy }: SeriesHead): Strategy | undefined {
  return strategy === computeOptimal ? undefined : strategyOf(strategy);
}

function verifiersOf({ series }: SeriesView): number {
  return Number(factsOf(series)?.needsVerifier === true);
}

/** Without scores there is one selection, which goes without saying. */
function nameOf(series: SeriesHead, note: string, say: Say): string {
  const { strategy, reading } = series;
  const isPlain = strategy === computeOptimal || (factsOf(series)?.needsVerifier === false && reading === majorityVote);
  const rest = [isPlain ? '' : say(readingTexts[reading].noun), note].filter((part) => part !== '');
  const title = say(seriesTitle(strategy));
  return rest.length === 0
    ? title
    : say(curveWords.lineOf, { strategy: title, rest: rest.join(say(curveWords.whose)) });
}

/** A strategy is told by hue and mark; its dash is that of the reading that it is looked at by, and the others have theirs. */
function lookOf(series: SeriesHead, isThin: boolean): Look {
  const { strategy, reading } = series;
  const own = strategy === computeOptimal ? optimalLook : strategyLooks[strategy].line;
  const isFirst = strategy === computeOptimal || reading === firstReading(strategyOf(strategy));
  return { ...own, ...(isFirst ? {} : { dash: readingDashes[reading] }), ...(isThin ? { isThin } : {}) };
}

function firstReading({ needsVerifier }: Strategy): Reading {
  return usualSelection(needsVerifier);
}

/** The id of a series less its reading. */
function methodOf(series: SeriesHead): string {
  return [series.strategy, series.policy, series.verifier ?? '', suffixOf(series)].join(' / ');
}

function strategyOfMethod(method: string): CurveSeries['strategy'] {
  return method.split(' / ')[0] as CurveSeries['strategy'];
}

/** Cells that differ in more than n are told apart by a number at the end of their ids. */
function suffixOf({ id, strategy, policy, verifier }: SeriesHead): string {
  const tail = verifier ?? policy;
  return strategy === computeOptimal
    ? ''
    : id.slice(id.lastIndexOf(` / ${tail}`) + ` / ${tail}`.length).replace(/^ \/ /, '');
}
