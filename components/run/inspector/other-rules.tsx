import type { NodeId, OtherRule } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { aggregationTitles } from '@/components/app/words';
import type { OtherOutcome } from './decision-card-model';

interface OtherRulesProps {
  readonly others: readonly OtherOutcome[];
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would have lived by other rules; nothing where there is none to ask for. */
export function OtherRules({ others, onNodeSelect }: OtherRulesProps) {
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="other-rules" className="mt-4">
      <h3 id="other-rules" className="text-sm font-medium">
        By another rule, on the same candidates
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm" data-testid="other-rules">
        {others.map((other) => (
          <div key={ruleWords(other.rule)} className="contents">
            <dt className="text-mute">{ruleWords(other.rule)}</dt>
            <dd>
              <OutcomeWords other={other} onNodeSelect={onNodeSelect} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-xs text-mute">
        Whom another verifier would have kept cannot be told from this log, which holds one score a step. A run that
        leaves it here may go on with another one.
      </p>
    </section>
  );
}

function ruleWords({ aggregation, beamWidth }: OtherRule): string {
  return aggregation === undefined ? `M = ${beamWidth ?? ''}` : aggregationTitles[aggregation];
}

function OutcomeWords({
  other: { lives, dies, isSharedOtherwise },
  onNodeSelect,
}: { readonly other: OtherOutcome } & Pick<OtherRulesProps, 'onNodeSelect'>) {
  if (lives.length === 0 && dies.length === 0)
    return <>{isSharedOtherwise ? 'The same live, with other numbers of continuations.' : 'The same.'}</>;
  return (
    <>
      {lives.length === 0 ? null : (
        <>
          <Nodes nodes={lives} onNodeSelect={onNodeSelect} /> would live
        </>
      )}
      {lives.length > 0 && dies.length > 0 ? ', ' : ''}
      {dies.length === 0 ? null : (
        <>
          <Nodes nodes={dies} onNodeSelect={onNodeSelect} /> would not
        </>
      )}
      .
    </>
  );
}

/** Named one by one; of many the rest is counted. */
const most = 8;

function Nodes({ nodes, onNodeSelect }: { readonly nodes: readonly NodeId[] } & Pick<OtherRulesProps, 'onNodeSelect'>) {
  return (
    <>
      {nodes.slice(0, most).map((node, i) => (
        <span key={node}>
          {i === 0 ? '' : ', '}
          <button type="button" className="link" onClick={() => onNodeSelect(node)}>
            {nodeLabel(node)}
          </button>
        </span>
      ))}
      {nodes.length > most ? ` and ${nodes.length - most} more` : ''}
    </>
  );
}
