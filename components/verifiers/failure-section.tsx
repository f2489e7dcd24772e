import type { FailureList } from '@/lib/verifier-lab/wire';
import { leastFall } from '@/lib/verifier-lab/wire';
import { failureTexts, labWords } from '@/lib/words';
import { NumberField } from '@/components/ui/number-field';
import { formatCount } from '@/components/ui/numbers';
import { Tabs } from '@/components/ui/tabs';
import { FailureTable } from './failure-table';
import type { LabForm } from './lab-form';
import { ChartSection } from '@/components/ui/chart-section';
import { useSay } from '@/components/ui/use-language';

interface FailureSectionProps {
  readonly failures: readonly FailureList[];
  readonly form: Pick<LabForm, 'kind' | 'sure' | 'fall'>;
  readonly change: (changes: Partial<LabForm>) => void;
}

/** Where it erred: kinds with their counts, and each a way to its tree. */
export function FailureSection({ failures, form, change }: FailureSectionProps) {
  const say = useSay();
  const shown = failures.find(({ kind }) => kind === form.kind);
  return (
    <ChartSection
      title={say(labWords.erred)}
      testId="failures"
      note={say(labWords.erredNote)}
      controls={
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label={say(labWords.sureFrom)}
            value={form.sure}
            min={0}
            max={1}
            step={0.05}
            onChange={(sure) => change({ sure })}
          />
          <NumberField
            label={say(labWords.cliffFrom)}
            value={form.fall}
            min={leastFall}
            max={1}
            step={0.05}
            onChange={(fall) => change({ fall })}
          />
        </div>
      }
    >
      <div className="overflow-x-auto">
        <Tabs
          label={say(labWords.kinds)}
          selected={form.kind}
          onSelect={(kind) => change({ kind })}
          tabs={failures.map(({ kind, count }) => ({
            name: kind,
            label: (
              <span className="whitespace-nowrap">
                {say(failureTexts[kind].title)} <span className="text-mute">{formatCount(count)}</span>
              </span>
            ),
          }))}
          panelClassName="pt-3"
        >
          <p className="mb-2 max-w-[110ch] text-sm text-mute">{say(failureTexts[form.kind].note)}</p>
          {shown === undefined ? null : <FailureTable list={shown} />}
        </Tabs>
      </div>
    </ChartSection>
  );
}
