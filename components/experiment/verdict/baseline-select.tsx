'use client';

import type { Verdict, VerdictBaseline } from '@/lib/experiments/report/verdict-model';
import { verdictTexts, type Say, type Text } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { formatShare } from '../curves/amounts';

interface BaselineSelectProps {
  readonly verdict: Pick<Verdict, 'baselines' | 'against'>;
  readonly onChange: (against: string) => void;
}

const groups: readonly (readonly [Text, (baseline: VerdictBaseline) => boolean])[] = [
  [verdictTexts.measuredHere, ({ kind }) => kind !== 'published'],
  [verdictTexts.sameBenchmark, ({ kind, coverage }) => kind === 'published' && coverage === 'all'],
  [verdictTexts.otherBenchmark, ({ kind, coverage }) => kind === 'published' && coverage !== 'all'],
];

/** What search is held against. */
export function BaselineSelect({ verdict: { baselines, against }, onChange }: BaselineSelectProps) {
  const say = useSay();
  if (baselines.length === 0) return null;
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-mute">
      {say(verdictTexts.against)}
      <select
        className="field w-auto max-w-72 min-w-0"
        aria-label={say(verdictTexts.baselineOf)}
        value={against?.id ?? ''}
        onChange={(event) => onChange(event.target.value)}
      >
        {against === undefined ? <option value="">{say(verdictTexts.chooseOne)}</option> : null}
        {groups.map(([label, isIn]) => {
          const own = baselines.filter(isIn);
          return own.length === 0 ? null : (
            <optgroup key={label.en} label={say(label)}>
              {own.map(({ id, kind, name, accuracy, dataset }) => (
                <option key={id} value={id}>
                  {optionWords(
                    { name: kind === 'own' ? say(verdictTexts.itsGreedy, { name }) : name, accuracy, dataset },
                    say,
                  )}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </label>
  );
}

function optionWords(
  { name, accuracy, dataset }: Pick<VerdictBaseline, 'name' | 'accuracy' | 'dataset'>,
  say: Say,
): string {
  const share = formatShare(accuracy);
  return dataset === undefined
    ? say(verdictTexts.optionOf, { name, share })
    : say(verdictTexts.optionOn, { name, share, set: dataset });
}
