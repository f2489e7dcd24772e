import type { ReactNode } from 'react';
import type { Break, NodeId } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { breakpointWords, type Text } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { reasonOf } from './break-words';

interface BreakToldProps {
  readonly stop: Break;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** “It is about to decide round 3: the score falls by 0.42 at step 0.1.”, with its steps to be taken in hand. */
export function BreakTold({ stop, onNodeSelect }: BreakToldProps) {
  const { group, round, nodes } = stop;
  const { text, amount } = reasonOf(stop);
  const [first, second] = nodes.map((node) => (
    <button key={node} type="button" className="link text-ink" onClick={() => onNodeSelect(node)}>
      {nodeLabel(node)}
    </button>
  ));
  const why = <Said<Text> text={text} parts={{ first, second, amount }} />;
  const parts: Readonly<Record<string, ReactNode>> = { round: round + 1, group: group + 1, why };
  return <Said<Text> text={group === 0 ? breakpointWords.about : breakpointWords.aboutInGroup} parts={parts} />;
}
