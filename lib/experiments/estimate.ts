/**
 * What a grid will cost, from what earlier runs of the same models cost; where there are none, from an assumption that is
 * named. Pure.
 */
import { assumedAgreement, effortOf, isDeterministic, strategyOf } from '@/lib/search';
import { basisTexts, fillText, type Text } from '@/lib/words';
import type { RunSummary } from '@/lib/runs/wire';
import type { ExperimentData } from './model';
import type { ExperimentEstimate } from './wire';
import { planRuns } from './plan';
import { comparedPoints } from './report/curve-model';

/** Where nothing was measured: tokens that a model writes for one solution of a maths problem. */
const assumedSolutionTokens = 300;
/** A verifier reads the problem and every step once. */
const assumedReadTokens = 1.5 * assumedSolutionTokens;

type Cell = ExperimentData['cells'][number];

interface Rates {
  /** By solution written. */
  readonly policyTokens: number;
  readonly calls: number;
  /** By unit of budget. */
  readonly verifierTokens: number;
  /** Of what the numbers are: runs of this strategy, of another with the same policy, or none. */
  readonly from: 'strategy' | 'policy' | 'assumption';
}

/**
 * `earlier`: finished runs, newest first. Policy tokens are those written, shown tokens those of earlier solutions that it
 * reads again in prompts, verifier tokens those read and written.
 */
export function estimateExperiment(
  data: Pick<ExperimentData, 'cells' | 'problems' | 'spec'>,
  earlier: readonly RunSummary[],
): ExperimentEstimate {
  const plan = planRuns(data);
  const names = new Set(data.cells.map(({ policy }) => policy));
  const known = earlier.filter(({ policy }) => names.has(policy));
  const totals = { policyTokens: 0, shownTokens: 0, verifierTokens: 0, calls: 0 };
  const assumed = new Set<string>();
  let isAgreementAssumed = false;
  for (const cell of data.cells) {
    const runs = data.problems.length * (isDeterministic(strategyOf(cell.strategy)) ? 1 : data.spec.seeds.length);
    const rates = ratesOf(cell, known);
    const { written, shown } = effortOf(cell.strategy, cell.config);
    if (rates.from === 'assumption') assumed.add(cell.policy);
    isAgreementAssumed ||= rates.from !== 'strategy' && dependsOnAgreement(cell);
    totals.policyTokens += runs * written * rates.policyTokens;
    totals.shownTokens += runs * shown * rates.policyTokens;
    totals.calls += runs * written * rates.calls;
    totals.verifierTokens += runs * cell.config.n * rates.verifierTokens;
  }
  const speed = tokensPerSecond(known);
  return {
    problems: data.problems.length,
    cells: data.cells.length,
    points: comparedPoints(data.cells),
    runs: plan.count,
    policyTokens: Math.round(totals.policyTokens),
    ...(totals.shownTokens === 0 ? {} : { shownTokens: Math.round(totals.shownTokens) }),
    verifierTokens: Math.round(totals.verifierTokens),
    calls: Math.round(totals.calls),
    ...(speed === undefined ? {} : { seconds: (totals.policyTokens + totals.verifierTokens) / speed }),
    basis: basisWords(known.length, { assumed: [...assumed], isAgreementAssumed, speed }),
  };
}

/** Of runs with the same strategy, policy and verifier; else of the same models under any strategy; else assumed. */
function ratesOf({ strategy, policy, verifier }: Cell, known: readonly RunSummary[]): Rates {
  const sameModels = known.filter((run) => run.policy === policy && run.verifier === verifier);
  const same = sameModels.filter((run) => run.strategy === strategy);
  const writing =
    same.length > 0 ? same : sameModels.length > 0 ? sameModels : known.filter((run) => run.policy === policy);
  const scoring = writing.filter((run) => run.verifier !== undefined);
  const isScored = strategyOf(strategy).needsVerifier;
  const mean = (runs: readonly RunSummary[], rate: (run: RunSummary) => number, otherwise: number) =>
    runs.length === 0 ? otherwise : runs.reduce((sum, run) => sum + rate(run), 0) / runs.length;
  const byWritten = (amount: (run: RunSummary) => number) => (run: RunSummary) =>
    amount(run) / effortOf(run.strategy, run.config).written;
  return {
    policyTokens: mean(
      writing,
      byWritten((run) => run.policyTokens),
      assumedSolutionTokens,
    ),
    calls: mean(
      writing,
      byWritten((run) => run.calls),
      isScored ? 2 : 1,
    ),
    verifierTokens: isScored ? mean(scoring, (run) => run.verifierTokens / run.config.n, assumedReadTokens) : 0,
    from: same.length > 0 ? 'strategy' : writing.length > 0 ? 'policy' : 'assumption',
  };
}

/** True where it is not known beforehand how much is written, because solutions that agree end it. */
function dependsOnAgreement({ strategy, config }: Cell): boolean {
  return effortOf(strategy, config, 1).written < effortOf(strategy, config, 0.5).written;
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
  {
    assumed,
    isAgreementAssumed,
    speed,
  }: { readonly assumed: readonly string[]; readonly isAgreementAssumed: boolean; readonly speed: number | undefined },
): Text {
  const parts = [
    runs === 0
      ? undefined
      : speed === undefined
        ? fillText(basisTexts.measured, { runs })
        : fillText(basisTexts.measuredAt, { runs, speed: Math.round(speed).toLocaleString('en') }),
    assumed.length === 0
      ? undefined
      : fillText(basisTexts.assumed, { policies: assumed.join(', '), tokens: assumedSolutionTokens }),
    isAgreementAssumed ? fillText(basisTexts.agreement, { percent: 100 * assumedAgreement }) : undefined,
  ].filter((part) => part !== undefined);
  return { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') };
}
