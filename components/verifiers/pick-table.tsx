import { Link } from '@/components/ui/link';
import { gistOf } from '@/lib/tree';
import type { Comparison } from '@/lib/verifier-lab/wire';
import { labWords } from '@/lib/words';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { strategyWords } from '@/components/strategies/looks-of';
import { ColumnHeads } from '@/components/ui/column-heads';
import { formatCount, formatScore } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';

interface PickTableProps {
  readonly picks: Comparison['picks'];
  /** Of all, of which these are the first. */
  readonly count: number;
  readonly verifier: string;
  readonly against: string;
}

/** Runs in which two verifiers pick different answers; each pick opens its tree at its solution. */
export function PickTable({ picks, count, verifier, against }: PickTableProps) {
  const say = useSay();
  const language = useLanguage();
  if (picks.length === 0) return <p className="py-3 text-sm text-mute">{say(labWords.nowhere)}</p>;
  return (
    <>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={say(labWords.differentPicks)}>
        <table className="w-full text-sm tabular-nums">
          <thead>
            <ColumnHeads
              heads={[
                say(labWords.problem),
                say(labWords.run),
                say(labWords.pickedBy, { verifier }),
                say(labWords.pickedBy, { verifier: against }),
              ]}
            />
          </thead>
          <tbody>
            {picks.map(({ run, problem, level, strategy, n, mine, theirs }) => (
              <tr key={run} data-testid="pick-row" className="border-t border-line align-baseline">
                <th scope="row" className="min-w-40 py-1.5 pr-4 text-left font-normal">
                  <span className="line-clamp-2 wrap-anywhere">{gistOf(problem)}</span>
                </th>
                <td className="pr-4 whitespace-nowrap text-mute">
                  {level === undefined
                    ? say(labWords.runOf, { strategy: strategyWords(strategy, language).title, n })
                    : say(labWords.runOfLevel, { strategy: strategyWords(strategy, language).title, n, level })}
                </td>
                {[mine, theirs].map((pick) => (
                  <td key={pick.node} className="pr-4 whitespace-nowrap">
                    <PickCell run={run} pick={pick} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > picks.length ? (
        <p className="mt-2 text-sm text-mute">
          {say(labWords.countOf, { count: formatCount(picks.length), of: formatCount(count) })}
        </p>
      ) : null}
    </>
  );
}

function PickCell({ run, pick }: { readonly run: string; readonly pick: Comparison['picks'][number]['mine'] }) {
  const say = useSay();
  const { node, answer = '', isRight, mine, theirs } = pick;
  return (
    <>
      <span className="flex items-center gap-2">
        <Link
          href={`/runs/${encodeURIComponent(run)}?node=${encodeURIComponent(node)}`}

          aria-label={say(labWords.inItsTree, { answer })}
          className="link one-line max-w-40 truncate py-1"
        >
          <MathText text={`$${answer}$`} />
        </Link>
        <Verdict isCorrect={isRight} />
      </span>
      <span className="text-xs text-mute">
        {say(labWords.scoreAndScore, { mine: formatScore(mine), theirs: formatScore(theirs) })}
      </span>
    </>
  );
}
