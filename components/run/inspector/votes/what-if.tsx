import { aggregationNames, type AggregationName } from '@/lib/search';
import { verdictOf } from '@/lib/tree';
import { aggregationWords, runWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Section } from '../section';

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
  const say = useSay();
  const titles = (wanted: AggregationName) => ({
    whatIf: say(aggregationWords[wanted]),
    configured: say(aggregationWords[configured]),
  });
  return (
    <Section title={say(runWords.whatIf)}>
      <div role="group" aria-label={say(runWords.aggregation)} className="grid grid-cols-2 gap-1.5">
        {aggregationNames.map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={(whatIf ?? configured) === name}
            onClick={() => onChange(name === configured ? undefined : name)}
          >
            {say(aggregationWords[name])}
            {name === configured ? <span className="font-normal">{say(runWords.asRun)}</span> : null}
          </button>
        ))}
      </div>
      <p className="mt-2 text-xs text-mute" data-testid="what-if" aria-live="polite">
        {whatIf === undefined ? (
          say(runWords.recounts)
        ) : before === undefined || after === undefined ? (
          say(runWords.isWhatIf, titles(whatIf))
        ) : verdictOf(after, before) === 'right' ? (
          say(runWords.isWhatIfSame, titles(whatIf))
        ) : (
          <Said
            text={runWords.isWhatIfOther}
            parts={{ ...titles(whatIf), before: <MathText text={`$${before}$`} /> }}
          />
        )}
      </p>
    </Section>
  );
}
