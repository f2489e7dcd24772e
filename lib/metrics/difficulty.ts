/** Difficulty bins and the choice of a method by bin (Snell et al. 2024, arXiv 2408.03314, section 3.2 and appendix B). */
import { mix } from '@/lib/base';
import { meanAmong } from './resamples';

export interface Bin {
  readonly label: string;
  /** Of the ease (pass@1 or mean score) of its members. */
  readonly low: number;
  readonly high: number;
}

export interface Binning {
  readonly bins: readonly Bin[];
  /** Bin of each problem, -1 where its ease is not known (NaN). */
  readonly binOf: Int32Array;
}

/** Equal parts by ease, easiest first; equal ease may fall apart only at a border, by problem order. */
export function quantileBins(ease: Float64Array, count = 5): Binning {
  const known = [...ease.keys()]
    .filter((i) => !Number.isNaN(ease[i]!))
    .toSorted((left, right) => ease[right]! - ease[left]! || left - right);
  const binOf = new Int32Array(ease.length).fill(-1);
  known.forEach((problem, place) => {
    binOf[problem] = Math.floor((place * count) / known.length);
  });
  const bins = Array.from({ length: count }, (_, bin) => {
    const mine = known.filter((problem) => binOf[problem] === bin).map((problem) => ease[problem]!);
    const name = bin === 0 ? '1 (easiest)' : bin === count - 1 ? `${count} (hardest)` : String(bin + 1);
    return { label: name, low: mine.at(-1) ?? 0, high: mine[0] ?? 0 };
  });
  return { bins, binOf };
}

/** Easy from 50 %, medium from 10 %, hard below (Liu et al. 2025, arXiv 2502.06703). */
export function absoluteBins(ease: Float64Array): Binning {
  const bins = [
    { label: 'easy', low: 0.5, high: 1 },
    { label: 'medium', low: 0.1, high: 0.5 },
    { label: 'hard', low: 0, high: 0.1 },
  ];
  return {
    bins,
    binOf: Int32Array.from(ease, (each) => (Number.isNaN(each) ? -1 : each >= 0.5 ? 0 : each >= 0.1 ? 1 : 2)),
  };
}

/** Fold 0 or 1 of each problem: seeded, and even within each bin. */
export function twoFolds({ binOf, bins }: Binning, seed: number): Uint8Array {
  const folds = new Uint8Array(binOf.length);
  for (let bin = 0; bin < bins.length; bin++) {
    [...binOf.keys()]
      .filter((i) => binOf[i] === bin)
      .toSorted((left, right) => mix(seed ^ mix(left)) - mix(seed ^ mix(right)) || left - right)
      .forEach((problem, place) => {
        folds[problem] = place % 2;
      });
  }
  return folds;
}

export interface Choice {
  /** Method chosen on fold 0 and on fold 1, by index; undefined where nothing was measured there. */
  readonly chosen: readonly [number | undefined, number | undefined];
  /** Mean accuracy of the choices on the fold they were chosen on (flattering) and on the other one (fair); NaN without any. */
  readonly onOwn: number;
  readonly onOther: number;
  /** By problem: chance under the method chosen on the other fold; NaN outside the bin. */
  readonly values: Float64Array;
}

/** Problems of a bin, ascending. */
export function membersOf({ binOf }: Binning, bin: number): Int32Array {
  return Int32Array.from(binOf.keys()).filter((i) => binOf[i] === bin);
}

/** Best method of a bin, chosen on each fold and measured on the other. `methods`: chances by problem, NaN where not measured. */
export function chooseAcrossFolds(methods: readonly Float64Array[], folds: Uint8Array, members: Int32Array): Choice {
  const choiceOn = (fold: number) => {
    const mine = members.filter((i) => folds[i] === fold);
    let best: number | undefined;
    let highest = -Infinity;
    methods.forEach((values, method) => {
      const mean = meanAmong(values, mine);
      if (mean > highest) [best, highest] = [method, mean];
    });
    return best;
  };
  const chosen = [choiceOn(0), choiceOn(1)] as const;
  const values = new Float64Array(folds.length).fill(NaN);
  const own = new Float64Array(folds.length).fill(NaN);
  for (const i of members) {
    const [mine, others] = folds[i] === 0 ? [chosen[0], chosen[1]] : [chosen[1], chosen[0]];
    if (mine !== undefined) own[i] = methods[mine]![i]!;
    if (others !== undefined) values[i] = methods[others]![i]!;
  }
  return { chosen, onOwn: meanAmong(own, members), onOther: meanAmong(values, members), values };
}
