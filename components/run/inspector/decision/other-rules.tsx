import { useState } from 'react';
import type { NodeId, OtherRule } from '@/lib/search';
import { aggregationWords, decisionWords, type Say } from '@/lib/words';
import { NumberField } from '@/components/ui/number-field';
import { useSay } from '@/components/ui/use-language';
import type { Card, OtherOutcome } from './decision-card-model';
import { OutcomeWords } from './outcome-words';

interface OtherRulesProps {
  readonly others: readonly OtherOutcome[];
  readonly width: Card['width'];
  /** By any M that one asks for. */
  readonly outcomeWith: (beamWidth: number) => OtherOutcome;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would have lived by other rules; nothing where there is none to ask for. */
export function OtherRules({ others, width, outcomeWith, onNodeSelect }: OtherRulesProps) {
  const say = useSay();
  if (others.length === 0 && width === undefined) return null;
  return (
    <section aria-labelledby="other-rules" className="mt-4">
      <h3 id="other-rules" className="text-sm font-medium">
        {say(decisionWords.byOtherRule)}
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm" data-testid="other-rules">
        {others.map((other) => (
          <div key={ruleWords(other.rule, say)} className="contents">
            <dt className="text-mute">{ruleWords(other.rule, say)}</dt>
            <dd>
              <OutcomeWords other={other} onNodeSelect={onNodeSelect} />
            </dd>
          </div>
        ))}
      </dl>
      {width === undefined ? null : (
        <AnotherWidth width={width} outcomeWith={outcomeWith} onNodeSelect={onNodeSelect} />
      )}
    </section>
  );
}

/** Any M that a round of this size could have been decided with. */
function AnotherWidth({
  width: { own, most },
  outcomeWith,
  onNodeSelect,
}: Pick<OtherRulesProps, 'outcomeWith' | 'onNodeSelect'> & { readonly width: NonNullable<Card['width']> }) {
  const say = useSay();
  const [asked, setAsked] = useState(own);
  return (
    <div className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-1 text-sm">
      <div className="w-28">
        <NumberField label={say(decisionWords.anotherWidth)} value={asked} min={1} max={most} onChange={setAsked} />
      </div>
      <p role="status" className="min-w-0 flex-1 py-2" data-testid="another-width">
        <OutcomeWords other={outcomeWith(asked)} onNodeSelect={onNodeSelect} />
      </p>
    </div>
  );
}

function ruleWords({ aggregation, beamWidth }: OtherRule, say: Say): string {
  return aggregation === undefined ? `M = ${beamWidth ?? ''}` : say(aggregationWords[aggregation]);
}
