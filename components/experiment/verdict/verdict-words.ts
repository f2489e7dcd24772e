/** The verdict in sentences: one to read from afar, and what it rests on. Pure; the numbers are the server's. */
import type { Verdict, VerdictBaseline, VerdictMethod, VerdictPoint } from '@/lib/experiments/report/verdict-model';
import { formatAmount, formatCount, plural } from '@/components/ui/numbers';
import { formatP, formatPoints, formatShare } from '../curves/amounts';
import { axisWords } from '../curves/words';

export interface VerdictWords {
  readonly headline: string;
  /** Each says one thing; `term` names it. */
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  /** What limits it: pairing, other benchmarks, what was reckoned. */
  readonly caveats: readonly string[];
}

/** `nameOf`: a method by the id of its series. */
export function verdictWords(verdict: Verdict, nameOf: (id: string) => string): VerdictWords {
  const { against, outcome } = verdict;
  if (against === undefined)
    return {
      headline: 'There is no baseline to hold the search against',
      facts: [],
      caveats: [
        verdict.baselines.length === 0
          ? 'Add a baseline or a greedy answer to the grid.'
          : 'Choose a published figure beside this: none of them was measured on these problems.',
      ],
    };
  const context = { verdict, against, nameOf };
  const facts = outcome === 'nothing' ? [] : [...atItsCost(context), ...passing(context)];
  return { headline: capital(headlineOf(context)), facts, caveats: caveatsOf(context) };
}

interface Context {
  readonly verdict: Verdict;
  readonly against: VerdictBaseline;
  readonly nameOf: (id: string) => string;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** How a baseline is spoken of within a sentence. */
export function baselineTitle({ kind, name }: Pick<VerdictBaseline, 'kind' | 'name'>): string {
  switch (kind) {
    case 'baseline':
      return name === 'baseline' ? 'the baseline' : name;
    case 'own':
      return `${name}’s own greedy answer`;
    case 'published':
      return `${name} (published)`;
  }
}

/** `2.3 ×`, `0.45 ×`, `120 ×` */
export function formatTimes(times: number): string {
  return `${times >= 10 ? formatCount(times) : times >= 1 ? times.toFixed(1) : times.toPrecision(2)} ×`;
}

function headlineOf({ verdict, against, nameOf }: Context): string {
  const { outcome, cost, methods } = verdict;
  const title = baselineTitle(against);
  const elsewhere = against.isSameBenchmark ? '' : 'against a figure of other problems, ';
  const first = methods.find(({ id }) => id === verdict.cheapest);
  switch (outcome) {
    case 'nothing':
      return 'Nothing is measured yet that could be compared';
    case 'passes': {
      const from = first === undefined ? '' : fromWords(first, verdict);
      const name = first === undefined ? 'search' : nameOf(first.id);
      const start = first?.status === 'reached' ? first.at : first?.points[0]?.cost;
      const isCheaper =
        cost !== undefined && start !== undefined && start <= cost && verdict.atItsCost?.point.outcome === 'better';
      const passing = `${name} passes it ${from}`;
      return `${elsewhere}${isCheaper ? `search passes ${title} for no more than its cost: ${passing}` : `${ownCostWords(verdict, title)}${passing}`}`;
    }
    case 'undecided': {
      const best = bestOf(methods);
      const isAbove = best !== undefined && best.point.difference > 0;
      const p = best === undefined ? '' : ` (${formatP(best.point.pValue)})`;
      return `${elsewhere}${isAbove ? `search comes out above ${title}, but cannot be told from it${p}` : `search does not pass ${title}, and at its best cannot be told from it${p}`}`;
    }
    case 'not-reached':
      return `${elsewhere}no search here reaches ${title}`;
  }
}

/** The half of the sentence about the baseline's own cost, with what leads over to the other. */
function ownCostWords({ cost, atItsCost: best }: Verdict, title: string): string {
  if (cost === undefined) return `search passes ${title}: `;
  if (best === undefined) return `nothing here costs as little as ${title}; `;
  switch (best.point.outcome) {
    case 'worse':
      return `at its own cost ${title} wins; `;
    case 'tied':
      return `at its own cost ${title} cannot be told from the best here; `;
    case 'better':
      return `at the cost of ${title} search wins already; `;
  }
}

/** `from 2.4 × its cost on (95 %: 2.0 × to 2.9 ×), beyond chance from 5.0 × (p < 0.001)`, in the axis’ own unit where that cost is not known. */
function fromWords(method: VerdictMethod, verdict: Verdict): string {
  const { status, at, points } = method;
  const start = status === 'reached' ? at : points[0]?.cost;
  const sure = points.find(({ outcome }) => outcome === 'better');
  if (start === undefined || sure === undefined) return '';
  const place = `from ${status === 'reached' ? '' : 'at most '}${amountWords(start, verdict)} on (95 %: ${placeWords(method, verdict)})`;
  const p = formatP(sure.pValue);
  // Its first point is beyond chance already.
  if (status === 'above-from-the-start' && sure === points[0]) return `${place}, ${p}`;
  return `${place}, beyond chance from ${shortAmount(sure.cost, verdict)} (${p})`;
}

function amountWords(amount: number, { cost, axis }: Verdict): string {
  if (cost !== undefined) return `${formatTimes(amount / cost)} its cost`;
  return axis === 'n' ? `n = ${formatAmount(amount)}` : `${formatAmount(amount)} ${axisWords[axis].noun}`;
}

/** `+9.0 points (95 %: +4.1 to +13.8, p < 0.001)` */
function differenceWords({ difference, low, high, pValue }: VerdictPoint): string {
  return `${formatPoints(difference)} points (95 %: ${formatPoints(low)} to ${formatPoints(high)}, ${formatP(pValue)})`;
}

function atItsCost({ verdict, against, nameOf }: Context): VerdictWords['facts'] {
  const { cost, axis, atItsCost: best, methods } = verdict;
  if (cost === undefined) return [];
  const term = `At its own cost, ${formatAmount(cost)} ${axisWords[axis].noun}${verdict.isCostReckoned ? ' (reckoned)' : ''}`;
  if (best === undefined) {
    const least = Math.min(...methods.flatMap(({ points }) => points.map((point) => point.cost)));
    return [
      {
        term,
        text: `nothing was measured that costs so little; the cheapest takes ${formatTimes(least / cost)} as much.`,
      },
    ];
  }
  const { point, method, comparisons } = best;
  const number = `${formatShare(against.accuracy)} against ${formatShare(point.accuracy)}`;
  const who = `${nameOf(method)}, n = ${point.n}, the best of ${plural(comparisons, 'point')} that ${comparisons === 1 ? 'costs' : 'cost'} no more`;
  const result =
    point.outcome === 'worse'
      ? `${baselineTitle(against)} wins`
      : point.outcome === 'better'
        ? 'search wins'
        : 'neither can be told from the other';
  return [{ term, text: `${result}: ${number} of ${who}; ${differenceWords(point)}.` }];
}

function passing({ verdict, against, nameOf }: Context): VerdictWords['facts'] {
  const { methods, cheapest, comparisons } = verdict;
  const corrected = `p corrected for all ${formatCount(comparisons)} points (Holm)`;
  const first = methods.find(({ id }) => id === cheapest);
  if (first === undefined) {
    const best = bestOf(methods);
    return best === undefined
      ? []
      : [
          {
            term: 'At its best',
            text: `${nameOf(best.method.id)}, n = ${best.point.n}: ${formatShare(best.point.accuracy)} against ${formatShare(against.accuracy)}; ${differenceWords(best.point)}; ${corrected}.`,
          },
        ];
  }
  const sure = first.points.find(({ outcome }) => outcome === 'better');
  const passers = methods.filter(({ passes }) => passes).length;
  return [
    {
      term: 'Where it is passed',
      text: `${nameOf(first.id)} ${first.status === 'reached' ? `crosses it at ${amountWords(first.at ?? 0, verdict)}, read off between its points` : `is above it from its first point on, n = ${first.points[0]!.n}; nothing cheaper of it was measured`}${first.fallsBack ? ', and falls below it again at its end' : ''}.`,
    },
    ...(sure === undefined
      ? []
      : [
          {
            term: 'Beyond chance',
            text: `first at ${amountWords(sure.cost, verdict)}, n = ${sure.n}: ${formatShare(sure.accuracy)}, ${differenceWords(sure)}; ${corrected}.`,
          },
        ]),
    {
      term: 'The cheapest',
      text:
        passers === 1
          ? `the only one of ${plural(methods.length, 'method')} that passes.`
          : `of the ${passers} that pass beyond chance, of ${plural(methods.length, 'method')} compared; it was picked on these same problems.`,
    },
  ];
}

function placeWords({ low, high }: VerdictMethod, verdict: Verdict): string {
  if (low === undefined && high === undefined) return 'anywhere in what was measured';
  if (low === undefined) return `at most ${shortAmount(high!, verdict)}`;
  return high === undefined
    ? `${shortAmount(low, verdict)} or more`
    : `${shortAmount(low, verdict)} to ${shortAmount(high, verdict)}`;
}

function shortAmount(amount: number, { cost }: Verdict): string {
  return cost === undefined ? formatAmount(amount) : formatTimes(amount / cost);
}

function bestOf(
  methods: readonly VerdictMethod[],
): { readonly method: VerdictMethod; readonly point: VerdictPoint } | undefined {
  return methods
    .flatMap((method) => method.points.map((point) => ({ method, point })))
    .toSorted((one, other) => other.point.accuracy - one.point.accuracy || one.point.cost - other.point.cost)[0];
}

function caveatsOf({ verdict, against }: Context): readonly string[] {
  const { cost, axis, isPaired, isCostReckoned, problems, seeds } = verdict;
  return [
    against.isSameBenchmark
      ? undefined
      : `That figure is of ${against.dataset ?? 'other problems'}, these are other problems: the difference is one of problems as much as of models.`,
    isPaired
      ? `Paired: both answered the same ${plural(problems, 'problem')}, ${plural(seeds, 'seed')}.`
      : `Unpaired: a published figure is one number (${formatShare(against.accuracy)}), so that nothing is known problem by problem and less can be told apart.`,
    isCostReckoned
      ? `Its cost is reckoned: 2 × its parameters × the tokens of one answer of the searching model.`
      : cost === undefined
        ? 'What one of its answers costs is not known here.'
        : undefined,
    axis === 'flops' || cost === undefined
      ? undefined
      : `Cost is counted in ${axisWords[axis].noun}, as the sizes of the models are not known; a token of a larger model costs more.`,
  ].filter((text) => text !== undefined);
}
