'use client';

import { useMutation } from '@tanstack/react-query';
import { joinedMarks, marksPath, readMarksFile } from '@/lib/client';
import type { RunMarks } from '@/lib/runs/wire';
import { compareIds, type NodeId } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { markWords } from '@/lib/words';
import { StarButton } from '@/components/app/star-button';
import type { HeldMarks } from '@/components/app/use-marks';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { MarkFields } from '../mark-fields';
import { Section } from '../section';

interface MarksSectionProps {
  readonly held: HeldMarks;
  /** Of a run of this server. */
  readonly runId: string | undefined;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** What somebody holds on to of a run: beside its log, and no part of it; and the way to each step that is marked. */
export function MarksSection({ held, runId, onNodeSelect }: MarksSectionProps) {
  const say = useSay();
  const { marks, change, error } = held;
  const add = useMutation({
    mutationFn: async (file: File) => {
      const theirs = await readMarksFile(file);
      if (marks !== undefined) change?.(joinedMarks(marks, theirs));
      return file.name;
    },
  });
  return (
    <Section
      title={say(markWords.keepInMind)}
      aside={
        <StarButton
          isStarred={marks?.isStarred === true}
          isDisabled={marks === undefined || change === undefined}
          label={say(markWords.thisRun)}
          onToggle={() => change?.({ isStarred: marks?.isStarred !== true })}
        />
      }
    >
      {marks === undefined ? null : (
        <div className="flex flex-col gap-3" data-testid="marks">
          <MarkFields marks={marks} onChange={change} />
          <MarkedSteps nodes={marks.nodes} onNodeSelect={onNodeSelect} />
          {runId === undefined || change === undefined ? null : (
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
          )}
          {add.data === undefined || error !== null ? null : (
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
      {error === null ? null : (
        <Notice tone="bad" title={say(markWords.notKept)}>
          <Told what={error} />
        </Notice>
      )}
    </Section>
  );
}

/** In the order of the tree. */
function MarkedSteps({ nodes, onNodeSelect }: Pick<RunMarks, 'nodes'> & Pick<MarksSectionProps, 'onNodeSelect'>) {
  const say = useSay();
  const marked = Object.entries(nodes).toSorted(([one], [other]) => compareIds(one, other));
  if (marked.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm text-mute">{say(markWords.markedSteps)}</h3>
      <ul className="mt-1 flex flex-col" data-testid="marked-steps">
        {marked.map(([node, { isStarred, tags, note }]) => (
          <li key={node}>
            <button
              type="button"
              className="flex min-h-8 w-full items-baseline gap-2 rounded-md px-1 text-left text-sm hover:bg-card"
              onClick={() => onNodeSelect(node)}
            >
              <span className="link shrink-0 tabular-nums">{say(markWords.step, { step: nodeLabel(node) })}</span>
              {isStarred ? <span aria-label={say(markWords.starred)}>★</span> : null}
              {tags.map((tag) => (
                <span key={tag} className="shrink-0 rounded border border-line px-1 text-xs text-mute">
                  {tag}
                </span>
              ))}
              <span className="truncate text-mute">{note}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
