'use client';

import { marksPath } from '@/lib/client';
import { NoteField } from '@/components/app/note-field';
import { StarButton } from '@/components/app/star-button';
import { tagsOf } from '@/components/app/tag-words';
import { useMarks } from '@/components/app/use-marks';
import { Notice } from '@/components/ui/notice';
import { Section } from './section';

/** Star, tags and note of a run: beside its log, and no part of it. */
export function MarksSection({ runId }: { readonly runId: string }) {
  const marks = useMarks();
  const { isStarred, tags, note } = marks.of(runId);
  const isLoading = marks.all === undefined;
  return (
    <Section
      title="Keep in mind"
      aside={
        <StarButton
          isStarred={isStarred}
          isDisabled={isLoading}
          label="this run"
          onToggle={() => marks.set(runId, { isStarred: !isStarred })}
        />
      }
    >
      {isLoading ? null : (
        <div className="flex flex-col gap-3" data-testid="marks">
          <NoteField
            label="Tags"
            hint="Separated by commas"
            value={tags.join(', ')}
            onKeep={(text) => marks.set(runId, { tags: tagsOf(text) })}
          />
          <NoteField label="Note" isLong value={note} onKeep={(text) => marks.set(runId, { note: text })} />
          <p className="text-xs text-mute">
            Kept beside the log, which stays what happened.{' '}
            <a className="link" href={marksPath(runId)} download={`longthink-${runId}.marks.json`}>
              Download them
            </a>{' '}
            to send them with it.
          </p>
        </div>
      )}
      {marks.error === null ? null : (
        <Notice tone="bad" title="It could not be kept">
          {marks.error.message}
        </Notice>
      )}
    </Section>
  );
}
