/**
 * What a grid will cost, from what earlier runs of the same models cost; where there are none, from an assumption that is
 * named. Pure.
 */
import { isDeterministic, strategyOf } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import type { ExperimentData } from './model';
import type { ExperimentEstimate } from './wire';
import { planRuns } from './plan';

/** Where nothing was measured: tokens that a model writes for one solution of a maths problem. */
const assumedSolutionTokens = 300;
/** A verifier reads the problem and every step once. */
const assumedReadTokens = 1.5 * assumedSolutionTokens;

interface Rates {
  /** By unit of budget. */
  readonly policyTokens: number;
  readonly verifierTokens: number;
  readonly calls: number;
  readonly isMeasured: boolean;
}

/** `earlier`: finished runs, newest first. Policy tokens are those written, verifier tokens those read and written. */
export function estimateExperiment(
  data: Pick<ExperimentData, 'cells' | 'problems' | 'spec'>,
  earlier: readonly RunSummary[],
): ExperimentEstimate {
  const plan = planRuns(data);
  const names = new Set(data.cells.map(({ policy }) => policy));
  const known = earlier.filter(({ policy }) => names.has(policy));
  const totals = { policyTokens: 0, verifierTokens: 0, calls: 0 };
  const assumed = new Set<string>();
  for (const cell of data.cells) {
    const runs = data.problems.length * (isDeterministic(strategyOf(cell.strategy)) ? 1 : data.spec.seeds.length);
    const rates = ratesOf(cell, known);
    if (!rates.isMeasured) assumed.add(cell.policy);
    for (const what of ['policyTokens', 'verifierTokens', 'calls'] as const)
      totals[what] += runs * cell.config.n * rates[what];
  }
  const speed = tokensPerSecond(known);
  return {
    problems: data.problems.length,
    cells: data.cells.length,
    runs: plan.count,
    policyTokens: Math.round(totals.policyTokens),
    verifierTokens: Math.round(totals.verifierTokens),
    calls: Math.round(totals.calls),
    ...(speed === undefined ? {} : { seconds: (totals.policyTokens + totals.verifierTokens) / speed }),
    basis: basisWords(known.length, { assumed: [...assumed], speed }),
  };
}

/** Of runs with the same strategy, policy and verifier; else of the same models under any strategy; else assumed. */
function ratesOf({ strategy, policy, verifier }: ExperimentData['cells'][number], known: readonly RunSummary[]): Rates {
  const sameModels = known.filter((run) => run.policy === policy && run.verifier === verifier);
  const same = sameModels.filter((run) => run.strategy === strategy);
  const writing =
    same.length > 0 ? same : sameModels.length > 0 ? sameModels : known.filter((run) => run.policy === policy);
  const scoring = writing.filter((run) => run.verifier !== undefined);
  const isScored = strategyOf(strategy).needsVerifier;
  const mean = (runs: readonly RunSummary[], amount: (run: RunSummary) => number, otherwise: number) =>
    runs.length === 0 ? otherwise : runs.reduce((sum, run) => sum + amount(run) / run.config.n, 0) / runs.length;
  return {
    policyTokens: mean(writing, (run) => run.policyTokens, assumedSolutionTokens),
    verifierTokens: isScored ? mean(scoring, (run) => run.verifierTokens, assumedReadTokens) : 0,
    calls: mean(writing, (run) => run.calls, isScored ? 2 : 1),
    isMeasured: writing.length > 0,
  };
}

/** Over the time in which any of the runs was under way, so that runs side by side count once. Undefined without runs. */
function tokensPerSecond(runs: readonly RunSummary[]): number | undefined {
  const spans = runs
    .map(({ createdAt, seconds }) => ({ from: createdAt / 1000, to: createdAt / 1000 + seconds }))
    .toSorted((left, right) => left.from - right.from);
  let busy = 0;
  let until = -Infinity;
  for (const { from, to } of spans) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  const tokens = runs.reduce((sum, run) => sum + run.policyTokens + run.verifierTokens, 0);
  return busy > 0 && tokens > 0 ? tokens / busy : undefined;
}

function basisWords(
  runs: number,
  { assumed, speed }: { readonly assumed: readonly string[]; readonly speed: number | undefined },
): string {
  const measured =
    runs === 0
      ? undefined
      : `From the last ${runs} finished ${runs === 1 ? 'run' : 'runs'} of these models on this installation${speed === undefined ? '' : ` (${Math.round(speed).toLocaleString('en')} tokens/s)`}.`;
  const guessed =
    assumed.length === 0
      ? undefined
      : `Assumed for ${assumed.join(', ')}: ${assumedSolutionTokens} tokens a solution; nothing was measured yet.`;
  return [measured, guessed].filter((each) => each !== undefined).join(' ');
}
