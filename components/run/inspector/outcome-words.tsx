import type { NodeId } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { decisionWords, fateWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import type { OtherOutcome } from './decision-card-model';

interface OutcomeWordsProps {
  readonly other: OtherOutcome;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would live, and who would not. */
export function OutcomeWords({ other: { lives, dies, isSharedOtherwise }, onNodeSelect }: OutcomeWordsProps) {
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

function Nodes({
  nodes,
  onNodeSelect,
}: { readonly nodes: readonly NodeId[] } & Pick<OutcomeWordsProps, 'onNodeSelect'>) {
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
