/** The verdict in sentences: one to read from afar, and what it rests on. Pure; the numbers are the server's. */
import type { Verdict, VerdictBaseline, VerdictMethod, VerdictPoint } from '@/lib/experiments/report/verdict-model';
import { axisTexts, curveWords, sayIn, verdictTexts, type Say } from '@/lib/words';
import { formatAmount, formatCount } from '@/components/ui/numbers';
import { formatP, formatPoints, formatShare } from '../curves/amounts';
import { axisAmount } from '../curves/words';

export interface VerdictWords {
  readonly headline: string;
  /** Each says one thing; `term` names it. */
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  /** What limits it: pairing, other benchmarks, what was reckoned. */
  readonly caveats: readonly string[];
}

/** `nameOf`: a method by the id of its series. */
export function verdictWords(verdict: Verdict, nameOf: (id: string) => string, say: Say = sayIn('en')): VerdictWords {
  const { against, outcome } = verdict;
  if (against === undefined)
    return {
      headline: say(verdictTexts.noBaseline),
      facts: [],
      caveats: [say(verdict.baselines.length === 0 ? verdictTexts.addBaseline : verdictTexts.chooseFigure)],
    };
  const context = { verdict, against, nameOf, say };
  const facts = outcome === 'nothing' ? [] : [...atItsCost(context), ...passing(context)];
  return { headline: capital(headlineOf(context).trim()), facts, caveats: caveatsOf(context) };
}

interface Context {
  readonly verdict: Verdict;
  readonly against: VerdictBaseline;
  readonly nameOf: (id: string) => string;
  readonly say: Say;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** How a baseline is spoken of within a sentence. */
export function baselineTitle({ kind, name }: Pick<VerdictBaseline, 'kind' | 'name'>, say: Say = sayIn('en')): string {
  switch (kind) {
    case 'baseline':
      return name === 'baseline' ? say(verdictTexts.theBaseline) : name;
    case 'own':
      return say(verdictTexts.ownGreedy, { name });
    case 'published':
      return say(verdictTexts.isPublished, { name });
  }
}

/** The same among other words, apart from them where it is a name. */
function baselineAmong(baseline: VerdictBaseline, say: Say): string {
  const name = baselineTitle(baseline, say);
  return name === say(verdictTexts.theBaseline) ? name : say(verdictTexts.named, { name });
}

/** `2.3 ×`, `0.45 ×`, `120 ×` */
export function formatTimes(times: number, say: Say = sayIn('en')): string {
  const written = times >= 10 ? formatCount(times) : times >= 1 ? times.toFixed(1) : times.toPrecision(2);
  return say(verdictTexts.times, { times: written });
}

function headlineOf(context: Context): string {
  const { verdict, against, say } = context;
  const { outcome, methods } = verdict;
  const baseline = baselineAmong(against, say);
  const placed = (rest: string) => {
    if (against.coverage === 'all') return rest;
    return against.coverage === 'part' && against.dataset !== undefined
      ? say(verdictTexts.ofMore, { set: against.dataset, rest })
      : say(verdictTexts.elsewhere, { rest });
  };
  switch (outcome) {
    case 'nothing':
      return say(verdictTexts.nothing);
    case 'passes':
      return placed(say(passesTextOf(verdict), { baseline, passing: passingWords(context) }));
    case 'undecided': {
      const best = bestOf(methods);
      const isAbove = best !== undefined && best.point.difference > 0;
      const p = best === undefined ? '' : say(verdictTexts.inBrackets, { p: formatP(best.point.pValue) });
      return placed(say(isAbove ? verdictTexts.above : verdictTexts.below, { baseline, p }));
    }
    case 'not-reached':
      return placed(say(verdictTexts.notReached, { baseline }));
  }
}

/** What is said of the baseline's own cost, before the place from which search passes. */
function passesTextOf({ cost, atItsCost: best, methods, cheapest }: Verdict) {
  const first = methods.find(({ id }) => id === cheapest);
  const start = first?.status === 'reached' ? first.at : first?.points[0]?.cost;
  if (cost === undefined) return verdictTexts.passes;
  if (start !== undefined && start <= cost && best?.point.outcome === 'better') return verdictTexts.cheaper;
  if (best === undefined) return verdictTexts.nothingAsCheap;
  switch (best.point.outcome) {
    case 'worse':
      return verdictTexts.worseThere;
    case 'tied':
      return verdictTexts.tiedThere;
    case 'better':
      return verdictTexts.betterThere;
  }
}

/** `… passes it from 2.4 × its cost on (95 %: 2.0 × to 2.9 ×), beyond chance from 5.0 × (p < 0.001)`, in the axis’ own unit where that cost is not known. */
function passingWords({ verdict, nameOf, say }: Context): string {
  const method = verdict.methods.find(({ id }) => id === verdict.cheapest);
  if (method === undefined) return say(verdictTexts.passesIt, { line: say(verdictTexts.search) });
  const line = nameOf(method.id);
  const { status, at, points, fallsAt } = method;
  const start = status === 'reached' ? at : points[0]?.cost;
  const sure = points.find(({ outcome }) => outcome === 'better');
  if (start === undefined || sure === undefined) return say(verdictTexts.passesIt, { line });
  const said = say(
    passingTexts[status === 'reached' ? 'crosses' : 'starts'][fallsAt === undefined ? 'stays' : 'falls'],
    {
      line,
      amount: amountWords(start, verdict, say),
      place: placeWords(method, verdict, say),
    },
  );
  const p = formatP(sure.pValue);
  const passing =
    // Its first point is beyond chance already.
    status === 'above-from-the-start' && sure === points[0]
      ? say(verdictTexts.withP, { passing: said, p })
      : say(verdictTexts.beyondFrom, { passing: said, amount: shortAmount(sure.cost, verdict, say), p });
  return fallsAt === undefined
    ? passing
    : say(verdictTexts.untilAgain, { passing, amount: amountWords(fallsAt, verdict, say) });
}

const passingTexts = {
  crosses: { stays: verdictTexts.passesFrom, falls: verdictTexts.passesAgain },
  starts: { stays: verdictTexts.passesFromAtMost, falls: verdictTexts.passesAgainAtMost },
} as const;

function amountWords(amount: number, { cost, axis }: Verdict, say: Say): string {
  return cost === undefined
    ? say(verdictTexts.inUnits, { amount: axisAmount(amount, axis, say) })
    : say(verdictTexts.timesItsCost, { times: formatTimes(amount / cost, say) });
}

/** `+9.0 points (95 %: +4.1 to +13.8, p < 0.001)` */
export function differenceWords({ difference, low, high, pValue }: VerdictPoint, say: Say): string {
  return say(verdictTexts.difference, {
    difference: formatPoints(difference),
    low: formatPoints(low),
    high: formatPoints(high),
    p: formatP(pValue),
  });
}

function atItsCost({ verdict, against, nameOf, say }: Context): VerdictWords['facts'] {
  const { cost, axis, atItsCost: best, methods } = verdict;
  if (cost === undefined) return [];
  const term = say(verdict.isCostReckoned ? verdictTexts.atItsCostReckoned : verdictTexts.atItsCost, {
    amount: axisAmount(cost, axis, say),
  });
  if (best === undefined) {
    const least = Math.min(...methods.flatMap(({ points }) => points.map((point) => point.cost)));
    return [{ term, text: say(verdictTexts.nothingSoCheap, { times: formatTimes(least / cost, say) }) }];
  }
  const { point, method, comparisons } = best;
  const result =
    point.outcome === 'worse'
      ? say(verdictTexts.baselineWins, { baseline: baselineAmong(against, say) })
      : say(point.outcome === 'better' ? verdictTexts.searchWins : verdictTexts.neitherWins);
  const text = say(comparisons === 1 ? verdictTexts.onlyPoint : verdictTexts.bestOfPoints, {
    result: result.trim(),
    theirs: formatShare(against.accuracy),
    ours: formatShare(point.accuracy),
    line: nameOf(method),
    n: point.n,
    points: formatCount(comparisons),
    difference: differenceWords(point, say),
    corrected: say(verdictTexts.correctedThere, { count: formatCount(comparisons) }),
  });
  return [{ term, text }];
}

function passing({ verdict, against, nameOf, say }: Context): VerdictWords['facts'] {
  const { methods, cheapest, comparisons } = verdict;
  const corrected = say(verdictTexts.corrected, { count: formatCount(comparisons) });
  const first = methods.find(({ id }) => id === cheapest);
  if (first === undefined) {
    const best = bestOf(methods);
    if (best === undefined) return [];
    const text = say(verdictTexts.bestIs, {
      line: nameOf(best.method.id),
      n: best.point.n,
      ours: formatShare(best.point.accuracy),
      theirs: formatShare(against.accuracy),
      difference: differenceWords(best.point, say),
      corrected,
    });
    return [{ term: say(verdictTexts.atItsBest), text }];
  }
  const sure = first.points.find(({ outcome }) => outcome === 'better');
  const passers = methods.filter(({ passes }) => passes).length;
  const line = nameOf(first.id);
  const back =
    first.fallsAt === undefined
      ? ''
      : say(verdictTexts.fallsBack, { amount: amountWords(first.fallsAt, verdict, say) });
  return [
    {
      term: say(verdictTexts.whereTerm),
      text:
        first.status === 'reached'
          ? say(verdictTexts.crosses, { line, amount: amountWords(first.at ?? 0, verdict, say), back })
          : say(verdictTexts.aboveFromFirst, { line, n: first.points[0]!.n, back }),
    },
    ...(sure === undefined
      ? []
      : [
          {
            term: say(verdictTexts.beyondTerm),
            text: say(verdictTexts.beyond, {
              amount: amountWords(sure.cost, verdict, say),
              n: sure.n,
              share: formatShare(sure.accuracy),
              difference: differenceWords(sure, say),
              corrected,
            }),
          },
        ]),
    {
      term: say(verdictTexts.cheapestTerm),
      text:
        passers === 1
          ? say(verdictTexts.onlyOne, { methods: formatCount(methods.length) })
          : say(verdictTexts.ofSeveral, { passing: passers, methods: formatCount(methods.length) }),
    },
  ];
}

function placeWords({ low, high }: VerdictMethod, verdict: Verdict, say: Say): string {
  const written = (amount: number) => shortAmount(amount, verdict, say);
  if (low === undefined)
    return high === undefined ? say(curveWords.anywhere) : say(curveWords.atMost, { high: written(high) });
  return high === undefined
    ? say(curveWords.orMore, { low: written(low) })
    : say(curveWords.range, { low: written(low), high: written(high) });
}

function shortAmount(amount: number, { cost }: Verdict, say: Say): string {
  return cost === undefined ? formatAmount(amount) : formatTimes(amount / cost, say);
}

function bestOf(
  methods: readonly VerdictMethod[],
): { readonly method: VerdictMethod; readonly point: VerdictPoint } | undefined {
  return methods
    .flatMap((method) => method.points.map((point) => ({ method, point })))
    .toSorted((one, other) => other.point.accuracy - one.point.accuracy || one.point.cost - other.point.cost)[0];
}

function coverageWords({ coverage, dataset }: VerdictBaseline, problems: number, say: Say): string | undefined {
  if (coverage === 'all') return undefined;
  if (dataset === undefined) return say(verdictTexts.figureOfOthers);
  return coverage === 'part'
    ? say(verdictTexts.figureOfMore, { set: dataset, problems: formatCount(problems) })
    : say(verdictTexts.figureElsewhere, { set: dataset });
}

function caveatsOf({ verdict, against, say }: Context): readonly string[] {
  const { cost, axis, isPaired, isCostReckoned, problems, seeds } = verdict;
  return [
    coverageWords(against, problems, say),
    isPaired
      ? say(verdictTexts.paired, { problems: formatCount(problems), seeds: formatCount(seeds) })
      : say(verdictTexts.unpaired, { share: formatShare(against.accuracy) }),
    isPaired
      ? undefined
      : against.problems === undefined
        ? say(verdictTexts.takenAsExact)
        : say(verdictTexts.ownError, { problems: formatCount(against.problems) }),
    isCostReckoned ? say(verdictTexts.reckoned) : cost === undefined ? say(verdictTexts.costUnknown) : undefined,
    axis === 'flops' || cost === undefined
      ? undefined
      : say(verdictTexts.countedIn, { axis: say(axisTexts[axis].noun) }),
  ].filter((text) => text !== undefined);
}
