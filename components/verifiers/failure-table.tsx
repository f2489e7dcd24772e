import Link from 'next/link';
import type { ReactNode } from 'react';
import { assertUnreachable } from '@/lib/base';
import { gistOf } from '@/lib/tree';
import type { Failure, FailureKind, FailureList } from '@/lib/verifier-lab/wire';
import { MathText } from '@/components/math/math-text';
import { ReviveForm } from '@/components/app/revive-form';
import { strategyLooks } from '@/components/strategies/looks';
import { ColumnHeads } from '@/components/ui/column-heads';
import { formatCount, formatScore, formatShare } from '@/components/ui/numbers';

const heads: Readonly<Record<FailureKind, readonly string[]>> = {
  'wrong-winner': ['Answer', 'Its score', 'Of the vote', 'Best right one'],
  'passed-over': ['Right answer', 'Its score', 'Rank', 'Margin'],
  'right-cut': ['Why', 'Value', 'Rank', 'Margin', 'Round', 'Revive'],
  cliff: ['Before', 'After', 'Fall', 'Came to'],
  long: ['Its score', 'Tokens', 'Best right one', 'Its tokens'],
  repeated: ['Its score', 'Said', 'Best right one'],
};

/** The worst of one kind; a row opens its tree at its node. */
export function FailureTable({ list: { kind, count, rows } }: { readonly list: FailureList }) {
  if (rows.length === 0) return <p className="py-6 text-center text-sm text-mute">None was found.</p>;
  return (
    <>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Failures">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <ColumnHeads heads={['Problem', 'Run', ...heads[kind], 'At the node']} />
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
                    prefetch={false}
                    className="link line-clamp-2 wrap-anywhere"
                  >
                    {gistOf(failure.problem)}
                  </Link>
                </th>
                <td className="pr-4 whitespace-nowrap text-mute">
                  {strategyLooks[failure.strategy].title}, n {failure.n}
                  {failure.level === undefined ? '' : `, level ${failure.level}`}
                </td>
                {cellsOf(failure).map((cell, i) => (
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
          The worst {formatCount(rows.length)} of {formatCount(count)}.
        </p>
      ) : null}
    </>
  );
}

/** Columns of its kind, in the order of their heads. */
function cellsOf(failure: Failure): readonly ReactNode[] {
  switch (failure.kind) {
    case 'wrong-winner':
      return [
        <Answer key="answer" text={failure.answer} />,
        formatScore(failure.score),
        formatShare(failure.share),
        scoreOf(failure.bestRight, 'none written'),
      ];
    case 'passed-over':
      return [
        <Answer key="answer" text={failure.answer} />,
        formatScore(failure.score),
        `${failure.rank} of ${failure.of}`,
        `${(100 * failure.margin).toFixed(1)} points`,
      ];
    case 'right-cut':
      return [
        failure.because === 'holds-answer' ? 'holds the answer' : 'same steps came right',
        formatScore(failure.score),
        failure.rank === undefined ? '–' : `${failure.rank} of ${failure.of}`,
        failure.margin === undefined ? '–' : differenceOf(failure.margin),
        `${failure.round + 1}${failure.group === 0 ? '' : ` of group ${failure.group + 1}`}`,
        <details key="revive">
          <summary className="w-fit rounded px-1 py-1">Write it to its end</summary>
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
        `${failure.right} right, ${failure.wrong} wrong`,
      ];
    case 'long':
      return [
        formatScore(failure.score),
        formatCount(failure.tokens),
        formatScore(failure.bestRight),
        formatCount(failure.rightTokens),
      ];
    case 'repeated':
      return [formatScore(failure.score), `${failure.times} times`, scoreOf(failure.bestRight, 'none written')];
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
