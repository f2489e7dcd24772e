import { noNodeMarks, type NodeMarks } from '@/lib/runs/wire';
import type { NodeId } from '@/lib/search';
import { markWords } from '@/lib/words';
import { StarButton } from '@/components/app/star-button';
import type { HeldMarks } from '@/components/app/use-marks';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { MarkFields } from '../mark-fields';
import { Section } from '../section';

/** Star, tags and note of one step. */
export function StepMarks({
  held: { marks, change, error },
  node,
}: {
  readonly held: HeldMarks;
  readonly node: NodeId;
}) {
  const say = useSay();
  const own = marks?.nodes[node] ?? noNodeMarks;
  const set = change && ((changes: Partial<NodeMarks>) => change({ nodes: { [node]: changes } }));
  if (set === undefined && own === noNodeMarks) return null;
  return (
    <Section
      title={say(markWords.onStep)}
      aside={
        <StarButton
          isStarred={own.isStarred}
          isDisabled={marks === undefined || set === undefined}
          label={say(markWords.thisStep)}
          onToggle={() => set?.({ isStarred: !own.isStarred })}
        />
      }
    >
      {marks === undefined ? null : (
        <div className="flex flex-col gap-3" data-testid="step-marks">
          <MarkFields marks={own} onChange={set} />
        </div>
      )}
      {error === null ? null : (
        <p role="alert" className="text-sm text-bad">
          <Told what={error} />
        </p>
      )}
    </Section>
  );
}
