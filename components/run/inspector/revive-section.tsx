import type { TreeNode } from '@/lib/tree';
import { ReviveForm } from '@/components/app/revive-form';
import { Section } from './section';

interface ReviveSectionProps {
  readonly runId: string;
  readonly node: TreeNode;
}

/** What a branch that ended here would have come to. */
export function ReviveSection({ runId, node: { id, source, isRollout } }: ReviveSectionProps) {
  const fate = source?.decision?.fate;
  if (source?.finish !== 'step' || isRollout || fate === undefined || fate === 'kept') return null;
  return (
    <Section title="Would it have come right?">
      <ReviveForm runId={runId} node={id} />
    </Section>
  );
}
