import type { NodeId, OtherRule } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { aggregationWords, decisionWords, fateWords, type Say } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import type { OtherOutcome } from './decision-card-model';

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
      <p className="mt-2 text-xs text-mute">{say(decisionWords.otherVerifier)}</p>
    </section>
  );
}

function ruleWords({ aggregation, beamWidth }: OtherRule, say: Say): string {
  return aggregation === undefined ? `M = ${beamWidth ?? ''}` : say(aggregationWords[aggregation]);
}

function OutcomeWords({
  other: { lives, dies, isSharedOtherwise },
  onNodeSelect,
}: { readonly other: OtherOutcome } & Pick<OtherRulesProps, 'onNodeSelect'>) {
  const say = useSay();
  const living = <Nodes nodes={lives} onNodeSelect={onNodeSelect} />;
  const dying = <Nodes nodes={dies} onNodeSelect={onNodeSelect} />;
  if (lives.length > 0 && dies.length > 0)
    return <Said text={decisionWords.wouldLiveAndDie} parts={{ lives: living, dies: dying }} />;
  if (lives.length > 0) return <Said text={decisionWords.wouldLive} parts={{ steps: living }} />;
  if (dies.length > 0) return <Said text={decisionWords.wouldDie} parts={{ steps: dying }} />;
  return <>{say(isSharedOtherwise ? decisionWords.sameOtherNumbers : decisionWords.same)}</>;
}

/** Named one by one; of many the rest is counted. */
const most = 8;

function Nodes({ nodes, onNodeSelect }: { readonly nodes: readonly NodeId[] } & Pick<OtherRulesProps, 'onNodeSelect'>) {
  const say = useSay();
  return (
    <>
      {nodes.slice(0, most).map((node, i) => (
        <span key={node}>
          {i === 0 ? '' : say(fateWords.comma)}
          <button type="button" className="link" onClick={() => onNodeSelect(node)}>
            {nodeLabel(node)}
          </button>
        </span>
      ))}
      {nodes.length > most ? say(decisionWords.andMore, { count: nodes.length - most }) : ''}
    </>
  );
}
