/** What a point costs: token sums to the amounts on the axes and to the ledger that adds up to them. */
import { strategyOf } from '@/lib/search';
import { flopsOf, priceOf as priceOfTokens, shareOfReading, shareOfWriting, type TokenCounts } from '@/lib/metrics';
import type { Cell, ExperimentData, RunDigest } from '../model';
import type { CurvePoint } from './curve-model';
import { readsScores, type Reading } from './curve-model';

type Facts = ExperimentData['models'][number];
type Ledger = CurvePoint['ledger'];
type Entry = Ledger['policy'];

/** Sums over runs. */
export interface Spent {
  readonly runs: number;
  readonly policy: TokenCounts;
  readonly verifier: TokenCounts;
  /** Of whole searches; undefined where a part of one is charged. */
  readonly seconds: number | undefined;
}

const none: TokenCounts = { prompt: 0, cached: 0, completion: 0, calls: 0 };
export const nothingSpent: Spent = { runs: 0, policy: none, verifier: none, seconds: 0 };

/**
 * `share` of the run's solutions, in (0, 1]. Samples that are written side by side do not take time in proportion, so
 * that a part of a search has no seconds.
 */
export function addRun(spent: Spent, { policy, verifier, seconds }: RunDigest, share: number): Spent {
  return {
    runs: spent.runs + 1,
    policy: sum(spent.policy, shareOfWriting(policy, share)),
    verifier: sum(spent.verifier, shareOfReading(verifier, share)),
    seconds: spent.seconds === undefined || share < 1 ? undefined : spent.seconds + seconds,
  };
}

function sum(one: TokenCounts, other: TokenCounts): TokenCounts {
  return {
    prompt: one.prompt + other.prompt,
    cached: one.cached + other.cached,
    completion: one.completion + other.completion,
    calls: one.calls + other.calls,
  };
}

/**
 * Is the verifier part of what this reading costs? A vote and the oracle over a pool look at no score; in step-wise search
 * the scores steered what was written.
 */
export function usesVerifier({ strategy, verifier }: Cell, reading: Reading): boolean {
  const { needsVerifier, isStepwise } = strategyOf(strategy);
  return verifier !== undefined && needsVerifier && (isStepwise || readsScores(reading));
}

export interface Priced {
  readonly cost: CurvePoint['cost'];
  readonly ledger: Ledger;
}

/** Means a run. `n` is the budget on the axis. */
export function priceOf(
  spent: Spent,
  cell: Cell,
  {
    n,
    isVerified,
    models,
    atOnce,
  }: { readonly n: number; readonly isVerified: boolean } & Pick<ExperimentData, 'models' | 'atOnce'>,
): Priced {
  const factsOf = (name: string, role: Facts['role']) =>
    models.find((each) => each.name === name && each.role === role);
  const runs = Math.max(1, spent.runs);
  const parts = [{ name: cell.policy, facts: factsOf(cell.policy, 'policy'), tokens: mean(spent.policy, runs) }];
  if (isVerified && cell.verifier !== undefined)
    parts.push({ name: cell.verifier, facts: factsOf(cell.verifier, 'verifier'), tokens: mean(spent.verifier, runs) });
  const [policy, verifier] = parts.map(({ name, facts, tokens }): Entry => ({
    name,
    ...(facts?.parametersM === undefined ? {} : { parametersM: facts.parametersM }),
    ...tokens,
  }));
  const added = (amount: (part: (typeof parts)[number]) => number | undefined) => {
    const amounts = parts.map(amount);
    return amounts.includes(undefined) ? undefined : amounts.reduce<number>((total, each) => total + each!, 0);
  };
  const flops = (isReusing: boolean) =>
    added(({ facts, tokens }) =>
      facts?.parametersM === undefined ? undefined : flopsOf(tokens, { parametersM: facts.parametersM, isReusing }),
    );
  const axes = {
    flops: flops(true),
    flopsWithoutReuse: flops(false),
    price: added(({ facts: { promptPrice, completionPrice } = {}, tokens }) =>
      promptPrice === undefined || completionPrice === undefined
        ? undefined
        : priceOfTokens(tokens, { promptPrice, completionPrice }),
    ),
  };
  return {
    cost: {
      n,
      generatedTokens: parts[0]!.tokens.completion,
      totalTokens: parts.reduce((total, { tokens }) => total + tokens.prompt + tokens.completion, 0),
      ...defined({
        ...axes,
        // A time says nothing without what else was under way.
        ...(spent.seconds === undefined || atOnce === undefined
          ? {}
          : { seconds: spent.seconds / runs, searchesAtOnce: atOnce }),
      }),
    },
    ledger: { policy: policy!, ...(verifier === undefined ? {} : { verifier }) },
  };
}

/** Both together, e.g. a search and the estimate of difficulty before it; an amount that either lacks is left out, and so are seconds, which nobody measured of both. */
export function addCost(one: Priced, other: Priced): Priced {
  const [a, b] = [one.cost, other.cost];
  const both = (left: number | undefined, right: number | undefined) =>
    left === undefined || right === undefined ? undefined : left + right;
  const { policy, verifier } = one.ledger;
  const verifiers =
    verifier !== undefined && other.ledger.verifier !== undefined
      ? { ...verifier, ...sum(verifier, other.ledger.verifier) }
      : (verifier ?? other.ledger.verifier);
  return {
    cost: {
      n: a.n + b.n,
      generatedTokens: a.generatedTokens + b.generatedTokens,
      totalTokens: a.totalTokens + b.totalTokens,
      ...defined({
        flops: both(a.flops, b.flops),
        flopsWithoutReuse: both(a.flopsWithoutReuse, b.flopsWithoutReuse),
        price: both(a.price, b.price),
      }),
    },
    ledger: {
      policy: { ...policy, ...sum(policy, other.ledger.policy) },
      ...(verifiers === undefined ? {} : { verifier: verifiers }),
    },
  };
}

/** `priced` times `weight`, to make weighted means with `addCost`. */
export function scaleCost({ cost, ledger }: Priced, weight: number): Priced {
  const scaled = <Amounts extends object>(amounts: Amounts): Amounts =>
    Object.fromEntries(
      Object.entries(amounts).map(([name, amount]) => [
        name,
        typeof amount === 'number' && name !== 'parametersM' ? amount * weight : amount,
      ]),
    ) as Amounts;
  return {
    cost: scaled(cost),
    ledger: {
      policy: scaled(ledger.policy),
      ...(ledger.verifier === undefined ? {} : { verifier: scaled(ledger.verifier) }),
    },
  };
}

function mean({ prompt, cached, completion, calls }: TokenCounts, runs: number): TokenCounts {
  return { prompt: prompt / runs, cached: cached / runs, completion: completion / runs, calls: calls / runs };
}

function defined<Axes extends Readonly<Record<string, number | undefined>>>(
  axes: Axes,
): { [Name in keyof Axes]?: number } {
  return Object.fromEntries(Object.entries(axes).filter(([, amount]) => amount !== undefined)) as {
    [Name in keyof Axes]?: number;
  };
}
