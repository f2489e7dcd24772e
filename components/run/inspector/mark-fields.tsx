import type { MarksChange, NodeMarks } from '@/lib/runs/wire';
import { markWords } from '@/lib/words';
import { NoteField } from '@/components/app/note-field';
import { tagsOf } from '@/components/app/tag-words';
import { useSay } from '@/components/ui/use-language';

interface MarkFieldsProps {
  readonly marks: NodeMarks;
  /** Undefined where they can only be looked at. */
  readonly onChange: ((change: Pick<MarksChange, 'tags' | 'note'>) => void) | undefined;
}

/** Tags and note, of a run or of a step: to be changed, or as they are. */
export function MarkFields({ marks: { tags, note }, onChange }: MarkFieldsProps) {
  const say = useSay();
  if (onChange === undefined)
    return (
      <>
        {tags.length === 0 ? null : <p className="text-sm text-mute">{tags.join(', ')}</p>}
        {note === '' ? null : <p className="text-sm whitespace-pre-wrap">{note}</p>}
      </>
    );
  return (
    <>
      <NoteField
        label={say(markWords.tags)}
        hint={say(markWords.tagsHint)}
        value={tags.join(', ')}
        onKeep={(text) => onChange({ tags: tagsOf(text) })}
      />
      <NoteField label={say(markWords.note)} isLong value={note} onKeep={(text) => onChange({ note: text })} />
    </>
  );
}
