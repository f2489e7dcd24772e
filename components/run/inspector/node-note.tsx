'use client';

import type { NodeId } from '@/lib/search';
import { markWords } from '@/lib/words';
import { NoteField } from '@/components/app/note-field';
import { useMarks } from '@/components/app/use-marks';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Section } from './section';

/** A note on one step. */
export function NodeNote({ runId, node }: { readonly runId: string; readonly node: NodeId }) {
  const say = useSay();
  const marks = useMarks();
  const { nodes } = marks.of(runId);
  const keep = (text: string) => {
    const { [node]: _, ...others } = nodes;
    marks.set(runId, { nodes: text === '' ? others : { ...others, [node]: text } });
  };
  return (
    <Section title={say(markWords.noteOnStep)}>
      {marks.all === undefined ? null : (
        <NoteField label={say(markWords.note)} isLong value={nodes[node] ?? ''} onKeep={keep} />
      )}
      {marks.error === null ? null : (
        <p role="alert" className="text-sm text-bad">
          <Told what={marks.error} />
        </p>
      )}
    </Section>
  );
}
