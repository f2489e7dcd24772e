'use client';

import type { Verdict, VerdictBaseline } from '@/lib/experiments/report/verdict-model';
import { formatShare } from '../curves/amounts';

interface BaselineSelectProps {
  readonly verdict: Pick<Verdict, 'baselines' | 'against'>;
  readonly onChange: (against: string) => void;
}

const groups: readonly (readonly [string, (baseline: VerdictBaseline) => boolean])[] = [
  ['Measured here', ({ kind }) => kind !== 'published'],
  ['Published, of the same benchmark', ({ kind, isSameBenchmark }) => kind === 'published' && isSameBenchmark],
  ['Published, of another benchmark', ({ kind, isSameBenchmark }) => kind === 'published' && !isSameBenchmark],
];

/** What search is held against. */
export function BaselineSelect({ verdict: { baselines, against }, onChange }: BaselineSelectProps) {
  if (baselines.length === 0) return null;
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-mute">
      Against
      <select
        className="field w-auto max-w-72 min-w-0"
        aria-label="Baseline of the verdict"
        value={against?.id ?? ''}
        onChange={(event) => onChange(event.target.value)}
      >
        {against === undefined ? <option value="">Choose one …</option> : null}
        {groups.map(([label, isIn]) => {
          const own = baselines.filter(isIn);
          return own.length === 0 ? null : (
            <optgroup key={label} label={label}>
              {own.map(({ id, kind, name, accuracy, dataset }) => (
                <option key={id} value={id}>
                  {kind === 'own' ? `${name}, its own greedy answer` : name}: {formatShare(accuracy)}
                  {dataset === undefined ? '' : ` on ${dataset}`}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </label>
  );
}
