'use client';

import type { Curves } from '@/lib/experiments/report/curve-model';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, curveWords, solvedTexts, type Say } from '@/lib/words';
import { formatP, formatPoints } from '../curves/amounts';
import { correctedAt, correctedWords } from '../curves/corrected';
import type { SeriesView } from '../curves/series-view';
import { solvedNames, type SolvedName } from '../curves/solved';

interface DifferenceTableProps {
  readonly differences: Curves['differences'];
  readonly compared: readonly SeriesView[];
  readonly budget: number;
  readonly reference: string;
  /** Id of the line whose problems are listed. */
  readonly versus: string | undefined;
  /** Undefined where no problems can be listed. */
  readonly onVersusChange: ((versus: string | undefined) => void) | undefined;
}

type Difference = Curves['differences'][number];

/** The comparison at one budget, in words and in problems. */
export function DifferenceTable({
  differences,
  compared,
  budget,
  reference,
  versus,
  onVersusChange,
}: DifferenceTableProps) {
  const say = useSay();
  const rows = correctedAt(budget, differences, compared).toSorted(
    (one, other) => other.found.difference - one.found.difference,
  );
  if (rows.length === 0) return <p className="text-sm text-mute">{say(comparisonWords.noneAtBudget, { n: budget })}</p>;
  return (
    <ul
      aria-label={say(comparisonWords.comparedWith, { reference, n: budget })}
      className="divide-y divide-line wrap-anywhere"
    >
      {rows.map(({ own, found, corrected }) => (
        <li key={own.series.id} data-verdict={found.verdict} className="py-2.5 first:pt-0">
          <p className="text-sm">
            <Said
              text={comparisonWords.lineIs}
              parts={{
                line: (
                  <span className="font-medium" style={{ color: own.look.colour }}>
                    {own.name}
                  </span>
                ),
                verdict: verdictWords(found, { corrected, comparisons: rows.length }, say),
              }}
            />
          </p>
          <SolvedBar found={found} colour={own.look.colour} />
          <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-mute tabular-nums">
            {solvedNames.map((name) => (
              <span key={name}>
                <Swatch name={name} colour={own.look.colour} /> {say(solvedTexts[name])}{' '}
                <span className="text-ink">{found[name]}</span>
              </span>
            ))}
            {onVersusChange === undefined ? null : (
              <button
                type="button"
                className="link text-ink"
                aria-pressed={versus === own.series.id}
                onClick={() => onVersusChange(versus === own.series.id ? undefined : own.series.id)}
              >
                {say(versus === own.series.id ? comparisonWords.hideProblems : comparisonWords.showProblems)}
              </button>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Says what the test says; where interval and test disagree it says that too, and why. `corrected`: p for as many comparisons as are shown. */
function verdictWords(
  { verdict, difference, low, high, pValue, onlySeries, onlyReference }: Difference,
  { corrected, comparisons }: { readonly corrected: number; readonly comparisons: number },
  say: Say,
): string {
  const said = {
    interval: say(curveWords.interval, { low: formatPoints(low), high: formatPoints(high) }),
    p: formatP(pValue),
    corrected: correctedWords({ corrected, comparisons }, say),
  };
  if (verdict !== 'tied') {
    const points = say(comparisonWords.points, { difference: Math.abs(difference * 100).toFixed(1) });
    const doubt = corrected < 0.05 ? '' : say(comparisonWords.doubt);
    return say(verdict === 'better' ? comparisonWords.betterBy : comparisonWords.worseBy, { ...said, points, doubt });
  }
  const points = say(comparisonWords.points, { difference: formatPoints(difference) });
  const isOutside = low > 0 || high < 0;
  return isOutside
    ? say(comparisonWords.notTold, { ...said, points, problems: formatCount(onlySeries + onlyReference) })
    : say(comparisonWords.tied, { ...said, points });
}

/** Fills of the four parts: full, hatched, half, empty; the words below have the same in small. */
function fillOf(name: SolvedName, colour: string): { readonly background: string; readonly opacity?: number } {
  switch (name) {
    case 'onlySeries':
      return { background: colour };
    case 'onlyReference':
      return { background: 'repeating-linear-gradient(45deg, var(--mute) 0 2px, transparent 2px 5px)' };
    case 'both':
      return { background: colour, opacity: 0.35 };
    case 'neither':
      return { background: 'var(--line)' };
  }
}

function SolvedBar({ found, colour }: { readonly found: Difference; readonly colour: string }) {
  return (
    <div aria-hidden="true" className="mt-1.5 flex h-2.5 gap-px overflow-hidden rounded-sm">
      {(['onlySeries', 'both', 'onlyReference', 'neither'] as const).map((name) => (
        <span key={name} style={{ flexGrow: found[name], ...fillOf(name, colour) }} />
      ))}
    </div>
  );
}

function Swatch({ name, colour }: { readonly name: SolvedName; readonly colour: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2.5 rounded-[2px] align-baseline"
      style={fillOf(name, colour)}
    />
  );
}
