import type { TreeNode } from '@/lib/tree';
import { steerWords } from '@/lib/words';
import { ReviveForm } from '@/components/app/revive-form';
import { useSay } from '@/components/ui/use-language';
import { Section } from '../section';

interface ReviveSectionProps {
  readonly runId: string;
  readonly node: TreeNode;
}

/** What a branch that ended here would have come to. */
export function ReviveSection({ runId, node: { id, source, isRollout } }: ReviveSectionProps) {
  const say = useSay();
  const fate = source?.decision?.fate;
  if (source?.finish !== 'step' || isRollout || fate === undefined || fate === 'kept') return null;
  return (
    <Section title={say(steerWords.comeRight)}>
      <ReviveForm runId={runId} node={id} />
    </Section>
  );
}
