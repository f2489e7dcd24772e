import type { NodeId } from '@/lib/search';
import { decisionWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import type { OtherOutcome } from './decision-card-model';
import { NodeLinks } from '../node-links';

interface OutcomeWordsProps {
  readonly other: OtherOutcome;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** Who would live, and who would not. */
export function OutcomeWords({ other: { lives, dies, isSharedOtherwise }, onNodeSelect }: OutcomeWordsProps) {
  const say = useSay();
  const living = <NodeLinks nodes={lives} onNodeSelect={onNodeSelect} />;
  const dying = <NodeLinks nodes={dies} onNodeSelect={onNodeSelect} />;
  if (lives.length > 0 && dies.length > 0)
    return <Said text={decisionWords.wouldLiveAndDie} parts={{ lives: living, dies: dying }} />;
  if (lives.length > 0) return <Said text={decisionWords.wouldLive} parts={{ steps: living }} />;
  if (dies.length > 0) return <Said text={decisionWords.wouldDie} parts={{ steps: dying }} />;
  return <>{say(isSharedOtherwise ? decisionWords.sameOtherNumbers : decisionWords.same)}</>;
}
