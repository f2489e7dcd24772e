/** A point's ledger: what each model read and wrote, and how that adds up to the amounts on the axes. Pure. */
import { flopsOf } from '@/lib/metrics';
import type { CurvePoint } from '@/lib/experiments/report/curve-model';

export interface LedgerLine {
  readonly role: 'policy' | 'verifier';
  readonly name: string;
  readonly parametersM: number | undefined;
  readonly calls: number;
  readonly prompt: number;
  readonly cached: number;
  readonly completion: number;
  readonly tokens: number;
  /** Undefined where the number of parameters is not known. */
  readonly flops: number | undefined;
  readonly flopsWithoutReuse: number | undefined;
}

export interface LedgerSum extends Pick<
  LedgerLine,
  'prompt' | 'cached' | 'completion' | 'calls' | 'tokens' | 'flops' | 'flopsWithoutReuse'
> {
  /** Do the lines add up to the amounts the curves are drawn with? */
  readonly isEqual: boolean;
}

export function ledgerOf({ ledger, cost }: Pick<CurvePoint, 'ledger' | 'cost'>): {
  readonly lines: readonly LedgerLine[];
  readonly sum: LedgerSum;
} {
  const lines = [
    lineOf('policy', ledger.policy),
    ...(ledger.verifier === undefined ? [] : [lineOf('verifier', ledger.verifier)]),
  ];
  const total = (amount: (line: LedgerLine) => number | undefined) =>
    lines.reduce<number | undefined>((sum, line) => {
      const own = amount(line);
      return sum === undefined || own === undefined ? undefined : sum + own;
    }, 0);
  const sum = {
    prompt: total(({ prompt }) => prompt)!,
    cached: total(({ cached }) => cached)!,
    completion: total(({ completion }) => completion)!,
    calls: total(({ calls }) => calls)!,
    tokens: total(({ tokens }) => tokens)!,
    flops: total(({ flops }) => flops),
    flopsWithoutReuse: total(({ flopsWithoutReuse }) => flopsWithoutReuse),
  };
  return {
    lines,
    sum: {
      ...sum,
      isEqual:
        isNear(sum.tokens, cost.totalTokens) &&
        isNear(sum.flops, cost.flops) &&
        isNear(sum.flopsWithoutReuse, cost.flopsWithoutReuse),
    },
  };
}

function lineOf(role: LedgerLine['role'], entry: CurvePoint['ledger']['policy']): LedgerLine {
  const { name, parametersM, prompt, cached, completion, calls } = entry;
  const flops = (isReusing: boolean) =>
    parametersM === undefined ? undefined : flopsOf(entry, { parametersM, isReusing });
  return {
    role,
    name,
    parametersM,
    calls,
    prompt,
    cached,
    completion,
    tokens: prompt + completion,
    flops: flops(true),
    flopsWithoutReuse: flops(false),
  };
}

/** But for the last digits of sums. */
function isNear(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other));
}
