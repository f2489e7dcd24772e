import { aggregationNames, type AggregationName } from '@/lib/search';
import { verdictOf } from '@/lib/tree';
import { aggregationTitles } from '@/components/app/words';
import { MathText } from '@/components/math/math-text';
import { Section } from './section';

interface WhatIfProps {
  readonly configured: AggregationName;
  /** Undefined while the votes are counted as the run counted them. */
  readonly whatIf: AggregationName | undefined;
  /** The run's own answer, and the one under `whatIf`. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly onChange: (aggregation: AggregationName | undefined) => void;
}

/** Re-counts the votes under another aggregation, from the log alone, and says so. */
export function WhatIf({ configured, whatIf, before, after, onChange }: WhatIfProps) {
  return (
    <Section title="What if steps counted otherwise?" isForScreen>
      <div role="group" aria-label="Aggregation" className="grid grid-cols-2 gap-1.5">
        {aggregationNames.map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={(whatIf ?? configured) === name}
            onClick={() => onChange(name === configured ? undefined : name)}
          >
            {aggregationTitles[name]}
            {name === configured ? <span className="font-normal">as run</span> : null}
          </button>
        ))}
      </div>
      <p className="mt-2 text-xs text-mute" data-testid="what-if" aria-live="polite">
        {whatIf === undefined ? (
          'Re-counts the votes from the log; nothing is generated.'
        ) : (
          <>
            This is a what-if with “{aggregationTitles[whatIf]}”. The search itself used “
            {aggregationTitles[configured]}”
            {before === undefined || after === undefined ? (
              ''
            ) : verdictOf(after, before) === 'right' ? (
              <>, with the same answer</>
            ) : (
              <>
                {' '}
                and chose <MathText text={`$${before}$`} />
              </>
            )}
            . What was cut stays cut.
          </>
        )}
      </p>
    </Section>
  );
}
