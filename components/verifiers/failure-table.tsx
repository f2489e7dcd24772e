import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { assertUnreachable } from '@/lib/base';
import { gistOf } from '@/lib/tree';
import type { Failure, FailureList } from '@/lib/verifier-lab/wire';
import { failureTexts, labWords, type Say } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { ReviveForm } from '@/components/app/revive-form';
import { strategyWords } from '@/components/strategies/looks-of';
import { ColumnHeads } from '@/components/ui/column-heads';
import { formatCount, formatScore, formatShare } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';

/** The worst of one kind; a row opens its tree at its node. */
export function FailureTable({ list: { kind, count, rows } }: { readonly list: FailureList }) {
  const say = useSay();
  const language = useLanguage();
  if (rows.length === 0) return <p className="py-6 text-center text-sm text-mute">{say(labWords.noneFound)}</p>;
  return (
    <>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={say(labWords.failures)}>
        <table className="w-full text-sm tabular-nums">
          <thead>
            <ColumnHeads
              heads={[labWords.problem, labWords.run, ...failureTexts[kind].heads, labWords.atNode].map((head) =>
                say(head),
              )}
            />
          </thead>
          <tbody>
            {rows.map((failure) => (
              <tr
                key={`${failure.run} ${failure.node}`}
                data-testid="failure-row"
                className="border-t border-line align-baseline hover:bg-ink/4"
              >
                <th scope="row" className="min-w-56 py-1.5 pr-4 text-left font-normal">
                  <Link
                    href={`/runs/${encodeURIComponent(failure.run)}?node=${encodeURIComponent(failure.node)}`}

                    className="link line-clamp-2 wrap-anywhere"
                  >
                    {gistOf(failure.problem)}
                  </Link>
                </th>
                <td className="pr-4 whitespace-nowrap text-mute">
                  {runWords(failure, strategyWords(failure.strategy, language).title, say)}
                </td>
                {cellsOf(failure, say).map((cell, i) => (
                  <td key={i} className="pr-4 whitespace-nowrap">
                    {cell}
                  </td>
                ))}
                <td className="max-w-80 min-w-40 truncate text-mute" title={failure.text}>
                  {gistOf(failure.text)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > rows.length ? (
        <p className="mt-2 text-sm text-mute">
          {say(labWords.worst, { count: formatCount(rows.length), of: formatCount(count) })}
        </p>
      ) : null}
    </>
  );
}

function runWords({ n, level }: Failure, strategy: string, say: Say): string {
  return level === undefined ? say(labWords.runOf, { strategy, n }) : say(labWords.runOfLevel, { strategy, n, level });
}

/** Columns of its kind, in the order of their heads. */
function cellsOf(failure: Failure, say: Say): readonly ReactNode[] {
  switch (failure.kind) {
    case 'wrong-winner':
      return [
        <Answer key="answer" text={failure.answer} />,
        formatScore(failure.score),
        formatShare(failure.share),
        scoreOf(failure.bestRight, say(labWords.noneWritten)),
      ];
    case 'passed-over':
      return [
        <Answer key="answer" text={failure.answer} />,
        formatScore(failure.score),
        say(labWords.rankOf, { rank: failure.rank, of: failure.of }),
        say(labWords.points, { points: (100 * failure.margin).toFixed(1) }),
      ];
    case 'right-cut':
      return [
        say(failure.because === 'holds-answer' ? labWords.holdsAnswer : labWords.sameSteps),
        formatScore(failure.score),
        failure.rank === undefined ? '–' : say(labWords.rankOf, { rank: failure.rank, of: failure.of }),
        failure.margin === undefined ? '–' : differenceOf(failure.margin),
        failure.group === 0
          ? String(failure.round + 1)
          : say(labWords.roundOfGroup, { round: failure.round + 1, group: failure.group + 1 }),
        <details key="revive">
          <summary className="w-fit rounded px-1 py-1">{say(labWords.toItsEnd)}</summary>
          <div className="max-w-96 py-2 whitespace-normal">
            <ReviveForm runId={failure.run} node={failure.node} />
          </div>
        </details>,
      ];
    case 'cliff':
      return [
        formatScore(failure.before),
        formatScore(failure.score),
        differenceOf(failure.before - failure.score),
        say(labWords.cameTo, { right: failure.right, wrong: failure.wrong }),
      ];
    case 'long':
      return [
        formatScore(failure.score),
        formatCount(failure.tokens),
        formatScore(failure.bestRight),
        formatCount(failure.rightTokens),
      ];
    case 'repeated':
      return [
        formatScore(failure.score),
        say(labWords.saidTimes, { count: failure.times }),
        scoreOf(failure.bestRight, say(labWords.noneWritten)),
      ];
    default:
      return assertUnreachable(failure);
  }
}

function scoreOf(score: number | undefined, none: string): string {
  return score === undefined ? none : formatScore(score);
}

/** Two digits, and as many more as a small one needs. */
function differenceOf(value: number): string {
  return Math.abs(value) >= 0.01 || value === 0 ? value.toFixed(2) : value.toPrecision(1);
}

function Answer({ text }: { readonly text: string }) {
  return (
    <span className="inline-block max-w-40 truncate align-bottom font-medium">
      <MathText text={`$${text}$`} />
    </span>
  );
}
