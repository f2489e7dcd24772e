import type { NodeId } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { decisionWords, fateWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

interface NodeLinksProps {
  readonly nodes: readonly NodeId[];
  /** Of more than these the rest is counted. */
  readonly most?: number;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Steps, named one by one, each to be chosen. */
export function NodeLinks({ nodes, most = 8, onNodeSelect }: NodeLinksProps) {
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
