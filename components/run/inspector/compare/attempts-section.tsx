'use client';

import { useMemo, useState } from 'react';
import { textOf, type NodeId } from '@/lib/search';
import { attemptsSeenBy, firstStepOf, lastStepOf, solutionsThatSaw, type TreeNode, type TreeView } from '@/lib/tree';
import { attemptWords, decisionWords, fateWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { Section } from '../section';
import { wordDiff } from './word-diff';

interface AttemptsSectionProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** What the solution of this step was written in sight of, word by word against it, and what was written in sight of it. */
export function AttemptsSection({ view, node, onNodeSelect }: AttemptsSectionProps) {
  const say = useSay();
  const { state } = view;
  const seen = attemptsSeenBy(state, node.id);
  const later = solutionsThatSaw(state, node.id);
  const [chosen, setChosen] = useState<NodeId>();
  // The one that a revision is most like is the last that the model saw.
  const against = seen.find((end) => end === chosen) ?? seen.at(-1);
  if (seen.length === 0 && later.length === 0) return null;
  return (
    <Section title={say(attemptWords.attempts)}>
      {against === undefined ? null : (
        <>
          <p className="mb-1.5 text-sm" data-testid="attempts-seen">
            <Said
              text={attemptWords.writtenInSight}
              parts={{
                solution: firstStepOf(node.id),
                seen: (
                  <Solutions
                    ids={seen.map(firstStepOf)}
                    onNodeSelect={(first) => onNodeSelect(lastStepOf(state, first))}
                  />
                ),
              }}
            />
          </p>
          {seen.length < 2 ? null : (
            <div role="group" aria-label={say(attemptWords.compareWith)} className="mb-1.5 flex flex-wrap gap-1.5">
              {seen.map((end) => (
                <button
                  key={end}
                  type="button"
                  className="button"
                  aria-pressed={end === against}
                  onClick={() => setChosen(end)}
                >
                  {say(attemptWords.against, { solution: firstStepOf(end) })}
                </button>
              ))}
            </div>
          )}
          <Difference before={textOf(state, against)} after={textOf(state, lastStepOf(state, node.id))} />
        </>
      )}
      {later.length === 0 ? null : (
        <p className="mt-1.5 text-sm text-mute" data-testid="attempts-later">
          <Said
            text={attemptWords.seenBy}
            parts={{
              later: <Solutions ids={later} onNodeSelect={(first) => onNodeSelect(lastStepOf(state, first))} />,
            }}
          />
        </p>
      )}
    </Section>
  );
}

interface SolutionsProps {
  /** First steps. */
  readonly ids: readonly NodeId[];
  readonly onNodeSelect: (first: NodeId) => void;
}

function Solutions({ ids, onNodeSelect }: SolutionsProps) {
  const say = useSay();
  return ids.map((id, i) => (
    <span key={id}>
      {i === 0 ? '' : say(i === ids.length - 1 ? fateWords.and : fateWords.comma)}
      <button type="button" className="link text-ink" onClick={() => onNodeSelect(id)}>
        {id}
      </button>
    </span>
  ));
}

/** Both texts in one: struck out what is gone, underlined what is new. */
function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useSay();
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  const isSame = parts.every(({ kind }) => kind === 'same');
  return (
    <>
      <p
        className="max-h-80 overflow-auto rounded-lg border border-line px-3 py-2 text-sm leading-relaxed whitespace-pre-line presented:max-h-none"
        data-testid="difference"
        role="region"
        aria-label={say(attemptWords.difference)}
        tabIndex={0}
      >
        {parts.map(({ kind, text }, i) =>
          kind === 'same' ? (
            // The parts have no names, and their order is all there is to them.
            <span key={i}>{text}</span>
          ) : kind === 'removed' ? (
            <del key={i} className="text-mute decoration-mute">
              {text}
            </del>
          ) : (
            <ins key={i} className="bg-ink/10 decoration-ink underline-offset-2">
              {text}
            </ins>
          ),
        )}
      </p>
      <p className="mt-1 text-xs text-mute">{say(isSame ? decisionWords.wordForWord : attemptWords.legend)}</p>
    </>
  );
}
