import type { NodeId, OtherRule } from '@/lib/search';
import { aggregationWords, decisionWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { OtherOutcome } from './decision-card-model';
import { OutcomeWords } from './outcome-words';

interface OtherRulesProps {
  readonly others: readonly OtherOutcome[];
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would have lived by other rules; nothing where there is none to ask for. */
export function OtherRules({ others, onNodeSelect }: OtherRulesProps) {
  const say = useSay();
  if (others.length === 0) return null;
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
    </section>
  );
}

function ruleWords({ aggregation, beamWidth }: OtherRule, say: Say): string {
  return aggregation === undefined ? `M = ${beamWidth ?? ''}` : say(aggregationWords[aggregation]);
}
