'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { LogEntry } from '@/lib/runs/wire';
import type { NodeId, RoundPlace, SearchState } from '@/lib/search';
import type { TreeView } from '@/lib/tree';
import { decisionWords, runWords, sharedWords, stepWords, treeWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useKeys } from '@/components/ui/keys-overlay';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { DecisionTable } from './decision-table';
import { cardOf, isComparedIn, outcomeOf } from './decision-card-model';
import { Facts } from '../facts';
import { amountWords, measureTitle } from '../measures';
import { OtherRules } from './other-rules';
import { OtherVerifiers } from './other-verifiers';

interface DecisionCardProps {
  readonly view: TreeView;
  /** The chosen step, whose round it is. */
  readonly node: NodeId | undefined;
  readonly decidedAt: (place: RoundPlace) => number | undefined;
  readonly entries: readonly LogEntry[];
  readonly stateAt: (seq: number) => SearchState;
  readonly isOpen: boolean;
  /** Absent where no server has the run. */
  readonly runId: string | undefined;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onNodeSelect: (node: NodeId) => void;
}

/** The decision on the chosen step's round in full, over the page; nothing where nothing was compared. */
export function DecisionCard({ view, node, isOpen, onToggle, ...rest }: DecisionCardProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const source = node === undefined ? undefined : view.nodes.get(node)?.source;
  const place = isComparedIn(view.state, source) ? source : undefined;
  const isShown = isOpen && place !== undefined;
  useKeys({
    title: say(runWords.tree),
    lines: [{ does: say(treeWords.howDecided), keys: { d: place === undefined ? undefined : () => onToggle(true) } }],
  });
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog
      ref={dialog}
      aria-label={say(stepWords.howDecided)}
      data-testid="decision-card"
      className="panel m-auto max-h-[90dvh] w-[min(54rem,96vw)] overflow-auto p-5 text-ink backdrop:bg-(--shade)"
      onClose={() => onToggle(false)}
    >
      {isShown ? <CardContent place={place} node={place.id} onClose={() => onToggle(false)} {...rest} /> : null}
    </dialog>
  );
}

interface CardContentProps extends Pick<
  DecisionCardProps,
  'decidedAt' | 'entries' | 'stateAt' | 'runId' | 'onNodeSelect'
> {
  readonly place: RoundPlace;
  readonly node: NodeId;
  readonly onClose: () => void;
}

function CardContent({ place, node, decidedAt, entries, stateAt, runId, onNodeSelect, onClose }: CardContentProps) {
  const say = useSay();
  const seq = decidedAt(place);
  const event = seq === undefined ? undefined : entries[seq - 1]?.event;
  const before = useMemo(() => (seq === undefined ? undefined : stateAt(seq - 1)), [seq, stateAt]);
  const card = useMemo(
    () =>
      before === undefined || event?.type !== 'round-decided' ? undefined : { ...cardOf(before, event), before, event },
    [before, event],
  );
  if (card === undefined) return null;
  const kept = card.rows.filter(({ fate }) => fate === 'kept').length;
  const stoodFor = card.rows.reduce((sum, { duplicates }) => sum + duplicates.length, 0);
  const of = formatCount(card.rows.length + stoodFor);
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-lg">
          {place.group === 0
            ? say(decisionWords.heading, { round: place.round + 1, kept, of })
            : say(decisionWords.headingInGroup, { round: place.round + 1, group: place.group + 1, kept, of })}
        </h2>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(sharedWords.close)}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {card.measures === undefined ? null : (
        <div className="mt-2 max-w-md">
          <Facts
            facts={Object.entries(card.measures).map(([name, value]) => [measureTitle(name, say), amountWords(value)])}
          />
        </div>
      )}
      <DecisionTable card={card} chosen={node} onNodeSelect={onNodeSelect} />
      <OtherRules
        others={card.others}
        width={card.width}
        outcomeWith={(beamWidth) => outcomeOf(card.before, card.event, { beamWidth })}
        onNodeSelect={onNodeSelect}
      />
      <OtherVerifiers
        runId={runId}
        before={card.before}
        event={card.event}
        paths={card.paths}
        onNodeSelect={onNodeSelect}
      />
    </>
  );
}
