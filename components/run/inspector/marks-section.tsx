'use client';

import { useMutation } from '@tanstack/react-query';
import { joinedMarks, marksPath, readMarksFile } from '@/lib/client';
import { markWords } from '@/lib/words';
import { NoteField } from '@/components/app/note-field';
import { StarButton } from '@/components/app/star-button';
import { tagsOf } from '@/components/app/tag-words';
import { useMarks } from '@/components/app/use-marks';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { Section } from './section';

/** Star, tags and note of a run: beside its log, and no part of it. */
export function MarksSection({ runId }: { readonly runId: string }) {
  const say = useSay();
  const marks = useMarks();
  const { isStarred, tags, note } = marks.of(runId);
  const isLoading = marks.all === undefined;
  const add = useMutation({
    mutationFn: async (file: File) => {
      const theirs = await readMarksFile(file);
      marks.set(runId, joinedMarks(marks.of(runId), theirs));
      return file.name;
    },
  });
  return (
    <Section
      title={say(markWords.keepInMind)}
      aside={
        <StarButton
          isStarred={isStarred}
          isDisabled={isLoading}
          label={say(markWords.thisRun)}
          onToggle={() => marks.set(runId, { isStarred: !isStarred })}
        />
      }
    >
      {isLoading ? null : (
        <div className="flex flex-col gap-3" data-testid="marks">
          <NoteField
            label={say(markWords.tags)}
            hint={say(markWords.tagsHint)}
            value={tags.join(', ')}
            onKeep={(text) => marks.set(runId, { tags: tagsOf(text) })}
          />
          <NoteField
            label={say(markWords.note)}
            isLong
            value={note}
            onKeep={(text) => marks.set(runId, { note: text })}
          />
          <p className="text-xs text-mute">
            <Said
              text={markWords.beside}
              parts={{
                download: (
                  <a className="link" href={marksPath(runId)} download={`longthink-${runId}.marks.json`}>
                    {say(markWords.download)}
                  </a>
                ),
                add: (
                  <label className="link cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-focus">
                    {say(markWords.add)}
                    <input
                      type="file"
                      accept=".json,application/json"
                      className="sr-only"
                      onChange={(event) => {
                        const file = event.target.files?.[0];
                        event.target.value = '';
                        if (file !== undefined) add.mutate(file);
                      }}
                    />
                  </label>
                ),
              }}
            />
          </p>
          {add.data === undefined || marks.error !== null ? null : (
            <p role="status" className="text-xs">
              {say(markWords.added, { file: add.data })}
            </p>
          )}
        </div>
      )}
      {add.error === null ? null : (
        <Notice tone="bad" title={say(markWords.notAdded)} testId="marks-file-error">
          <Told what={add.error} />
        </Notice>
      )}
      {marks.error === null ? null : (
        <Notice tone="bad" title={say(markWords.notKept)}>
          <Told what={marks.error} />
        </Notice>
      )}
    </Section>
  );
}
