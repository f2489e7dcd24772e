/** What runs are raced by: seconds, tokens that are written, FLOPs, price; and where a lane is when so much is spent. */
import { assertUnreachable } from '@/lib/base';
import { flopsOf, priceOf, type TokenCounts } from '@/lib/metrics';
import type { Lane } from './lane';
import type { Spending } from './spending';

export const measures = ['seconds', 'tokens', 'flops', 'price'] as const;
export type Measure = (typeof measures)[number];

/** What is known of a model; undefined where it is not. */
export interface ModelFacts {
  readonly parametersM: number | undefined;
  readonly promptPrice: number | undefined;
  readonly completionPrice: number | undefined;
}

/** The models of a run; `verifier` is undefined where none is asked. */
export interface LaneModels {
  readonly policy: ModelFacts;
  readonly verifier: ModelFacts | undefined;
}

/** Undefined where what it takes to tell is not known of one of the models. `tokens` are those that the policy wrote. */
export function amountOf(spending: Spending, measure: Measure, models: LaneModels): number | undefined {
  switch (measure) {
    case 'seconds':
      return spending.ms / 1000;
    case 'tokens':
      return spending.policy.completion;
    case 'flops':
      return sumOf(spending, models, (tokens, { parametersM }) =>
        parametersM === undefined ? undefined : flopsOf(tokens, { parametersM, isReusing: true }),
      );
    case 'price':
      return sumOf(spending, models, (tokens, { promptPrice, completionPrice }) =>
        promptPrice === undefined || completionPrice === undefined
          ? undefined
          : priceOf(tokens, { promptPrice, completionPrice }),
      );
    default:
      return assertUnreachable(measure);
  }
}

function sumOf(
  { policy, verifier }: Spending,
  models: LaneModels,
  amount: (tokens: TokenCounts, facts: ModelFacts) => number | undefined,
): number | undefined {
  const written = amount(policy, models.policy);
  const read = models.verifier === undefined ? 0 : amount(verifier, models.verifier);
  return written === undefined || read === undefined ? undefined : written + read;
}

/** A lane by one measure, which is known of it: positions of the log on one side, amounts on the other. */
export class Course {
  readonly #lane: Lane;
  readonly #measure: Measure;
  readonly #models: LaneModels;
  /** The most that had been spent after each entry: a lost call takes its words out of the ledger, and nobody back in time. */
  readonly #spent: number[] = [];

  constructor(lane: Lane, measure: Measure, models: LaneModels) {
    this.#lane = lane;
    this.#measure = measure;
    this.#models = models;
  }

  /** After entry `seq`, as far as the lane has been read; 0 before the first. */
  amountAt(seq: number): number {
    this.#grow();
    return this.#spent[Math.min(seq, this.#spent.length) - 1] ?? 0;
  }

  /** The last entry that came before more than `amount` was spent; the end where that never happened. */
  seqAt(amount: number): number {
    this.#grow();
    let low = 0;
    let high = this.#spent.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#spent[middle]! <= amount) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    for (let seq = this.#spent.length + 1; seq <= this.#lane.end; seq++) {
      const amount = amountOf(this.#lane.spendingAt(seq), this.#measure, this.#models) ?? 0;
      this.#spent.push(Math.max(this.#spent.at(-1) ?? 0, amount));
    }
  }
}
