'use client';

import { useEffect, useMemo, useRef } from 'react';
import { scoresApart } from '@/lib/base';
import type { NodeId } from '@/lib/search';
import { explain, nodeLabel, type TreeNode, type TreeView } from '@/lib/tree';
import { decisionWords, sharedWords, treeWords } from '@/lib/words';
import { StepText } from '@/components/math/step-text';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatScore } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import { useSay } from '@/components/ui/use-language';
import { compare, type ComparedStep, type Comparison } from './compare-model';
import { TwoScoreLines } from './two-score-lines';

interface CompareCardProps {
  readonly view: TreeView;
  readonly node: NodeId | undefined;
  /** What is laid beside the chosen step; undefined: nothing. */
  readonly beside: NodeId | undefined;
  readonly onClose: () => void;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** The chosen step and another beside each other, over the page, each with all that leads to it. */
export function CompareCard({ view, node, beside, onClose, onNodeSelect }: CompareCardProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const comparison = useMemo(
    () => (node === undefined || beside === undefined || node === beside ? undefined : compare(view, node, beside)),
    [view, node, beside],
  );
  const isShown = comparison !== undefined;
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog
      ref={dialog}
      aria-label={say(decisionWords.twoCandidates)}
      data-testid="compare-card"
      className="panel m-auto max-h-[92dvh] w-[min(72rem,97vw)] overflow-auto p-5 text-ink backdrop:bg-(--shade)"
      onClose={onClose}
    >
      {comparison === undefined ? null : (
        <Columns
          view={view}
          comparison={comparison}
          onClose={onClose}
          onNodeSelect={(next) => {
            onClose();
            onNodeSelect(next);
          }}
        />
      )}
    </dialog>
  );
}

interface ColumnsProps extends Pick<CompareCardProps, 'view' | 'onClose' | 'onNodeSelect'> {
  readonly comparison: Comparison;
}

function Columns({ view, comparison, onClose, onNodeSelect }: ColumnsProps) {
  const say = useSay();
  const { left, right, common, rest, difference, scores } = comparison;
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-lg">{say(decisionWords.twoCandidates)}</h2>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(sharedWords.close)}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <TwoScoreLines left={scores.left} right={scores.right} />
      <div className="mt-2 grid grid-cols-2 gap-x-5 gap-y-3">
        <Head view={view} node={left} mark="●—" onNodeSelect={onNodeSelect} />
        <Head view={view} node={right} mark="■- -" onNodeSelect={onNodeSelect} />
        {common.length === 0 ? null : (
          <details className="col-span-2 rounded-lg border border-line px-3 py-2" data-testid="common">
            <summary className="text-sm text-mute">
              {say(decisionWords.inCommon, { count: formatCount(common.length) })}
            </summary>
            <div className="mt-2 flex flex-col gap-2">
              {common.map(({ depth, left: step }) => (
                <Step key={depth} node={step} />
              ))}
            </div>
          </details>
        )}
        {rest.map((row, i) => (
          <Row key={row.depth} row={row} difference={i === 0 ? difference : undefined} />
        ))}
        {rest.length === 0 ? <p className="col-span-2 text-sm text-mute">{say(decisionWords.wordForWord)}</p> : null}
      </div>
    </>
  );
}

interface HeadProps extends Pick<CompareCardProps, 'view' | 'onNodeSelect'> {
  readonly node: TreeNode;
  /** How its line is drawn. */
  readonly mark: string;
}

function Head({ view, node, mark, onNodeSelect }: HeadProps) {
  const say = useSay();
  return (
    <div className="min-w-0">
      <h3 className="flex items-baseline gap-2 text-base">
        <span aria-hidden="true" className="text-xs whitespace-nowrap text-mute">
          {mark}
        </span>
        <button type="button" className="link truncate" onClick={() => onNodeSelect(node.id)}>
          {nodeLabel(node.id)}
        </button>
      </h3>
      <p className="text-sm text-mute">{explain(view, node, say)}</p>
    </div>
  );
}

function Row({ row: { left, right }, difference }: { readonly row: ComparedStep } & Pick<Comparison, 'difference'>) {
  const written = scoresApart({ kept: scoresOf(left), cut: scoresOf(right) });
  return (
    <>
      <Step node={left} written={written} words={difference?.filter(({ kind }) => kind !== 'added')} />
      <Step node={right} written={written} words={difference?.filter(({ kind }) => kind !== 'removed')} />
    </>
  );
}

function scoresOf(node: TreeNode | undefined): readonly number[] {
  return node?.score === undefined ? [] : [node.score];
}

interface StepProps {
  readonly node: TreeNode | undefined;
  /** How its score is written: apart from the other's. */
  readonly written?: (score: number) => string;
  /** Its words, with those marked that the other does not have; undefined: typeset as it is. */
  readonly words?: Comparison['difference'];
}

function Step({ node, written = formatScore, words }: StepProps) {
  const say = useSay();
  if (node === undefined) return <p className="text-sm text-mute">–</p>;
  return (
    <div className="min-w-0 border-t border-line pt-2">
      <p className="mb-1 flex items-baseline justify-between gap-2 text-xs text-mute">
        <span>{say(treeWords.step, { step: node.depth })}</span>
        {node.score === undefined ? null : (
          <span className="text-sm font-medium tabular-nums" style={{ color: scoreInk(node.score) }}>
            {written(node.score)}
          </span>
        )}
      </p>
      {words === undefined ? (
        <StepText text={node.source?.text ?? ''} isOpen={node.state === 'growing'} />
      ) : (
        <p className="text-sm leading-relaxed wrap-anywhere whitespace-pre-line" data-testid="first-difference">
          {words.map(({ kind, text }, i) =>
            // The parts have no names, and their order is all there is to them.
            kind === 'same' ? (
              <span key={i}>{text}</span>
            ) : (
              <mark key={i} className="rounded-sm bg-ink/15 text-ink underline decoration-2 underline-offset-2">
                {text}
              </mark>
            ),
          )}
        </p>
      )}
    </div>
  );
}
