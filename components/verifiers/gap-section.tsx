import { Link } from '@/components/ui/link';
import type { Gap } from '@/lib/verifier-lab/wire';
import { labWords, selectionTitles } from '@/lib/words';
import { strategyWords } from '@/components/strategies/looks-of';
import { formatShare } from '@/components/ui/numbers';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { gapSelections, type LabForm } from './lab-form';
import { ChartSection } from '@/components/ui/chart-section';
import { formatInterval } from './lab-words';

interface GapSectionProps {
  readonly gaps: readonly Gap[];
  readonly form: Pick<LabForm, 'selection' | 'hasAllBudgets'>;
  readonly change: (changes: Partial<LabForm>) => void;
}

const titles = { ...selectionTitles, weighted: labWords.weightedVote };

const heads = [
  labWords.where,
  labWords.method,
  labWords.n,
  labWords.problems,
  labWords.parts,
  labWords.solved,
  labWords.selectionGap,
  labWords.generationGap,
] as const;

/** The part that no verifier can win against the part that a better one would, method by method. */
export function GapSection({ gaps, form, change }: GapSectionProps) {
  const say = useSay();
  const mine = gaps.filter(({ selection }) => selection === form.selection);
  const rows = form.hasAllBudgets ? mine : largestOf(mine);
  if (gaps.length === 0) return null;
  return (
    <ChartSection
      title={say(labWords.policyOrVerifier)}
      testId="gaps"
      note={say(labWords.gapNote)}
      controls={
        <>
          {gapSelections.map((selection) => (
            <button
              key={selection}
              type="button"
              className="button"
              aria-pressed={form.selection === selection}
              onClick={() => change({ selection })}
            >
              {say(titles[selection])}
            </button>
          ))}
          <button
            type="button"
            className="button"
            aria-pressed={form.hasAllBudgets}
            onClick={() => change({ hasAllBudgets: !form.hasAllBudgets })}
          >
            {say(labWords.allBudgets)}
          </button>
        </>
      }
    >
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={say(labWords.gapsByMethod)}>
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-left text-xs text-mute">
              {heads.map((head) => (
                <th key={head.en} scope="col" className="py-1 pr-4 font-normal whitespace-nowrap">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((gap) => (
              <GapRow key={nameOf(gap)} gap={gap} />
            ))}
          </tbody>
        </table>
      </div>
    </ChartSection>
  );
}

function GapRow({ gap }: { readonly gap: Gap }) {
  const say = useSay();
  const language = useLanguage();
  const { experiment, name, strategy, policy, n, problems, solved, selectionGap, generationGap } = gap;
  return (
    <tr className="border-t border-line align-baseline">
      <td className="max-w-64 min-w-44 py-1.5 pr-4 wrap-anywhere">
        {experiment === undefined ? (
          <Link href="/runs" className="link">
            {say(labWords.aSingleRuns)}
          </Link>
        ) : (
          <Link href={`/experiments/${encodeURIComponent(experiment)}`} className="link">
            {name}
          </Link>
        )}
      </td>
      <th scope="row" className="pr-4 text-left font-normal">
        <span className="whitespace-nowrap">{strategyWords(strategy, language).title}</span>{' '}
        <span className="text-mute">{policy}</span>
      </th>
      <td className="pr-4">{n}</td>
      <td className="pr-4">{problems}</td>
      <td className="pr-4">
        <div
          role="img"
          aria-label={say(labWords.partsOf, {
            solved: formatShare(solved.value),
            passed: formatShare(selectionGap.value),
            never: formatShare(generationGap.value),
          })}
          className="flex h-3 w-40 overflow-hidden rounded-sm border border-line"
        >
          <div style={{ width: `${100 * solved.value}%`, background: 'var(--series-2)' }} />
          <div style={{ width: `${100 * selectionGap.value}%`, background: 'var(--series-1)' }} />
        </div>
      </td>
      {[solved, selectionGap, generationGap].map(({ value, interval }, i) => (
        <td key={i} className="pr-4 whitespace-nowrap">
          {i === 1 ? <strong>{formatShare(value)}</strong> : formatShare(value)}{' '}
          <span className="text-xs text-mute">{formatInterval(interval, say)}</span>
        </td>
      ))}
    </tr>
  );
}

/** The largest budget of each method, where budgets are compared elsewhere. */
function largestOf(gaps: readonly Gap[]): readonly Gap[] {
  const largest = new Map<string, Gap>();
  for (const gap of gaps) {
    const { experiment, series, n } = gap;
    const method = JSON.stringify([experiment, series]);
    if (n > (largest.get(method)?.n ?? 0)) largest.set(method, gap);
  }
  return [...largest.values()];
}

function nameOf({ experiment, series, n }: Gap): string {
  return JSON.stringify([experiment, series, n]);
}
